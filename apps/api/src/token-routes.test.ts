import { listApiTokens } from '@falter/store';
import type { Role } from '@falter/wire';
import { beforeEach, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import * as schemas from './account-schemas.ts';
import { send } from './test-accounts.ts';
import { type TestApi, testApi } from './test-api.ts';

const store = useStore();
let api: TestApi;
let cookie = '';

beforeEach(async () => {
  await store.client.command('TRUNCATE TABLE api_tokens');
  api = testApi(store.client, 'default');
  ({ cookie } = await api.as('admin'));
});

const ask = (route: string, body?: unknown) => send(api, route, { cookie, body });
const make = async (role: Role = 'support', expiresAt: string | null = null) =>
  schemas.newApiToken.parse((await ask('POST tokens', { name: 'nightly', role, expiresAt })).body);
const asToken = (secret: string, path: string, by: TestApi = api) =>
  by.app.request(path, { headers: { authorization: `Bearer ${secret}` } });

describe('an API token', () => {
  it('acts with its role, and says that it is a token', async () => {
    const { token, secret } = await make('product');
    expect(secret).toMatch(/^flt_[\w-]{43}$/);
    const me = await (await asToken(secret, '/api/v1/me')).json();
    expect(me).toEqual({ kind: 'api-token', id: token.id, login: '', name: 'nightly', role: 'product' });
    expect((await asToken(secret, '/api/v1/sessions')).status).toBe(200);
    expect((await asToken(secret, '/api/v1/users')).status).toBe(403);
    const admin = await make('admin');
    expect((await asToken(admin.secret, '/api/v1/users')).status).toBe(200);
  });

  it('is shown once and kept as a hash', async () => {
    const { secret } = await make();
    expect(JSON.stringify((await ask('GET tokens')).body)).not.toContain(secret.slice(4));
    expect(JSON.stringify(await listApiTokens(store.client))).not.toContain(secret.slice(4));
  });

  it('works until it expires', async () => {
    const soon = await make('support', new Date(Date.now() + 60_000).toISOString());
    expect((await asToken(soon.secret, '/api/v1/me')).status).toBe(200);
    const passed = `ALTER TABLE api_tokens UPDATE expires_at = now64(3) - INTERVAL 1 SECOND WHERE true SETTINGS mutations_sync = 1`;
    await store.client.command(passed);
    expect((await asToken(soon.secret, '/api/v1/me', testApi(store.client, 'default'))).status).toBe(401);
  });

  it('that is removed is worth nothing with the next request', async () => {
    const { token, secret } = await make();
    expect((await asToken(secret, '/api/v1/me')).status).toBe(200);
    expect((await ask(`DELETE tokens/${token.id}`)).status).toBe(204);
    expect((await asToken(secret, '/api/v1/me')).status).toBe(401);
    expect((await ask(`DELETE tokens/${token.id}`)).name).toBe('unknown_token');
    expect((await ask('GET tokens')).body).toEqual({ tokens: [] });
  });

  it('knows when it was last used, and writes it down once a minute', async () => {
    const { token, secret } = await make();
    expect(token.lastUsedAt).toBeNull();
    for (let n = 0; n < 5; n++) await asToken(secret, '/api/v1/me');
    for (let n = 0; n < 5; n++) await asToken(secret, '/api/v1/me', testApi(store.client, 'default'));
    const rows = await store.client.rows('SELECT used_at FROM api_token_uses WHERE token = {id:String}', {
      id: token.id,
    });
    expect(rows).toHaveLength(1);
    const fresh = testApi(store.client, 'default');
    const list = schemas.apiTokenList.parse((await send(fresh, 'GET tokens', { cookie })).body);
    expect(Date.parse(list.tokens[0]?.lastUsedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });

  it.each(['flt_', 'flt_wrong', `flt_${'A'.repeat(43)}`, 'A'.repeat(47)])('is not %s', async (secret) => {
    await make();
    expect((await asToken(secret, '/api/v1/me')).status).toBe(401);
  });

  it.each([
    { role: 'owner' },
    { name: '' },
    { expiresAt: 'tomorrow' },
    { expiresAt: '2020-01-01T00:00:00Z' },
    { expiresAt: undefined },
  ])('is not made with %j', async (wrong) => {
    const answer = await ask('POST tokens', { name: 'nightly', role: 'support', expiresAt: null, ...wrong });
    expect(answer.name).toBe('bad_body');
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import * as schemas from './account-schemas.ts';
import { roleOf, send } from './test-accounts.ts';
import { type TestApi, TOKEN, testApi } from './test-api.ts';

const store = useStore();
const OLD = 'harbour fog at nine';
const NEW = 'low tide tea house';
let api: TestApi;
let cookie = '';

beforeEach(async () => {
  await store.client.command('TRUNCATE TABLE users');
  api = testApi(store.client, 'default');
  const code = await api.issueSetUpCode();
  cookie = (await send(api, 'POST set-up', { body: { code, login: 'jo', name: 'Jo', password: OLD } })).cookie;
});

const change = (current: string, password: string) =>
  send(api, 'POST me/password', { cookie, body: { current, password } });
const signIn = (password: string) => send(api, 'POST sign-in', { body: { login: 'jo', password } });

describe('GET /api/v1/me', () => {
  it('says who is asking, by cookie and by bearer', async () => {
    const user = schemas.me.parse((await send(api, 'GET me', { cookie })).body);
    expect(user).toMatchObject({ kind: 'user', login: 'jo', name: 'Jo', role: 'admin' });
    expect(user.id).not.toBe('');
    const token = schemas.me.parse(await (await api.get('/api/v1/me')).json());
    expect(token).toEqual({ kind: 'admin-token', id: '', login: '', name: 'Admin token', role: 'admin' });
  });
});

describe('a new password', () => {
  it('replaces the old one, and ends every other sign-in', async () => {
    const elsewhere = (await signIn(OLD)).cookie;
    expect((await change(OLD, NEW)).status).toBe(204);
    expect(await roleOf(api, cookie)).toBe('admin');
    expect(await roleOf(api, elsewhere)).toBe('');
    expect((await signIn(OLD)).status).toBe(401);
    expect((await signIn(NEW)).status).toBe(204);
  });

  it('ends sign-ins by the old one also where that was still being checked', async () => {
    let changed = false;
    const changing = change(OLD, NEW).finally(() => {
      changed = true;
    });
    const cookies: string[] = [];
    while (!changed) cookies.push((await signIn(OLD)).cookie);
    expect((await changing).status).toBe(204);
    expect(cookies.length).toBeGreaterThan(0);
    for (const one of cookies) expect(await roleOf(api, one)).toBe('');
  });

  it('wants the present one, and changes nothing without it', async () => {
    const refused = await change('not the password', NEW);
    expect([refused.status, refused.name]).toEqual([403, 'wrong_password']);
    expect((await signIn(OLD)).status).toBe(204);
  });

  it('is held to the same rules as the first', async () => {
    expect((await change(OLD, 'short')).body).toMatchObject({
      name: 'bad_body',
      detail: expect.stringContaining('12'),
    });
  });

  it('cannot be guessed at: ten times a minute, and the sign-in goes on working', async () => {
    const all = await Promise.all(Array.from({ length: 14 }, (_, n) => change(`wrong ${n}`, NEW)));
    expect(all.filter(({ name }) => name === 'wrong_password')).toHaveLength(10);
    expect(all.filter(({ name }) => name === 'too_many_failures')).toHaveLength(4);
    expect((await signIn(OLD)).status).toBe(204);
  });

  it('is nothing that a token has', async () => {
    const token = (await send(api, 'POST sign-in', { body: { token: TOKEN } })).cookie;
    const refused = await send(api, 'POST me/password', { cookie: token, body: { current: OLD, password: NEW } });
    expect(refused.name).toBe('forbidden');
  });
});

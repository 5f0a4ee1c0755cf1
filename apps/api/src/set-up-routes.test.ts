import { beforeEach, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { roleOf, send } from './test-accounts.ts';
import { type TestApi, testApi } from './test-api.ts';

const store = useStore();
const WHO = { login: 'Jo@Shop.example', name: ' Jo Marsh ', password: 'harbour fog at nine' };
let api: TestApi;
let code = '';

beforeEach(async () => {
  await store.client.command('TRUNCATE TABLE users');
  api = testApi(store.client, 'default');
  code = (await api.issueSetUpCode()) ?? '';
});

describe('the set-up link', () => {
  it('makes the first admin and signs in, once', async () => {
    expect((await send(api, 'GET set-up')).body).toEqual({ needed: true });
    expect((await send(api, 'POST set-up/check', { body: { code } })).status).toBe(204);
    const answer = await send(api, 'POST set-up', { body: { code, ...WHO } });
    expect(answer.status).toBe(204);
    expect((await send(api, 'GET set-up')).body).toEqual({ needed: false });
    const me = await send(api, 'GET me', { cookie: answer.cookie });
    expect(me.body).toMatchObject({ kind: 'user', login: 'jo@shop.example', name: 'Jo Marsh', role: 'admin' });
    expect((await send(api, 'POST set-up', { body: { code, ...WHO, login: 'ann' } })).name).toBe('link_over');
    expect((await send(api, 'POST set-up/check', { body: { code } })).name).toBe('link_over');
    const again = await send(api, 'POST sign-in', { body: { login: WHO.login, password: WHO.password } });
    expect(await roleOf(api, again.cookie)).toBe('admin');
  });

  it('makes one admin of two who come at once', async () => {
    const both = ['jo', 'ann'].map((login) => send(api, 'POST set-up', { body: { code, ...WHO, login } }));
    const statuses = (await Promise.all(both)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([204, 410]);
  });

  it('still works after something was wrong with what was typed', async () => {
    for (const wrong of [
      { password: 'short' },
      { password: 'aaaaaaaaaaaaaa' },
      { password: 'x1y2'.repeat(100) },
      { login: '' },
      { login: 'jo marsh' },
      { name: '  ' },
      { name: 'x'.repeat(101) },
      { role: 'admin' },
    ]) {
      const refused = await send(api, 'POST set-up', { body: { code, ...WHO, ...wrong } });
      expect(refused.name, JSON.stringify(wrong)).toBe('bad_body');
      expect(refused.body.detail, JSON.stringify(wrong)).toContain('`');
      expect(JSON.stringify(refused.body)).not.toContain(WHO.password);
    }
    expect((await send(api, 'POST set-up', { body: { code, ...WHO } })).status).toBe(204);
  });

  it.each(['', 'wrong', 'A'.repeat(43)])('is not %j', async (text) => {
    const answer = await send(api, 'POST set-up', { body: { ...WHO, code: text } });
    expect(['link_over', 'bad_body']).toContain(answer.name);
    expect(answer.cookie).toBe('');
  });

  it('of an earlier start is worth nothing', async () => {
    const later = testApi(store.client, 'default');
    expect((await send(later, 'POST set-up/check', { body: { code } })).name).toBe('link_over');
    const fresh = (await later.issueSetUpCode()) ?? '';
    expect(fresh).not.toBe(code);
    expect((await send(later, 'POST set-up', { body: { code: fresh, ...WHO } })).status).toBe(204);
  });

  it('is not made once there is a user, and one made before is over', async () => {
    await send(api, 'POST set-up', { body: { code, ...WHO } });
    expect(await api.issueSetUpCode()).toBeUndefined();
    expect(await testApi(store.client, 'default').issueSetUpCode()).toBeUndefined();
  });

  it('is over as soon as somebody was invited by the admin token', async () => {
    const token = await send(api, 'POST sign-in', { body: { token: 'admin-token-of-the-tests' } });
    await send(api, 'POST users', { body: { login: 'ann', name: 'Ann', role: 'admin' }, cookie: token.cookie });
    expect((await send(api, 'POST set-up', { body: { code, ...WHO } })).name).toBe('link_over');
  });
});

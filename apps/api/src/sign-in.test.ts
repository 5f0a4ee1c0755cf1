import { listSignIns, saveUser } from '@falter/store';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { sha256Hex } from './equal.ts';
import { hashPassword } from './password-hash.ts';
import { type TestApi, TOKEN, testApi } from './test-api.ts';
import { changedUser, newUser } from './user-rows.ts';

const store = useStore();
const start = () => testApi(store.client, 'sign-in');
const JO = { login: 'jo@shop.example', password: 'harbour fog at nine' };
const ANN = { login: 'ann', password: 'low tide tea house' };

beforeAll(async () => {
  for (const { login, password } of [JO, ANN]) {
    const user = newUser({ login, name: login, role: 'support' }, Date.now());
    await saveUser(store.client, changedUser(user, { password: await hashPassword(password), disabled: false }));
  }
  const away = newUser({ login: 'away', name: 'Away', role: 'admin' }, Date.now());
  await saveUser(store.client, changedUser(away, { password: await hashPassword(JO.password), disabled: true }));
  await saveUser(store.client, newUser({ login: 'invited', name: 'Invited', role: 'admin' }, Date.now()));
});

interface Options {
  origin?: string;
  headers?: Record<string, string>;
}

async function post({ app }: TestApi, path: string, body: unknown, options: Options = {}): Promise<Response> {
  const { origin = 'http://falter.example:4600', headers = {} } = options;
  return app.request(`${origin}/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** `name=value` of a cookie that an answer sets. */
function cookieOf(response: Response, name = 'falter'): string {
  const all = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  return all.find((cookie) => cookie.replace('__Host-', '').startsWith(`${name}=`)) ?? '';
}

async function isSignedIn({ app }: TestApi, cookie: string): Promise<boolean> {
  return (await app.request('/api/v1/me', { headers: { cookie } })).status === 200;
}

async function nameOf(response: Response): Promise<string> {
  return ((await response.json()) as { name: string }).name;
}

describe('POST /api/v1/sign-in', () => {
  it('changes login and password for a cookie that signs in as that user', async () => {
    const api = start();
    const response = await post(api, 'sign-in', JO);
    expect(response.status).toBe(204);
    const [signIn, device] = response.headers.getSetCookie();
    expect(signIn).toMatch(/^falter=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(device).toMatch(/^falter-device=[\w.-]+; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Strict$/);
    const me = await api.app.request('/api/v1/me', { headers: { cookie: cookieOf(response) } });
    expect(await me.json()).toMatchObject({ kind: 'user', login: JO.login, role: 'support' });
  });

  it('changes the admin token for a cookie that signs in as nobody in particular', async () => {
    const api = start();
    const response = await post(api, 'sign-in', { token: TOKEN });
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie()).toHaveLength(1);
    const me = await api.app.request('/api/v1/me', { headers: { cookie: cookieOf(response) } });
    expect(await me.json()).toEqual({ kind: 'admin-token', id: '', login: '', name: 'Admin token', role: 'admin' });
  });

  it('keeps of the cookie only what cannot sign in, over a restart', async () => {
    const cookie = cookieOf(await post(start(), 'sign-in', JO));
    const value = cookie.replace('falter=', '');
    const kept = await listSignIns(store.client);
    expect(kept.map(({ id }) => id)).toContain(sha256Hex(value));
    expect(JSON.stringify(kept)).not.toContain(value);
    expect(await isSignedIn(start(), cookie)).toBe(true);
  });

  it.each([' JO@Shop.Example ', 'ＪＯ@shop.example'])('takes %s as the login that it is', async (login) => {
    expect((await post(start(), 'sign-in', { ...JO, login })).status).toBe(204);
  });

  it('refuses a wrong password, nobody, who may not sign in and who has no password yet, all alike', async () => {
    const answers = new Set<string>();
    for (const body of [
      { ...JO, password: `${JO.password} ` },
      { ...JO, login: 'nobody' },
      { ...JO, login: 'away' },
      { ...JO, login: 'invited' },
      { login: 'invited', password: ' ' },
      { ...JO, password: ANN.password },
    ]) {
      const response = await post(start(), 'sign-in', body);
      expect(response.status).toBe(401);
      expect(response.headers.get('set-cookie')).toBeNull();
      answers.add(await response.text());
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toContain('wrong_credentials');
  });

  it('binds the cookies to https where the page came over https, behind a proxy too', async () => {
    const strict = /^__Host-falter=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Strict$/;
    const direct = await post(start(), 'sign-in', JO, { origin: 'https://falter.example' });
    expect(direct.headers.getSetCookie()[0]).toMatch(strict);
    expect(direct.headers.getSetCookie()[1]).toMatch(/^__Host-falter-device=.*; Secure;/);
    const headers = { origin: 'https://falter.example' };
    const behindProxy = await post(start(), 'sign-in', JO, { origin: 'http://falter.example', headers });
    expect(behindProxy.headers.getSetCookie()[0]).toMatch(strict);
  });

  it('H36: does not believe forwarded headers', async () => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example', forwarded: 'proto=https' };
    const response = await post(start(), 'sign-in', { token: TOKEN }, { headers });
    expect(response.headers.get('set-cookie')).toMatch(/^falter=/);
  });

  it('gives a new cookie each time and ends the one that the browser had', async () => {
    const api = start();
    const first = cookieOf(await post(api, 'sign-in', { token: TOKEN }));
    const second = cookieOf(await post(api, 'sign-in', { token: TOKEN }, { headers: { cookie: first } }));
    expect(second).not.toBe(first);
    expect(await isSignedIn(api, first)).toBe(false);
    expect(await isSignedIn(api, second)).toBe(true);
  });

  it('does not take a cookie that somebody else chose', async () => {
    const api = start();
    const planted = `falter=${'A'.repeat(43)}`;
    const response = await post(api, 'sign-in', { token: TOKEN }, { headers: { cookie: planted } });
    expect(cookieOf(response)).not.toBe(planted);
    expect(await isSignedIn(api, planted)).toBe(false);
  });

  it.each([
    {},
    null,
    [],
    'token',
    { token: '' },
    { token: 1 },
    { token: [TOKEN] },
    { token: TOKEN, login: 'both' },
    { token: TOKEN, more: 1 },
    { login: 'jo' },
    { password: TOKEN },
    { login: ['jo'], password: 'x' },
    { login: 'jo', password: { $ne: '' } },
  ])('refuses %j as no body of this route', async (body) => {
    const response = await post(start(), 'sign-in', body);
    expect(response.status).toBe(400);
    expect(await nameOf(response)).toBe('bad_body');
  });

  it('refuses forms and large bodies', async () => {
    const { app } = start();
    const send = (body: string, type: string) =>
      app.request('/api/v1/sign-in', { method: 'POST', headers: { 'content-type': type }, body });
    expect(await nameOf(await send(`token=${TOKEN}`, 'application/x-www-form-urlencoded'))).toBe('not_json');
    expect(await nameOf(await send(JSON.stringify({ token: TOKEN }), 'text/plain'))).toBe('not_json');
    const large = JSON.stringify({ token: 'x'.repeat(70_000) });
    expect(await nameOf(await send(large, 'application/json'))).toBe('body_too_large');
  });

  it('H46: refuses another site, which could sign a visitor in as itself', async () => {
    const response = await post(start(), 'sign-in', JO, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(response.status).toBe(403);
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});

describe('H45: after ten failures in a minute', () => {
  it('even the right password waits in a browser that nobody knows, and works in one that signed in before', async () => {
    const api = start();
    const device = cookieOf(await post(api, 'sign-in', JO), 'falter-device');
    const attempts = Array.from({ length: 100 }, (_, n) => post(api, 'sign-in', { ...JO, password: `wrong ${n}` }));
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(90);
    const stranger = await post(api, 'sign-in', JO);
    expect(await nameOf(stranger)).toBe('too_many_failures');
    const seconds = Number(stranger.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect((await post(api, 'sign-in', JO, { headers: { cookie: device } })).status).toBe(204);
    expect((await post(api, 'sign-in', ANN)).status).toBe(204);
    // The device of one is no key to another.
    expect((await post(api, 'sign-in', { ...JO, login: 'nobody' }, { headers: { cookie: device } })).status).toBe(401);
  });

  it('the admin token is heard, as the bearer is', async () => {
    const api = start();
    const attempts = Array.from({ length: 50 }, (_, n) => post(api, 'sign-in', { token: `wrong ${n}` }));
    expect(new Set((await Promise.all(attempts)).map(({ status }) => status))).toEqual(new Set([401]));
    expect((await post(api, 'sign-in', { token: TOKEN })).status).toBe(204);
    expect((await api.get('/api/v1/me')).status).toBe(200);
  });

  it('what was no attempt, or a right one, is not counted', async () => {
    const api = start();
    for (let n = 0; n < 20; n++) await post(api, 'sign-in', { nonsense: n });
    for (let n = 0; n < 12; n++) expect((await post(api, 'sign-in', ANN)).status).toBe(204);
  });
});

describe('POST /api/v1/sign-out', () => {
  it('H47: ends the cookie, copies of it too, and what the browser kept', async () => {
    const api = start();
    const cookie = cookieOf(await post(api, 'sign-in', { token: TOKEN }));
    const other = cookieOf(await post(api, 'sign-in', { token: TOKEN }));
    const response = await post(api, 'sign-out', {}, { headers: { cookie } });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toMatch(/^falter=; Max-Age=0; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(response.headers.get('clear-site-data')).toBe('"cache"');
    expect(await isSignedIn(api, cookie)).toBe(false);
    expect(await isSignedIn(api, other)).toBe(true);
  });

  it('holds over a restart', async () => {
    const api = start();
    const cookie = cookieOf(await post(api, 'sign-in', { token: TOKEN }));
    await post(api, 'sign-out', {}, { headers: { cookie } });
    expect(await isSignedIn(start(), cookie)).toBe(false);
  });

  it('everywhere ends every sign-in of the same user, and of nobody else', async () => {
    const api = start();
    const [here, there] = [cookieOf(await post(api, 'sign-in', JO)), cookieOf(await post(api, 'sign-in', JO))];
    const others = [cookieOf(await post(api, 'sign-in', ANN)), cookieOf(await post(api, 'sign-in', { token: TOKEN }))];
    await post(api, 'sign-out', { everywhere: true }, { headers: { cookie: here } });
    expect(await isSignedIn(api, here)).toBe(false);
    expect(await isSignedIn(api, there)).toBe(false);
    for (const other of others) expect(await isSignedIn(api, other)).toBe(true);
  });

  it('ends the cookies of http and https alike', async () => {
    const api = start();
    const plain = cookieOf(await post(api, 'sign-in', { token: TOKEN }));
    const strict = cookieOf(await post(api, 'sign-in', { token: TOKEN }, { origin: 'https://falter.example' }));
    const response = await post(api, 'sign-out', {}, { headers: { cookie: `${plain}; ${strict}` } });
    const cleared = response.headers.getSetCookie();
    expect(cleared).toHaveLength(2);
    expect(cleared.find((cookie) => cookie.startsWith('__Host-falter=;'))).toContain('Secure');
    expect(await isSignedIn(api, plain)).toBe(false);
    expect(await isSignedIn(api, strict)).toBe(false);
  });

  it('needs neither a sign-in nor a body, and leaves a known device known', async () => {
    const { app } = start();
    const headers = { cookie: 'falter=nonsense; falter-device=x' };
    const response = await app.request('/api/v1/sign-out', { method: 'POST', headers });
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie().filter((cookie) => cookie.includes('device'))).toEqual([]);
    expect((await app.request('/api/v1/sign-out', { method: 'POST' })).status).toBe(204);
  });

  it('H46: is not set off by another site', async () => {
    const api = start();
    const cookie = cookieOf(await post(api, 'sign-in', { token: TOKEN }));
    const response = await post(api, 'sign-out', {}, { headers: { cookie, 'sec-fetch-site': 'same-site' } });
    expect(response.status).toBe(403);
    expect(await isSignedIn(api, cookie)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { type TestApi, TOKEN, testApi } from './test-api.ts';

const store = useStore();
const start = () => testApi(store.client, 'sign-in');

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

/** `name=value` of the cookie that an answer sets. */
function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function isSignedIn({ app }: TestApi, cookie: string): Promise<boolean> {
  return (await app.request('/api/v1/me', { headers: { cookie } })).status === 200;
}

async function nameOf(response: Response): Promise<string> {
  return ((await response.json()) as { name: string }).name;
}

describe('POST /api/v1/sign-in', () => {
  it('changes the admin token for a cookie that signs in', async () => {
    const api = start();
    const response = await post(api, 'sign-in', { token: TOKEN });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toMatch(
      /^falter=[\w.-]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(await isSignedIn(api, cookieOf(response))).toBe(true);
  });

  it('binds the cookie to https where the page came over https, behind a proxy too', async () => {
    const strict = /^__Host-falter=[\w.-]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Strict$/;
    const direct = await post(start(), 'sign-in', { token: TOKEN }, { origin: 'https://falter.example' });
    expect(direct.headers.get('set-cookie')).toMatch(strict);
    const headers = { origin: 'https://falter.example' };
    const behindProxy = await post(start(), 'sign-in', { token: TOKEN }, { origin: 'http://falter.example', headers });
    expect(behindProxy.headers.get('set-cookie')).toMatch(strict);
  });

  it('H36: does not believe forwarded headers', async () => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example', forwarded: 'proto=https' };
    const response = await post(start(), 'sign-in', { token: TOKEN }, { headers });
    expect(response.headers.get('set-cookie')).toMatch(/^falter=/);
  });

  it('takes a code once', async () => {
    const api = start();
    const code = api.issueSignInCode();
    const first = await post(api, 'sign-in', { code });
    expect(first.status).toBe(204);
    expect(await isSignedIn(api, cookieOf(first))).toBe(true);
    const second = await post(api, 'sign-in', { code });
    expect(second.status).toBe(401);
    expect(await nameOf(second)).toBe('wrong_credentials');
    expect(second.headers.get('set-cookie')).toBeNull();
  });

  it('takes no code of another process, nor a code as a token, nor a token as a code', async () => {
    const api = start();
    const foreign = start().issueSignInCode();
    for (const body of [{ code: foreign }, { token: api.issueSignInCode() }, { code: TOKEN }, { token: `${TOKEN} ` }]) {
      expect((await post(api, 'sign-in', body)).status).toBe(401);
    }
  });

  it.each([
    {},
    null,
    [],
    'token',
    { token: '' },
    { token: 1 },
    { token: [TOKEN] },
    { token: TOKEN, code: 'both' },
    { token: TOKEN, more: 1 },
    { password: TOKEN },
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
    expect(await nameOf(await send(JSON.stringify({ token: 'x'.repeat(5000) }), 'application/json'))).toBe(
      'body_too_large',
    );
  });

  it('H46: refuses another site, which could sign a visitor in as itself', async () => {
    const response = await post(start(), 'sign-in', { token: TOKEN }, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(response.status).toBe(403);
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});

describe('H45: after ten failures in a minute', () => {
  it('even the right token waits, while a code from the terminal still works', async () => {
    const api = start();
    const code = api.issueSignInCode();
    for (let n = 0; n < 10; n++) {
      const body = n % 2 === 0 ? { token: `wrong-${n}` } : { code: `wrong-${n}` };
      expect((await post(api, 'sign-in', body)).status).toBe(401);
    }
    for (const body of [{ token: 'wrong' }, { token: TOKEN }, { code: 'wrong' }]) {
      const response = await post(api, 'sign-in', body);
      expect(response.status).toBe(429);
      expect(await nameOf(response)).toBe('too_many_failures');
      const seconds = Number(response.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(60);
    }
    expect((await post(api, 'sign-in', { code })).status).toBe(204);
    expect((await api.get('/api/v1/me')).status).toBe(200);
  });

  it('a thousand at once get no more than ten answers', async () => {
    const api = start();
    const attempts = Array.from({ length: 1000 }, (_, n) => post(api, 'sign-in', { token: `wrong-${n}` }));
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(990);
  });

  it('what was no attempt is not counted', async () => {
    const api = start();
    for (let n = 0; n < 20; n++) await post(api, 'sign-in', { nonsense: n });
    for (let n = 0; n < 20; n++) await post(api, 'sign-in', { token: TOKEN });
    expect((await post(api, 'sign-in', { token: 'wrong' })).status).toBe(401);
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

  it('needs neither a sign-in nor a body', async () => {
    const { app } = start();
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

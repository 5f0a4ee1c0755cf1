import { randomBytes } from 'node:crypto';
import { type StoredSignIn, saveSignIn } from '@falter/store';
import { Hono } from 'hono';
import { beforeEach, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { sha256Hex } from './equal.ts';
import * as schemas from './schemas.ts';
import { SIGNALS, sessionId, type TestApi, TOKEN, testApi } from './test-api.ts';

const store = useStore();
const api = () => testApi(store.client, 'app');

/** Answered without a sign-in; everything else must not be. */
const OPEN = [
  'GET /api/v1/signals',
  'GET /api/openapi.json',
  'POST /api/v1/sign-in',
  'POST /api/v1/sign-out',
  'GET /api/v1/set-up',
  'POST /api/v1/set-up/check',
  'POST /api/v1/set-up',
  'POST /api/v1/invitation',
  'POST /api/v1/invitation/accept',
];

/** Every route of the table, with an id where the path wants one. */
function routes(): string[] {
  const all = api().app.routes.filter(({ method }) => method !== 'ALL');
  return [...new Set(all.map(({ method, path }) => `${method} ${path.replace(':id', sessionId('none'))}`))];
}

/** Those of shared links have a proof of their own (`work/share.test.ts`). */
const isOpen = (route: string): boolean => OPEN.includes(route) || route.includes(' /api/v1/shared/');

/** Made anew for each test: what it knows of sign-ins may be two seconds old. */
let asked: TestApi;

beforeEach(() => {
  asked = api();
});

function ask(route: string, headers: Record<string, string>): Promise<Response> {
  const [method = '', path = ''] = route.split(' ');
  return Promise.resolve(asked.app.request(path, { method, headers }));
}

async function nameOf(response: Response): Promise<string> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = schemas.problem.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem.name;
}

/** The cookie of a sign-in by the admin token, written as another process would. */
async function signedIn(values: Partial<StoredSignIn> = {}): Promise<string> {
  const value = randomBytes(32).toString('base64url');
  const times = { createdAt: Date.now(), expiresAt: Date.now() + 60_000 };
  const proof = { user: '', tokenHash: sha256Hex(TOKEN) };
  await saveSignIn(store.client, { id: sha256Hex(value), ...proof, ...times, ...values });
  return value;
}

describe('every route', () => {
  it('but the open ones is 401 without, with a wrong, an expired or a forged proof (H87)', async () => {
    const good = await signedIn();
    const proofs = [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: 'Bearer' },
      { authorization: `Bearer ${TOKEN}x` },
      { authorization: `Basic ${TOKEN}` },
      { authorization: TOKEN },
      { cookie: `falter=${TOKEN}` },
      { cookie: `falter=${await signedIn({ expiresAt: Date.now() - 1 })}` },
      { cookie: `falter=${await signedIn({ tokenHash: sha256Hex('the admin token before') })}` },
      { cookie: `falter=${await signedIn({ user: 'nobody', tokenHash: '' })}` },
      { cookie: `falter=${good}x` },
      { cookie: `falter=${sha256Hex(good)}` },
      { cookie: `falter-device=${good}` },
      { cookie: `other=${good}` },
      { authorization: 'Bearer wrong', cookie: `falter=${good}` },
    ];
    const guarded = routes().filter((route) => !isOpen(route));
    expect(guarded.length).toBeGreaterThan(5);
    for (const route of guarded) {
      const answers = await Promise.all(proofs.map((proof) => ask(route, proof as Record<string, string>)));
      for (const [n, response] of answers.entries()) {
        const proof = proofs[n];
        expect(response.status, `${route} ${JSON.stringify(proof)}`).toBe(401);
        expect(response.headers.get('www-authenticate')).toBe('Bearer');
        expect(await nameOf(response)).toBe('unauthorized');
      }
    }
  });

  it('takes the token and both cookies', async () => {
    const good = await signedIn();
    const proofs = [
      { authorization: `Bearer ${TOKEN}` },
      { authorization: `bearer ${TOKEN}` },
      { cookie: `falter=${good}` },
      { cookie: `__Host-falter=${good}` },
      { cookie: `falter=old; __Host-falter=${good}` },
    ];
    for (const route of routes().filter((route) => !isOpen(route))) {
      for (const proof of proofs) {
        const { status } = await ask(route, proof as Record<string, string>);
        expect(status, `${route} ${JSON.stringify(proof)}`).not.toBe(401);
      }
    }
  });

  it('is never stored by a browser or a proxy, nor sniffed, nor embedded (H90)', async () => {
    for (const route of [...routes(), 'GET /api/v1/none']) {
      for (const proof of [{}, { authorization: `Bearer ${TOKEN}` }]) {
        const { headers } = await ask(route, proof as Record<string, string>);
        expect(headers.get('cache-control'), route).toBe('no-store');
        expect(headers.get('x-content-type-options'), route).toBe('nosniff');
        expect(headers.get('cross-origin-resource-policy'), route).toBe('same-origin');
      }
    }
  });

  it('allows no other origin to read it', async () => {
    for (const route of routes()) {
      const { headers } = await ask(route, { authorization: `Bearer ${TOKEN}`, origin: 'https://evil.example' });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('GET /api/v1/signals', () => {
  it('says what the caller knows', async () => {
    const answer = await (await api().get('/api/v1/signals')).json();
    expect(schemas.signalList.parse(answer)).toEqual({ signals: SIGNALS });
  });
});

describe('what is no route', () => {
  it.each(['/api', '/api/', '/api/v2/me', '/api/v1', '/api/v1/none', '/api/v1/sessions/', '/api/v1/me/x'])(
    '%s is 404 with a sign-in and 401 without',
    async (path) => {
      expect(await nameOf(await api().get(path))).toBe('unknown_route');
      expect(await nameOf(await api().app.request(path))).toBe('unauthorized');
    },
  );

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s on a route that is only read is 404', async (method) => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const response = await api().app.request(`/api/v1/sessions/${sessionId('none')}`, { method, headers });
    expect(await nameOf(response)).toBe('unknown_route');
  });

  it('H44: no spelling of a path goes round the sign-in', async () => {
    const spellings = [
      '/api/v1/%2e%2e/v1/sessions',
      '/api/v1/sign-in/%2e%2e/sessions',
      '/api/v1/sign-in/../sessions',
      '/api/openapi.json/..%2fv1/sessions',
      '/api/openapi.json/%2e%2e/v1/sessions',
      '//api/v1/sessions',
      '/api//v1/sessions',
      '/api/v1//sessions',
      '/api/v1/%73essions',
      '/%61pi/v1/sessions',
      '/api%2fv1%2fsessions',
      '/api/v1/%2573essions',
      '/%252e%252e/api/v1/sessions',
      '/api\\v1\\sessions',
      '/api/v1/sign-in\\..\\sessions',
      '/API/V1/SESSIONS',
      '/api/v1/sessions/',
      '/api/v1/sessions%00',
      '/api/v1/sessions;x=1',
      '/api/v1/sessions.json',
      '//admin',
      '/admin',
      '/%2e%2e/',
    ];
    for (const spelling of spellings) {
      const url = `http://falter.example${spelling}`;
      const response = await api().app.request(new Request(url));
      expect([401, 404], spelling).toContain(response.status);
      expect(await response.text()).not.toContain('"sessions"');
    }
  });

  it.each([
    'short',
    'x'.repeat(65),
    `${sessionId('a')}.`,
    `..%2f${sessionId('a')}`,
    `%2e%2e%2f${sessionId('a')}`,
    `${sessionId('a')}%00`,
    "'%20OR%201=1%20--%20aaaaaaaa",
    '%7Bx:String%7D%7Bx:String%7D',
  ])('an id like %s is no session', async (id) => {
    for (const part of ['', '/findings', '/recording']) {
      const response = await api().get(`/api/v1/sessions/${id}${part}`);
      expect(response.status).toBe(404);
      expect(['unknown_session', 'unknown_route']).toContain(await nameOf(response));
    }
  });

  it('H37: nothing that was asked comes back in a header or a problem', async () => {
    const hostile = '%0d%0aset-cookie:%20x=1%0d%0a<script>';
    for (const path of [
      `/api/v1/${hostile}`,
      `/api/v1/sessions?signal=${hostile}`,
      `/api/v1/sessions?q=a&limit=${hostile}`,
    ]) {
      const response = await api().get(path);
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(await response.text()).not.toMatch(/script|set-cookie/);
    }
  });
});

describe('mounted in another app', () => {
  it('answers the same', async () => {
    const outer = new Hono().get('/healthz', (c) => c.text('ok')).route('/', api().app);
    expect(await nameOf(await outer.request('/api/v1/me'))).toBe('unauthorized');
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect((await outer.request('/api/v1/me', { headers })).status).toBe(200);
    expect(await nameOf(await outer.request('/api/none', { headers }))).toBe('unknown_route');
    expect(await (await outer.request('/healthz')).text()).toBe('ok');
    expect((await outer.request('/sessions')).status).toBe(404);
  });
});

import type { Role } from '@falter/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { type TestApi, testApi } from './test-api.ts';

const ADMIN: readonly Role[] = ['admin'];
const PRODUCT: readonly Role[] = ['admin', 'product'];
/** Who may watch what visitors did; `numbers` sees figures, lists and findings. */
const WATCH: readonly Role[] = ['admin', 'product', 'support'];
const ALL: readonly Role[] = ['admin', 'product', 'support', 'numbers'];

/** Every route of the API and who may use it. A new route is a new line here, which says who may. */
const TABLE: Readonly<Record<string, 'open' | readonly Role[]>> = {
  'GET /api/openapi.json': 'open',
  'POST /api/v1/sign-in': 'open',
  'POST /api/v1/sign-out': 'open',
  'GET /api/v1/set-up': 'open',
  'POST /api/v1/set-up': 'open',
  'POST /api/v1/set-up/check': 'open',
  'POST /api/v1/invitation': 'open',
  'POST /api/v1/invitation/accept': 'open',
  'GET /api/v1/me': ALL,
  'POST /api/v1/me/password': ALL,
  'GET /api/v1/users': ADMIN,
  'POST /api/v1/users': ADMIN,
  'PATCH /api/v1/users/{id}': ADMIN,
  'DELETE /api/v1/users/{id}': ADMIN,
  'POST /api/v1/users/{id}/invitation': ADMIN,
  'GET /api/v1/tokens': ADMIN,
  'POST /api/v1/tokens': ADMIN,
  'DELETE /api/v1/tokens/{id}': ADMIN,
  'GET /api/v1/projects': ALL,
  'POST /api/v1/projects': ADMIN,
  'GET /api/v1/projects/{id}': ALL,
  'PATCH /api/v1/projects/{id}': ADMIN,
  'DELETE /api/v1/projects/{id}': ADMIN,
  'POST /api/v1/erasures': ADMIN,
  'POST /api/v1/exports': ADMIN,
  'GET /api/v1/audit': ADMIN,
  'POST /api/v1/projects/{id}/keys': ADMIN,
  'POST /api/v1/projects/{id}/keys/retire': ADMIN,
  'GET /api/v1/projects/{id}/detection': ALL,
  'PUT /api/v1/projects/{id}/detection': PRODUCT,
  'POST /api/v1/previews': PRODUCT,
  'GET /api/v1/previews/{id}': PRODUCT,
  'DELETE /api/v1/previews/{id}': PRODUCT,
  'POST /api/v1/redetections': ADMIN,
  'GET /api/v1/redetections/{id}': ADMIN,
  'DELETE /api/v1/redetections/{id}': ADMIN,
  'GET /api/v1/health': ALL,
  'GET /api/v1/health/arrivals': ALL,
  'GET /api/v1/health/keeping': ALL,
  'GET /api/v1/health/refusals': ALL,
  'GET /api/v1/search-values': ALL,
  'GET /api/v1/searches': ALL,
  'POST /api/v1/searches': ALL,
  'DELETE /api/v1/searches/{id}': ALL,
  'GET /api/v1/persons/neighbours': ALL,
  'GET /api/v1/persons/sums': ALL,
  'GET /api/v1/persons/wish': ALL,
  'PUT /api/v1/persons/wish': WATCH,
  'DELETE /api/v1/persons/wish': WATCH,
  'GET /api/v1/redactions': ALL,
  'GET /api/v1/quarantine': ADMIN,
  'GET /api/v1/dashboard': ALL,
  'GET /api/v1/issues': ALL,
  'GET /api/v1/issues/{id}': ALL,
  'GET /api/v1/issues/{id}/stack': ALL,
  'PUT /api/v1/issues/{id}/state': PRODUCT,
  'GET /api/v1/sourcemaps': ALL,
  'PUT /api/v1/sourcemaps': PRODUCT,
  'DELETE /api/v1/sourcemaps': PRODUCT,
  'GET /api/v1/signals': 'open',
  'GET /api/v1/sessions': ALL,
  'GET /api/v1/sessions/{id}': ALL,
  'GET /api/v1/sessions/{id}/findings': ALL,
  'GET /api/v1/sessions/{id}/recording': WATCH,
  'GET /api/v1/sessions/{id}/steps': WATCH,
  'GET /api/v1/sessions/{id}/parts': WATCH,
  'GET /api/v1/sessions/{id}/work': WATCH,
  'POST /api/v1/sessions/{id}/comments': WATCH,
  'PUT /api/v1/sessions/{id}/comments/{comment}': WATCH,
  'DELETE /api/v1/sessions/{id}/comments/{comment}': WATCH,
  'PUT /api/v1/sessions/{id}/tags': WATCH,
  'POST /api/v1/sessions/{id}/shares': WATCH,
  'DELETE /api/v1/sessions/{id}/shares/{share}': WATCH,
  'GET /api/v1/assets/{hash}': WATCH,
  'POST /api/v1/shared/{id}/open': 'open',
  'GET /api/v1/shared/{id}': 'open',
  'GET /api/v1/shared/{id}/findings': 'open',
  'GET /api/v1/shared/{id}/recording': 'open',
  'GET /api/v1/shared/{id}/parts': 'open',
  'GET /api/v1/shared/{id}/assets/{hash}': 'open',
};

const store = useStore();
const cookies = new Map<Role, { cookie: string }>();
let api: TestApi;

beforeAll(async () => {
  api = testApi(store.client, 'default');
  for (const role of ALL) cookies.set(role, await api.as(role));
});

async function described(): Promise<string[]> {
  const { paths } = (await (await api.get('/api/openapi.json')).json()) as { paths: Record<string, object> };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/** Asks for something that is not there, with nothing in the body: whoever may gets another refusal than 403. */
async function ask(route: string, headers: Record<string, string>): Promise<Response> {
  const [method = '', path = ''] = route.split(' ');
  const body = method === 'GET' ? {} : { body: '{}' };
  const type = { 'content-type': 'application/json' };
  return api.app.request(path.replaceAll(/\{\w+\}/g, 'none'), { method, headers: { ...type, ...headers }, ...body });
}

async function isForbidden(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const { name } = (await response.json()) as { name: string };
  return name === 'forbidden';
}

describe('who may do what', () => {
  it('is said of every route, and of no other', async () => {
    expect((await described()).toSorted()).toEqual(Object.keys(TABLE).toSorted());
  });

  it.each(Object.entries(TABLE).filter(([, who]) => who !== 'open'))('%s: %j', async (route, who) => {
    for (const role of ALL) {
      const response = await ask(route, { ...cookies.get(role) });
      expect(response.status, `${route} as ${role}`).not.toBe(401);
      expect(await isForbidden(response), `${route} as ${role}`).toBe(!who.includes(role));
    }
    expect((await ask(route, {})).status).toBe(401);
  });

  it.each(Object.entries(TABLE).filter(([, who]) => who === 'open'))('%s: everybody', async (route) => {
    const response = await ask(route, {});
    expect(await isForbidden(response)).toBe(false);
    if (response.status === 401) expect(await response.json()).not.toMatchObject({ name: 'unauthorized' });
  });
});

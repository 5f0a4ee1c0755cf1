import { changeProject, listProjects, newProject, saveKeyUses, saveProject } from '@falter/store';
import {
  DEFAULT_SITE_SETTINGS,
  type Problem,
  type ProjectList,
  type ProjectSettings,
  type SiteSettings,
} from '@falter/wire';
import { beforeEach, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { createApi } from './app.ts';
import type { SetByEnvironment } from './project-settings.ts';
import { COOKIE_SECRET, SIGNALS, TOKEN, testApi } from './test-api.ts';

const store = useStore();

/** The API as a server with this environment has it. */
function api(environment?: SetByEnvironment) {
  const options = { store: store.client, writer: store.client, project: 'default', signals: SIGNALS };
  const secrets = { adminToken: TOKEN, cookieSecret: COOKIE_SECRET };
  return createApi({ ...options, ...secrets, ...(environment ? { environment } : {}) }).app;
}

interface Answer {
  status: number;
  body: ProjectSettings & Problem & ProjectList;
}

async function ask(method: string, path: string, body?: unknown, environment?: SetByEnvironment): Promise<Answer> {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await api(environment).request(`/api/v1/projects${path}`, init);
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const find = async (id: string) => (await listProjects(store.client)).find(({ project }) => project === id);
const read = async (id: string) => (await ask('GET', `/${id}`)).body;

/** Each setting of the recording as no project begins. */
const NO_DEFAULTS: SiteSettings = {
  ...{ recording: false, privacy: 'strict', consent: 'required', sample: 0, when: 'struggle', gpc: true, dnt: true },
  ...{
    consentMode: true,
    canvas: true,
    assets: 'styles',
    frames: ['https://pay.example'],
    trace: ['https://api.shop.example:8443', 'none'],
  },
};

let shop = '';
let count = 0;

beforeEach(async () => {
  shop = `shop-${++count}`;
  const origins = ['https://shop.example'];
  await saveProject(store.client, newProject({ project: shop, name: 'Shop', keys: ['key-one'], origins }));
});

describe('GET /projects', () => {
  it('lists all projects by name, for every role, also for a link to a project that is gone', async () => {
    await saveProject(store.client, newProject({ project: 'zz', name: 'A first one' }));
    const { app, as } = testApi(store.client, 'default');
    for (const role of ['support', 'product', 'admin'] as const) {
      const response = await app.request('/api/v1/projects?project=gone', { headers: await as(role) });
      expect(response.status).toBe(200);
      const { projects } = (await response.json()) as ProjectList;
      expect(projects[0]).toEqual({ id: 'zz', name: 'A first one' });
      expect(projects).toContainEqual({ id: shop, name: 'Shop' });
    }
  });
});

describe('GET /projects/ID', () => {
  it('tells keys with their dates, origins, retention and revision', async () => {
    const used = Date.UTC(2026, 10, 20, 8);
    const made = Date.UTC(2026, 10, 19, 8);
    await changeProject(store.client, shop, (now) => ({
      ...now,
      keys: ['key-one', 'key-two'],
      keysMadeAt: { 'key-two': made },
    }));
    await saveKeyUses(store.client, [{ project: shop, key: 'key-one', usedAt: used }]);
    expect(await read(shop)).toEqual({
      id: shop,
      name: 'Shop',
      revision: (await find(shop))?.revision,
      keys: [
        { key: 'key-one', madeAt: null, lastUsedAt: '2026-11-20T08:00:00.000Z', byEnvironment: false },
        { key: 'key-two', madeAt: '2026-11-19T08:00:00.000Z', lastUsedAt: null, byEnvironment: false },
      ],
      origins: ['https://shop.example'],
      originsByEnvironment: false,
      retentionDays: 30,
      retentionFlaggedDays: 90,
      recording: DEFAULT_SITE_SETTINGS,
      redaction: { off: [], parameters: [] },
    });
  });

  it('of none is 404', async () => {
    expect(await ask('GET', '/none')).toMatchObject({ status: 404, body: { name: 'unknown_project' } });
  });
});

describe('who is no admin', () => {
  it.each(['support', 'product'] as const)('%s may look and change nothing', async (role) => {
    const { app, as } = testApi(store.client, 'default');
    const headers = { ...(await as(role)), 'content-type': 'application/json' };
    const before = await find(shop);
    const send = async (method: string, path: string, body: unknown) =>
      (await app.request(`/api/v1/projects${path}`, { method, headers, body: JSON.stringify(body) })).status;
    expect((await app.request(`/api/v1/projects/${shop}`, { headers })).status).toBe(200);
    expect(await send('POST', '', { name: 'Mine' })).toBe(403);
    expect(await send('PATCH', `/${shop}`, { revision: before?.revision, retentionDays: 1 })).toBe(403);
    expect(await send('POST', `/${shop}/keys`, {})).toBe(403);
    expect(await send('POST', `/${shop}/keys/retire`, { key: 'key-one' })).toBe(403);
    expect(await find(shop)).toEqual(before);
  });
});

describe('POST /projects', () => {
  it('makes a project with a key of its own, and nobody may send yet', async () => {
    const { body } = await ask('POST', '', { name: '  Café Zoë ' });
    expect(body).toMatchObject({ id: 'cafe-zoe', name: 'Café Zoë', origins: [], retentionDays: 30 });
    expect(body.keys).toHaveLength(1);
    expect(body.keys[0]?.key).toMatch(/^[\w-]{24}$/);
    expect(Date.now() - Date.parse(body.keys[0]?.madeAt ?? '')).toBeLessThan(60_000);
    expect(await find('cafe-zoe')).toMatchObject({ keys: [body.keys[0]?.key] });
  });

  it('never takes another one’s place, also when many come at once', async () => {
    const made = await Promise.all([1, 2, 3].map(() => ask('POST', '', { name: 'Twin' })));
    expect(made.map(({ body }) => body.id).toSorted()).toEqual(['twin', 'twin-2', 'twin-3']);
    expect(new Set(made.map(({ body }) => body.keys[0]?.key)).size).toBe(3);
  });

  it.each([{}, { name: '' }, { name: '   ' }, { name: 'x'.repeat(81) }, { name: 7 }, { name: 'x', id: 'y' }])(
    'refuses %j and says what is wrong',
    async (body) => {
      const refused = await ask('POST', '', body);
      expect(refused).toMatchObject({ status: 400, body: { name: 'bad_body' } });
      expect(refused.body.detail.length).toBeGreaterThan(10);
    },
  );
});

describe('PATCH /projects/ID', () => {
  it.each([
    ['name', 'Tea'],
    ['retentionDays', 1],
    ['retentionDays', 3650],
    ['origins', ['http://localhost:*', 'https://tea.example']],
    ['origins', []],
    ['recording', NO_DEFAULTS],
    ['redaction', { off: ['token'], parameters: ['step', 'id[]'] }],
  ])('changes %s to %j and nothing else', async (field, value) => {
    const before = await read(shop);
    const { status, body } = await ask('PATCH', `/${shop}`, { revision: before.revision, [field]: value });
    expect(status).toBe(200);
    // Those with findings are never kept for fewer days than the others.
    const longer = value === 3650 ? { retentionFlaggedDays: 3650 } : {};
    expect(body).toEqual({ ...before, [field]: value, ...longer, revision: body.revision });
    expect(body.revision).toBeGreaterThan(before.revision);
    expect(await read(shop)).toEqual(body);
  });

  it.each([
    [{ retentionDays: 0 }, '1 to 3650'],
    [{ retentionDays: 3651 }, '1 to 3650'],
    [{ retentionDays: 1.5 }, '1 to 3650'],
    [{ retentionDays: '7' }, '1 to 3650'],
    [{ origins: ['https://shop.example/cart'] }, 'https://shop.example, with a port'],
    [{ origins: ['https://fine.example', '*'] }, 'origins.1'],
    [{ redaction: { off: ['phone'], parameters: [] } }, 'address, email, card, token'],
    [{ redaction: { off: [], parameters: ['a b'] } }, 'letters, digits'],
    [{ redaction: { off: [] } }, 'redaction.parameters'],
    [{ origins: ['https://*.shop.example'] }, 'any port and for nothing else'],
    [{ origins: Array.from({ length: 51 }, (_, n) => `https://s${n}.example`) }, 'at most 50'],
    [{ name: '' }, 'name'],
    [{ keys: ['mine'] }, 'keys'],
    [{ recording: { recording: false } }, 'recording.privacy'],
    [{ recording: { ...NO_DEFAULTS, sample: 1.1 } }, 'share from 0 to 1'],
    [{ recording: { ...NO_DEFAULTS, sample: null } }, 'share from 0 to 1'],
    [{ recording: { ...NO_DEFAULTS, privacy: 'none' } }, 'strict, default, open'],
    [{ recording: { ...NO_DEFAULTS, consent: 'denied' } }, 'granted, required'],
    [{ recording: { ...NO_DEFAULTS, when: 'never' } }, 'always, struggle'],
    [{ recording: { ...NO_DEFAULTS, gpc: 1 } }, 'true or false'],
    [{ recording: { ...NO_DEFAULTS, frames: ['https://pay.example/x'] } }, 'https://shop.example, with a port'],
    [{ recording: { ...NO_DEFAULTS, trace: ['http://localhost:*'] } }, 'Write the port'],
    [
      { recording: { ...NO_DEFAULTS, trace: Array.from({ length: 21 }, (_, n) => `https://s${n}.example`) } },
      'most 20',
    ],
    [{ recording: { ...NO_DEFAULTS, more: true } }, 'all settings of the recording'],
    [{ revision: undefined }, 'revision'],
  ])('refuses %j', async (change, words) => {
    const before = await find(shop);
    const refused = await ask('PATCH', `/${shop}`, { revision: before?.revision, ...change });
    expect(refused).toMatchObject({ status: 400, body: { name: 'bad_body' } });
    expect(refused.body.detail).toContain(words);
    expect(await find(shop)).toEqual(before);
  });

  it('from an old state is refused, and says what to do', async () => {
    const { revision } = await read(shop);
    await ask('PATCH', `/${shop}`, { revision, retentionDays: 7 });
    const refused = await ask('PATCH', `/${shop}`, { revision, name: 'Late' });
    expect(refused).toMatchObject({ status: 409, body: { name: 'changed_meanwhile' } });
    expect(refused.body.detail).toContain('Read it again');
    expect(await read(shop)).toMatchObject({ name: 'Shop', retentionDays: 7 });
  });

  it('by two at the same moment is done by one of them', async () => {
    const { revision } = await read(shop);
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => ask('PATCH', `/${shop}`, { revision, name })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(await read(shop)).toMatchObject({ name: answers.find(({ status }) => status === 200)?.body.name });
  });

  it('leaves how the project detects as it is, also as it was changed a moment ago', async () => {
    const { revision } = await read(shop);
    const detection = { signals: { 'rage-click': { off: true } }, ignoredPages: ['/game/*'] };
    const tuned = await changeProject(store.client, shop, (now) => ({ ...now, detection }));
    expect(await ask('PATCH', `/${shop}`, { revision, retentionDays: 7 })).toMatchObject({ status: 409 });
    await ask('PATCH', `/${shop}`, { revision: tuned?.revision, retentionDays: 7 });
    expect(await find(shop)).toMatchObject({ retentionDays: 7, detection });
  });
});

describe('write keys', () => {
  const add = () => ask('POST', `/${shop}/keys`, {});
  const retire = (key: string, environment?: SetByEnvironment) =>
    ask('POST', `/${shop}/keys/retire`, { key }, environment);

  it('are two at most: a second one beside the first, then the first may go', async () => {
    const { body } = await add();
    const second = body.keys[1]?.key ?? '';
    expect(body.keys.map(({ key }) => key)).toEqual(['key-one', second]);
    expect(await add()).toMatchObject({ status: 409, body: { name: 'too_many_keys' } });
    expect((await retire('key-one')).body.keys.map(({ key }) => key)).toEqual([second]);
    expect(await find(shop)).toMatchObject({ keys: [second], keysMadeAt: { [second]: expect.any(Number) } });
    expect(await retire(second)).toMatchObject({ status: 409, body: { name: 'last_key' } });
    expect(await retire('key-one')).toMatchObject({ status: 404, body: { name: 'unknown_key' } });
  });

  it('asked for twice at once are made once', async () => {
    const answers = await Promise.all([add(), add()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await read(shop)).keys).toHaveLength(2);
  });
});

describe('what the environment of the server sets', () => {
  const environment = { key: 'from-env', origins: ['https://env.example'] };

  beforeEach(async () => {
    const keys = ['from-env', 'from-viewer'];
    await saveProject(store.client, newProject({ project: 'default', keys, origins: environment.origins }));
  });

  it('is told, and cannot be changed here', async () => {
    const { body } = await ask('GET', '/default', undefined, environment);
    expect(body.originsByEnvironment).toBe(true);
    expect(body.keys.map(({ byEnvironment }) => byEnvironment)).toEqual([true, false]);
    const { revision } = body;
    const origins = await ask('PATCH', '/default', { revision, origins: ['https://b.example'] }, environment);
    expect(origins).toMatchObject({ status: 409, body: { name: 'set_by_environment' } });
    expect(origins.body.detail).toContain('FALTER_ORIGINS');
    const key = await ask('POST', '/default/keys/retire', { key: 'from-env' }, environment);
    expect(key).toMatchObject({ status: 409, body: { name: 'set_by_environment' } });
    expect(key.body.detail).toContain('FALTER_KEY');
  });

  it('leaves the rest to be changed', async () => {
    const { revision } = (await ask('GET', '/default', undefined, environment)).body;
    const days = await ask('PATCH', '/default', { revision, retentionDays: 5 }, environment);
    expect(days).toMatchObject({ status: 200, body: { retentionDays: 5 } });
    const other = await ask('POST', '/default/keys/retire', { key: 'from-viewer' }, environment);
    expect(other.body.keys.map(({ key }) => key)).toEqual(['from-env']);
  });

  it('is nobody else’s: neither other projects nor a server without it are bound', async () => {
    expect((await ask('GET', `/${shop}`, undefined, environment)).body.originsByEnvironment).toBe(false);
    const { revision } = (await ask('GET', '/default')).body;
    expect(await ask('PATCH', '/default', { revision, origins: [] })).toMatchObject({ status: 200 });
    expect(await ask('POST', '/default/keys/retire', { key: 'from-env' })).toMatchObject({ status: 200 });
  });
});

import { listProjects, newProject, saveProject } from '@falter/store';
import type { DetectionSettings, Project, ProjectDetection } from '@falter/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { projectDetection } from './detection-schemas.ts';
import { SIGNALS, TOKEN, testApi } from './test-api.ts';

const store = useStore();
const PATH = '/api/v1/projects/shop/detection';
const NONE: DetectionSettings = { signals: {}, ignoredPages: [] };
const STRICTER: DetectionSettings = {
  signals: {
    'rage-click': { weight: 40, options: { clicks: 4 }, ignoredPages: ['/game/*'] },
    'dead-click': { off: true },
  },
  ignoredPages: ['/admin/*', 'staging.shop.example/*'],
};

async function put(body: unknown, headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }) {
  const { app } = testApi(store.client, 'default');
  const all = { ...headers, 'content-type': 'application/json' };
  const response = await app.request(PATH, { method: 'PUT', headers: all, body: JSON.stringify(body) });
  return {
    status: response.status,
    answer: (await response.json()) as ProjectDetection & { name: string; detail: string },
  };
}

async function show(path = PATH): Promise<Response> {
  return testApi(store.client, 'default').get(path);
}

const stored = async () => (await listProjects(store.client)).find(({ project }) => project === 'shop') as Project;

beforeAll(async () => {
  const shop = { name: 'Shop', keys: ['k1'], origins: ['https://shop.example'], retentionDays: 9 };
  await saveProject(store.client, newProject({ project: 'shop', ...shop }));
});

describe('how a project detects', () => {
  it('is told with what there is to set', async () => {
    const answer = projectDetection.parse(await (await show()).json());
    expect(answer).toMatchObject({ detection: NONE, signals: SIGNALS });
  });

  it('is changed, and nothing else of the project is', async () => {
    const before = await stored();
    const { status, answer } = await put({ detection: STRICTER });
    expect(status).toBe(200);
    expect(projectDetection.parse(answer).detection).toEqual(STRICTER);
    const after = await stored();
    expect(after).toEqual({ ...before, detection: STRICTER, revision: after.revision });
    expect(after.revision).toBeGreaterThan(before.revision);
    expect(((await (await show()).json()) as ProjectDetection).detection).toEqual(STRICTER);
  });

  it('is changed by who tunes signals, and looked at by everybody', async () => {
    const api = testApi(store.client, 'default');
    for (const [role, status] of [
      ['admin', 200],
      ['product', 200],
      ['support', 403],
    ] as const) {
      const cookie = await api.as(role);
      expect((await put({ detection: NONE }, cookie)).status, role).toBe(status);
      expect((await api.app.request(PATH, { headers: cookie })).status, role).toBe(200);
    }
  });

  it('is not changed over what somebody else changed in the meantime', async () => {
    const { version } = (await (await show()).json()) as ProjectDetection;
    const mine = await put({ detection: STRICTER, version });
    expect(mine.status).toBe(200);
    const late = await put({ detection: NONE, version });
    expect(late).toMatchObject({ status: 409, answer: { name: 'changed_meanwhile' } });
    expect((await put({ detection: NONE, version: mine.answer.version })).status).toBe(200);
  });

  it('of a project that is not there is 404', async () => {
    const response = await show('/api/v1/projects/nowhere/detection');
    expect([response.status, ((await response.json()) as { name: string }).name]).toEqual([404, 'unknown_project']);
  });
});

describe('settings that make no sense', () => {
  const signals = (values: unknown) => ({ ...NONE, signals: { 'rage-click': values } });
  const refused: [string, unknown, string][] = [
    ['of no object', 7, '`detection`: expected only signals and ignoredPages.'],
    [
      'of an unknown signal',
      { ...NONE, signals: { 'sad-click': {} } },
      'expected signals by their id, of dead-click, rage-click.',
    ],
    ['with an unknown field', signals({ colour: 1 }), 'expected only off, weight, options, ignoredPages.'],
    ['with an unknown option', signals({ options: { speed: 1 } }), 'expected options of this signal: clicks.'],
    [
      'with a number out of its range',
      signals({ options: { clicks: 1 } }),
      'options.clicks`: expected a number from 2 to 20.',
    ],
    [
      'with a text for a number',
      signals({ options: { clicks: '3' } }),
      'options.clicks`: expected a number from 2 to 20.',
    ],
    ['with a weight out of its range', signals({ weight: 101 }), 'weight`: expected a number from 0 to 100.'],
    ['with a whole address', { ...NONE, ignoredPages: ['https://shop.example/x'] }, 'without https:// and query.'],
    ['with a query', { ...NONE, ignoredPages: ['/x?secret-of-somebody'] }, 'without https:// and query.'],
    ['with an empty page', { ...NONE, ignoredPages: [''] }, 'without https:// and query.'],
    ['with a long page', { ...NONE, ignoredPages: ['/'.repeat(301)] }, 'expected at most 300 characters.'],
    ['with very many pages', { ...NONE, ignoredPages: Array(101).fill('/x') }, 'expected at most 100 page patterns.'],
  ];

  it.each(refused)('%s are refused in words, and change nothing', async (_, detection, words) => {
    const before = await stored();
    const { status, answer } = await put({ detection });
    expect([status, answer.name]).toEqual([400, 'bad_body']);
    expect(answer.detail).toContain(words);
    expect(answer.detail).not.toMatch(/sad-click|colour|speed|secret/);
    expect(await stored()).toEqual(before);
  });

  it('that are huge are refused before they are read', async () => {
    const { status, answer } = await put({ detection: { ...NONE, ignoredPages: ['x'.repeat(600_000)] } });
    expect([status, answer.name]).toEqual([413, 'body_too_large']);
  });

  it('of the greatest size that is allowed are taken', async () => {
    const pages = Array.from({ length: 100 }, (_, n) => `/${String(n).padEnd(298, 'x')}*`);
    const own = { off: true, ignoredPages: pages };
    const detection = { signals: { 'dead-click': own, 'rage-click': own }, ignoredPages: pages };
    expect((await put({ detection })).status).toBe(200);
  });
});

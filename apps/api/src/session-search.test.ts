import { changeTags, saveFindings, saveSessions, saveWatch } from '@falter/store';
import type { SearchValues, Session, SessionList } from '@falter/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import * as schemas from './schemas.ts';
import { session, sessionId, T0, testApi } from './test-api.ts';

const store = useStore();
const project = 'written';

const seen = {
  urls: ['https://shop.example/checkout'],
  errors: ['Card declined: try another'],
  elements: ['button "Pay now"'],
};
const rage = {
  findings: [{ signal: 'rage-click', count: 1 }],
  strip: [{ signal: 'rage-click', at: 1_000, until: 2_500 }],
};

const ANN: Partial<Session> = {
  ...{ id: sessionId('ann'), firstSeenAt: T0 + 2, score: 60, browser: 'Firefox 140', device: 'mobile', ...rage, seen },
  ...{ person: 'u-1', traits: { email: 'Ann@x.org' }, attributes: { plan: 'Gold' }, closed: true },
  search: ['u-1', 'Ann@x.org', 'plan Gold', ...Object.values(seen).flat()].join('\n').toLowerCase(),
};

const BO: Partial<Session> = {
  ...{ id: sessionId('bo'), firstSeenAt: T0 + 1, bot: true, strip: [], lastSeenAt: Date.now() },
  seen: { urls: ['https://shop.example/checkout', 'https://shop.example/thanks'], errors: [], elements: [] },
  search: 'https://shop.example/checkout\nhttps://shop.example/thanks',
};

beforeAll(async () => {
  const sessions = [session({ ...ANN, project }), session({ ...BO, project })];
  await saveSessions(store.client, sessions, 1);
  const page = 'https://shop.example/tea/12';
  const target = { nodeId: 1, tag: 'button', label: 'button "Pay now"', selector: '#pay' };
  const rest = { version: 1, tab: 'tab', at: T0, until: T0, evidence: [], why: '', confidence: 1, provisional: false };
  const of = { project, session: sessionId('ann'), firstSeenAt: T0 + 2, revision: 1 };
  const save = [
    { ...rest, id: 'a', signal: 'rage-click', page, target },
    { ...rest, id: 'b', signal: 'dead-click', page: 'https://shop.example/', target },
  ];
  await saveFindings(store.client, of, { save, withdraw: [] });
  const at = { project, session: sessionId('ann') };
  await changeTags(store.client, at, { added: ['Payment'], removed: [], byName: 'Cy', now: 1 });
  await saveWatch(store.client, at, { byId: 'user somebody-else', byName: 'Cy', watchedAt: T0 });
});

async function ask(query: Record<string, string>): Promise<SessionList> {
  const response = await testApi(store.client, project).get(`/api/v1/sessions?${new URLSearchParams(query)}`);
  expect(response.status, JSON.stringify(query)).toBe(200);
  return schemas.sessionList.parse(await response.json());
}

const names = async (query: Record<string, string>): Promise<string[]> =>
  (await ask(query)).sessions.map(({ id }) => id.replace(/^session-|_+$/g, ''));

describe('GET /api/v1/sessions with a written search', () => {
  it.each([
    ['url:/checkout -url:/thanks', ['ann']],
    ['url:/checkout', ['ann', 'bo']],
    ['checkout thanks', ['bo']],
    ['error:"card declined" text:"Pay now" plan:gold person:ann@x.org', ['ann']],
    ['signal:rage-click score:>40 device:phone browser:firefox', ['ann']],
    ['is:live', ['bo']],
    ['tag:payment', ['ann']],
    ['watched:anyone', ['ann']],
    ['watched:me', []],
    ['-watched:me', ['ann', 'bo']],
    ['-is:bot', ['ann']],
    ['found-on:/tea/:id signal:rage-click', ['ann']],
    ['found-on:/tea/:id signal:dead-click', []],
    ['from:2026-11-21T12:00:00.002Z', ['ann']],
    ['-from:2026-11-21T12:00:00.002Z', ['bo']],
    ['to:2026-11-21', []],
    [sessionId('ann'), ['ann']],
  ])('%s finds %j', async (q, found) => {
    expect(await names({ q })).toEqual(found);
  });

  it.each([
    [{ url: '/checkout', notUrl: '/thanks' }, ['ann']],
    [{ notSignal: 'rage-click' }, ['bo']],
    [{ duration: '<1h', clicks: '>=0', notDevice: 'mobile' }, ['bo']],
    [{ attribute: 'plan:gold' }, ['ann']],
    [{ notAttribute: 'plan:gold' }, ['bo']],
    [{ error: 'Card declined', is: 'closed' }, ['ann']],
    [{ q: 'url:/checkout', notIs: 'bot' }, ['ann']],
    [{ notFoundOn: '/tea/:id' }, ['bo']],
  ] as [Record<string, string>, string[]][])('by parameters %j finds %j', async (query, found) => {
    expect(await names(query)).toEqual(found);
  });

  it.each([
    ['duration', '>2y', '`duration`: `duration:` expects a time'],
    ['notSignal', 'rage', '`notSignal`: `signal:` knows no `rage`'],
    ['attribute', 'gold', '`attribute`: expected a name and a value'],
    ['url', 'x'.repeat(401), '`url`: expected a text of at most 400 characters'],
  ])('refuses %s=%s', async (name, value, detail) => {
    const response = await testApi(store.client, project).get(
      `/api/v1/sessions?${new URLSearchParams({ [name]: value })}`,
    );
    expect(response.status).toBe(400);
    expect((await response.json()).detail).toContain(detail);
  });

  it('says what it did not understand, and searches by the rest', async () => {
    const { warnings, sessions } = await ask({ q: 'score:>many -is:bot' });
    expect(warnings).toEqual([expect.stringContaining('`score:` expects a number')]);
    expect(sessions).toHaveLength(1);
    expect(await ask({ q: '-is:bot' })).not.toHaveProperty('warnings');
  });

  it('says why a row matches, with what was found as it was recorded', async () => {
    const [ann] = (await ask({ q: 'declined pay person:ann@x.org url:CHECKOUT score:>1 -url:/thanks' })).sessions;
    const told = ann?.why?.map(({ term, field, text, from, to }) => [term, field, text.slice(from, to), text]);
    expect(told).toEqual([
      ['declined', 'error', 'declined', 'Card declined: try another'],
      ['pay', 'text', 'Pay', 'button "Pay now"'],
      ['person:ann@x.org', 'email', 'Ann@x.org', 'Ann@x.org'],
      ['url:CHECKOUT', 'url', 'checkout', 'https://shop.example/checkout'],
    ]);
    expect((await ask({ q: 'score:>1' })).sessions[0]).not.toHaveProperty('why');
  });

  it('has the strip of the findings', async () => {
    const { sessions } = await ask({});
    expect(sessions.map(({ strip }) => strip)).toEqual([rage.strip, []]);
  });

  it('says which term excluded everything, where it is asked', async () => {
    const q = 'url:/checkout plan:silver -is:imported';
    expect(await ask({ q, explain: 'yes' })).toEqual({ sessions: [], next: null, excludedBy: ['plan:silver'] });
    expect(await ask({ q })).toEqual({ sessions: [], next: null });
    expect((await ask({ q: 'plan:silver is:imported', explain: 'yes' })).excludedBy).toEqual([]);
  });
});

describe('a session that has just begun', () => {
  const fresh = { project: 'fresh', firstSeenAt: Date.now() };
  const arrive = (id: string, seq: number) =>
    store.client.insert('arrivals', [{ project: 'fresh', session: sessionId(id), tab: 'tab', seq }]);
  const list = async (query: Record<string, string>): Promise<SessionList['sessions']> => {
    const response = await testApi(store.client, 'fresh').get(`/api/v1/sessions?${new URLSearchParams(query)}`);
    return schemas.sessionList.parse(await response.json()).sessions;
  };

  it('is a row at once where it is asked for, and one only until more is known', async () => {
    await arrive('new', 0);
    await arrive('known', 0);
    await arrive('second-tab-of-an-old-one', 7);
    await saveSessions(store.client, [session({ ...fresh, id: sessionId('known'), lastSeenAt: Date.now() })], 1);
    const rows = await list({ processing: 'include' });
    expect(rows.map(({ id, processing }) => [id, processing])).toEqual([
      [sessionId('new'), true],
      [sessionId('known'), undefined],
    ]);
    expect(rows[0]).toMatchObject({ live: true, entryUrl: '', findings: [] });
    expect(await list({})).toHaveLength(1);
    expect(await list({ processing: 'include', q: 'is:live' })).toHaveLength(2);
    for (const narrow of [{ q: 'tea' }, { q: 'is:bot' }, { sort: 'score' }, { minScore: '1' }, { device: 'mobile' }])
      expect((await list({ processing: 'include', ...narrow })).filter((row) => row.processing)).toEqual([]);
    await saveSessions(store.client, [session({ ...fresh, id: sessionId('new'), lastSeenAt: Date.now() })], 1);
    expect((await list({ processing: 'include' })).filter((row) => row.processing)).toEqual([]);
  });
});

describe('for who sees numbers only', () => {
  const q = 'tag:payment -watched:anyone is:commented url:/checkout';

  it('what colleagues did is no term, which is said', async () => {
    const api = testApi(store.client, project);
    const as = async (role: 'numbers' | 'support') => {
      const headers = await api.as(role);
      const list = await api.app.request(`/api/v1/sessions?${new URLSearchParams({ q })}`, { headers });
      const values = await api.app.request('/api/v1/search-values', { headers });
      const { sessions, warnings = [] } = schemas.sessionList.parse(await list.json());
      return { found: sessions.length, warnings, tags: ((await values.json()) as SearchValues).tags };
    };
    const told = await as('numbers');
    expect(told).toMatchObject({ found: 2, tags: [] });
    expect(told.warnings.join()).toContain('these terms are left out');
    expect(await as('support')).toEqual({ found: 0, warnings: [], tags: ['Payment'] });
  });
});

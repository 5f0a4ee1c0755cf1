import { openClient, saveSessions } from '@falter/store';
import type { ComparedShare, Counted, Dashboard, DashboardCause, SessionList, ShareNow } from '@falter/wire';
import { STRUGGLING_MIN_SCORE } from '@falter/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import * as schemas from './dashboard-schemas.ts';
import { session, sessionId, testApi } from './test-api.ts';
import { makeVisits, PAGES, saveVisits, type Visit } from './test-visits.ts';

const DAY = 86_400_000;
const TO = Date.UTC(2026, 10, 21, 13, 20);
const FROM = TO - 6 * DAY;

const store = useStore();
/** Six days and the six before them, and some time around that must not count. */
const visits = makeVisits({ project: 'shop', count: 420, from: FROM - 9 * DAY, to: TO + DAY, seed: 11 });

beforeAll(() => saveVisits(store.client, visits));

async function ask(query: Record<string, string> = {}, project = 'shop'): Promise<Dashboard> {
  const all = { from: new Date(FROM).toISOString(), to: new Date(TO).toISOString(), tz: 'Europe/Berlin', ...query };
  const response = await testApi(store.client, project).get(`/api/v1/dashboard?${new URLSearchParams(all)}`);
  expect(response.status, await response.clone().text()).toBe(200);
  return schemas.dashboard.parse(await response.json());
}

// What is true of the visits, counted here and not there.

const routeOf = (url: string): string => PAGES.find(([known]) => known === url)?.[1] ?? url;
const browserOf = ({ session: { browser } }: Visit): string => browser.split(' ')[0] || 'unknown';
const releaseOf = ({ session: { release } }: Visit): string => release || 'unknown';
const sawPage = (visit: Visit, page: string): boolean => visit.pageViews.some(({ url }) => routeOf(url) === page);

interface Filter {
  device?: string;
  browser?: string;
  release?: string;
  page?: string;
  signal?: string;
  bots?: string;
}

function within(visit: Visit, from: number, to: number): boolean {
  return visit.session.firstSeenAt >= from && visit.session.firstSeenAt < to;
}

function passes(visit: Visit, { device, browser, release, page, bots }: Filter): boolean {
  if (visit.session.bot && bots !== 'include') return false;
  if (device && visit.session.device !== device) return false;
  if (browser && browserOf(visit) !== browser) return false;
  if (release && releaseOf(visit) !== release) return false;
  return !page || sawPage(visit, page);
}

/** Findings that count under a filter. */
function findingsOf(visit: Visit, { signal, page }: Filter): Visit['findings'] {
  return visit.findings.filter(
    (found) => (!signal || found.signal === signal) && (!page || routeOf(found.page) === page),
  );
}

function struggles(visit: Visit, filter: Filter): boolean {
  if (!filter.signal && visit.session.score < STRUGGLING_MIN_SCORE) return false;
  return (!filter.signal && !filter.page) || findingsOf(visit, filter).length > 0;
}

function elementOf({ target }: Visit['findings'][number]): string {
  if (!target) return '(no element)';
  return target.label.includes('"') ? target.label : target.selector;
}

/** Every list of the answer as [name, found, of, previous found, previous of], sorted by name. */
type Line = [name: string, found: number, of: number, previousFound: number, previousOf: number];

function lines(rows: readonly (ComparedShare & { name: string })[]): Line[] {
  const all = rows.map(({ name, found, of, previous }): Line => {
    return [name, found.count, of.count, previous.found.count, previous.of.count];
  });
  return all.toSorted();
}

/** The same from the visits: `namesOf` says to which rows a visit belongs and `found` whether it counts there. */
function recount(
  filter: Filter,
  parts: {
    names: readonly string[];
    belongs: (visit: Visit, name: string) => boolean;
    found: (visit: Visit, name: string) => boolean;
  },
): Line[] {
  const count = (from: number, to: number, test: (visit: Visit) => boolean) =>
    visits.filter((visit) => within(visit, from, to) && passes(visit, filter) && test(visit)).length;
  const all = parts.names.map((name): Line => {
    const belongs = (visit: Visit) => parts.belongs(visit, name);
    const found = (visit: Visit) => belongs(visit) && parts.found(visit, name);
    const before = [FROM - 6 * DAY, TO - 6 * DAY] as const;
    return [name, count(FROM, TO, found), count(FROM, TO, belongs), count(...before, found), count(...before, belongs)];
  });
  return all.toSorted();
}

const FILTERS: [name: string, filter: Filter][] = [
  ['no filter', {}],
  ['a device', { device: 'mobile' }],
  ['a browser', { browser: 'Firefox' }],
  ['a browser that is not known', { browser: 'unknown' }],
  ['a release', { release: '1.1' }],
  ['a release that is not known', { release: 'unknown' }],
  ['a page', { page: '/tea/:id' }],
  ['a page that is not known', { page: '(unknown page)' }],
  ['a signal', { signal: 'rage-click' }],
  ['a signal on a page', { signal: 'dead-click', page: '/checkout' }],
  ['bots', { bots: 'include' }],
  ['all at once', { device: 'desktop', browser: 'Chrome', release: '1.0', page: '/', signal: 'rage-click' }],
];

describe.each(FILTERS)('the numbers with %s', (_, filter) => {
  let told: Dashboard;

  beforeAll(async () => {
    told = await ask({ ...filter });
  });

  const strugglesHere = (visit: Visit) => struggles(visit, filter);
  const everything = { names: [''], belongs: () => true, found: strugglesHere };

  it('are those of the visits, in all', () => {
    expect(lines([{ name: '', ...told.struggling }])).toEqual(recount(filter, everything));
    const now = visits.filter((visit) => within(visit, FROM, TO));
    const flagged = now.filter((visit) => passes(visit, filter) && visit.findings.length > 0);
    expect(told.flagged.count).toBe(flagged.length);
    const bots = now.filter((visit) => visit.session.bot && passes(visit, { ...filter, bots: 'include' }));
    expect(told.bots.count).toBe(bots.length);
    expect(told.botsCount).toBe(filter.bots === 'include');
  });

  it('are those of the visits, by device, browser and release', () => {
    const kinds = [
      [told.devices, ['desktop', 'mobile', 'tablet', 'unknown'], (visit: Visit) => visit.session.device],
      [told.browsers, ['Firefox', 'Chrome', 'unknown'], browserOf],
      [told.releases, ['1.0', '1.1', 'unknown'], releaseOf],
    ] as const;
    for (const [ranking, names, nameOf] of kinds) {
      const belongs = (visit: Visit, name: string) => nameOf(visit) === name;
      const expected = recount(filter, { names, belongs, found: strugglesHere });
      expect(lines(ranking.rows)).toEqual(expected.filter(([, , of]) => of > 0));
    }
  });

  it('are those of the visits, by signal, page and element', () => {
    const signals = recount(filter, {
      names: ['dead-click', 'rage-click'],
      belongs: () => true,
      found: (visit, signal) =>
        (!filter.signal || filter.signal === signal) && findingsOf(visit, { ...filter, signal }).length > 0,
    });
    expect(lines(told.signals.rows)).toEqual(signals.filter(([, found]) => found > 0));
    const routes = [...new Set(PAGES.map(([, route]) => route))].filter(
      (route) => !filter.page || route === filter.page,
    );
    const pages = recount(filter, {
      names: routes,
      belongs: sawPage,
      found: (visit, page) => strugglesHere(visit) && findingsOf(visit, { ...filter, page }).length > 0,
    });
    expect(lines(told.pages.rows)).toEqual(pages.filter(([, found]) => found > 0));
    const triples = routes.flatMap((page) =>
      ['dead-click', 'rage-click'].flatMap((signal) =>
        ['button "Pay now"', 'main > div.card', '(no element)'].map((element) => ({ page, signal, element })),
      ),
    );
    const elements = recount(filter, {
      names: triples.map((triple) => JSON.stringify(triple)),
      belongs: (visit, name) => sawPage(visit, JSON.parse(name).page),
      found: (visit, name) => {
        const { page, signal, element } = JSON.parse(name);
        const here = findingsOf(visit, { ...filter, page }).filter((one) => one.signal === signal);
        return strugglesHere(visit) && here.some((one) => elementOf(one) === element);
      },
    });
    const named = told.elements.rows.map((row) => {
      const { page, signal, element } = row;
      return { ...row, name: JSON.stringify({ page, signal, element }) };
    });
    const asked = elements.filter(([name]) => [undefined, JSON.parse(name).signal].includes(filter.signal));
    expect(lines(named)).toEqual(asked.filter(([, found]) => found > 0));

    // What is gone needs no interval to be counted again; what is less is held against published values elsewhere.
    const gone = told.improved.rows.filter(({ found }) => found.count === 0);
    const before = ({ found, of, previous }: ComparedShare) => [
      ...[found.count, of.count, previous.found.count, previous.of.count],
    ];
    const vanished = [
      ...asked.map((line) => ['element', ...line]),
      ...pages.map((line) => ['page', ...line]),
      ...signals.map((line) => ['signal', ...line]),
    ].filter(([, , found, , previous]) => found === 0 && Number(previous) > 0);
    const kindOf = ({ page, parts }: DashboardCause) =>
      page === '' ? 'signal' : parts.length === 0 ? 'page' : 'element';
    const rows = gone.flatMap((row) =>
      Array.from({ length: Math.max(1, row.parts.length) }, () => [kindOf(row), ...before(row)]),
    );
    const counted = vanished.map(([kind, , ...numbers]) => [kind, ...numbers]);
    expect(rows.map(String).toSorted()).toEqual(counted.map(String).toSorted());
  });

  it('over time add up to those in all, without a gap', () => {
    const { buckets, struggling } = told;
    expect(buckets[0]?.from).toBe(told.from);
    expect(buckets.at(-1)?.to).toBe(told.to);
    for (const [index, { from }] of buckets.slice(1).entries()) {
      expect(buckets[index]?.to).toBe(from);
      expect(new Date(from).toISOString()).toMatch(/T23:00:00/);
    }
    const sum = (read: (bucket: Dashboard['buckets'][number]) => ShareNow) => {
      const all = buckets.map(read);
      return [all.reduce((n, { found }) => n + found.count, 0), all.reduce((n, { of }) => n + of.count, 0)];
    };
    expect(sum(({ now }) => now)).toEqual([struggling.found.count, struggling.of.count]);
    const { previous } = struggling;
    expect(sum((bucket) => bucket.previous)).toEqual([previous.found.count, previous.of.count]);
  });
});

/** Every number of an answer that has a list, by where it stands. */
function numbersIn(value: unknown, path = ''): [path: string, number: Counted][] {
  if (typeof value !== 'object' || value === null) return [];
  if ('count' in value && 'query' in value) return [[path, value as Counted]];
  return Object.entries(value).flatMap(([name, inner]) => numbersIn(inner, `${path}/${name}`));
}

async function lengthOf(query: Counted['query']): Promise<number> {
  const api = testApi(store.client, 'shop');
  let length = 0;
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = new URLSearchParams({ ...query, limit: '200', cursor });
    const response = await api.get(`/api/v1/sessions?${page}`);
    expect(response.status).toBe(200);
    const { sessions, next } = (await response.json()) as SessionList;
    length += sessions.length;
    cursor = next;
  }
  return length;
}

describe('every number', () => {
  it.each([
    ['of a whole dashboard', {}],
    ['of one that is narrowed', { device: 'desktop', page: '/tea/:id' }],
    ['of one that is about a signal, with bots', { signal: 'rage-click', bots: 'include', browser: 'Firefox' }],
  ])('%s opens exactly its sessions', async (_, filter) => {
    const numbers = numbersIn(await ask(filter));
    expect(numbers.length).toBeGreaterThan(60);
    // The same list stands behind many numbers: it is read once, and each of them must agree with it.
    const lengths = new Map<string, number>();
    for (const [path, { count, query }] of numbers) {
      const key = JSON.stringify(query);
      if (!lengths.has(key)) lengths.set(key, await lengthOf(query));
      expect(lengths.get(key), `${path} ${key}`).toBe(count);
    }
    expect(lengths.size).toBeGreaterThan(40);
  });
});

describe('bots', () => {
  const counted = async (countBots: boolean, bots = ''): Promise<Dashboard> => {
    const { get } = testApi(store.client, 'shop', { countBots });
    const query = new URLSearchParams({ from: `${FROM}`, to: `${TO}`, bots });
    return schemas.dashboard.parse(await (await get(`/api/v1/dashboard?${query}`)).json());
  };

  it('count when the server is told so, and stand beside when not', async () => {
    const [without, including] = [await counted(false), await counted(true)];
    expect([without.botsCount, including.botsCount]).toEqual([false, true]);
    expect(without.bots.count).toBeGreaterThan(0);
    expect(including.bots).toMatchObject({ count: without.bots.count });
    expect(including.struggling.of.count).toBe(without.struggling.of.count + without.bots.count);
  });

  it('are in or out as one asks, whatever the server is told', async () => {
    expect((await counted(true, 'exclude')).struggling.of).toEqual((await counted(false)).struggling.of);
    expect((await counted(false, 'include')).struggling.of).toEqual((await counted(true)).struggling.of);
  });
});

describe('a project', () => {
  it('without any session says so, and one with sessions of another time does not', async () => {
    const empty = await ask({}, 'empty');
    expect(empty).toMatchObject({ recorded: false, flagged: { count: 0 }, bots: { count: 0 } });
    expect(empty.struggling).toMatchObject({ share: null, change: null, of: { count: 0 } });
    expect(empty.buckets).toHaveLength(7);
    await saveSessions(
      store.client,
      [session({ project: 'old', id: sessionId('old'), firstSeenAt: TO - 90 * DAY })],
      1,
    );
    expect(await ask({}, 'old')).toMatchObject({ recorded: true, struggling: { of: { count: 0 } } });
  });

  it('is read by who may only read, within the limits of a reader', async () => {
    const reader = openClient({ url: store.url, readonly: true });
    const { get } = testApi(reader, 'shop');
    expect((await get('/api/v1/dashboard')).status).toBe(200);
    await reader.close();
  });
});

describe('what costs most', () => {
  it('stands first: struggling sessions times their mean score', async () => {
    const { elements, pages } = await ask();
    const costs = elements.rows.map(({ found, meanScore }) => found.count * meanScore);
    expect(costs.length).toBeGreaterThan(10);
    expect(costs).toEqual(costs.toSorted((a, b) => b - a));
    const counts = pages.rows.map(({ found }) => found.count);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  });

  it('is told with the mean score of the sessions it was found in', async () => {
    const [first] = (await ask()).elements.rows;
    if (!first) throw new Error('no element');
    const found = visits.filter(
      (visit) =>
        within(visit, FROM, TO) &&
        passes(visit, {}) &&
        struggles(visit, {}) &&
        findingsOf(visit, first).some((one) => elementOf(one) === first.element),
    );
    const sum = found.reduce((total, visit) => total + visit.session.score, 0);
    expect(first.meanScore).toBeCloseTo(sum / found.length, 6);
  });
});

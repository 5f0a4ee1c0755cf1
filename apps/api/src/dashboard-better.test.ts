import type { ComparedShare, Dashboard, DashboardCause, Finding, SessionList } from '@falter/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { byRelief, isBetter } from './dashboard-causes.ts';
import * as schemas from './dashboard-schemas.ts';
import { finding, session, sessionId, testApi } from './test-api.ts';
import { saveVisits, type Visit } from './test-visits.ts';

// What got better, and what several signals have in common: a shop of which everything is known.

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TO = Date.UTC(2026, 10, 21, 13);
const FROM = TO - HOUR;

const store = useStore();

interface Group {
  name: string;
  count: number;
  /** When the first of them came, epoch ms; the others a second apart. */
  at: number;
  page: string;
  found: Partial<Finding>[];
  project?: string;
}

const target = (label: string): Finding['target'] => ({ nodeId: 1, tag: 'button', label, selector: 'button' });

function visitsOf({ name, count, at, page, found, project = 'better' }: Group): Visit[] {
  const url = `https://shop.example${page}`;
  return Array.from({ length: count }, (_, n) => {
    const [id, firstSeenAt] = [sessionId(`${name}-${n}`), at + n * 1000];
    const findings = found.map((part, index) => finding({ id: `f${index}`, page: url, at: firstSeenAt, ...part }));
    const counts = [...new Set(findings.map(({ signal }) => signal))].map((signal) => ({ signal, count: 1 }));
    return {
      session: session({ project, id, firstSeenAt, score: found.length === 0 ? 0 : 60, findings: counts, bot: false }),
      pageViews: [{ id: 'v', tab: 't', url, title: '', at: firstSeenAt, until: firstSeenAt + 1 }],
      findings,
    };
  });
}

const PAY = { signal: 'rage-click', target: target('button "Pay"') };
const GONE = { signal: 'dead-click', target: target('button "Gone"') };
const ERROR = (said: string): Partial<Finding> => ({
  ...{ signal: 'js-error', target: null },
  why: `An uncaught error occurred once in the page's code: "${said}".`,
});
const YESTERDAY = FROM - DAY;

const GROUPS: Group[] = [
  // One button that fails in three ways for the same four people; a fifth had one of them elsewhere.
  {
    ...{ name: 'order', count: 4, at: FROM, page: '/order' },
    found: ['rage-click', 'dead-click'].map((signal) => ({ signal, target: target('button "Place order"') })),
  },
  { name: 'order-error', count: 1, at: FROM + HOUR / 2, page: '/order', found: [ERROR('Error: no "cart"')] },
  // As many as had that error, but somebody else.
  {
    ...{ name: 'order-other', count: 1, at: FROM + HOUR / 2 + 5000, page: '/order' },
    found: [{ signal: 'dead-click', target: target('button "Other"') }],
  },
  // The button on /pay: 40 of 80 yesterday, 4 of 80 today, of which the rest is calm.
  { name: 'pay-before', count: 40, at: YESTERDAY, page: '/pay', found: [PAY] },
  { name: 'pay-before-calm', count: 40, at: YESTERDAY + HOUR / 2, page: '/pay', found: [] },
  { name: 'pay-now', count: 4, at: FROM, page: '/pay', found: [PAY] },
  { name: 'pay-now-calm', count: 76, at: FROM + HOUR / 2, page: '/pay', found: [] },
  // One was gone with its page still seen, two people had it; another with a page that nobody sees any more.
  { name: 'gone', count: 2, at: YESTERDAY, page: '/pay', found: [GONE] },
  { name: 'lost', count: 3, at: YESTERDAY, page: '/lost', found: [ERROR('TypeError: x'), GONE] },
  // A week ago, and an hour ago.
  { name: 'week', count: 5, at: FROM - 7 * DAY, page: '/week', found: [PAY] },
  { name: 'hour', count: 6, at: FROM - HOUR, page: '/hour', found: [PAY] },
];

beforeAll(async () => saveVisits(store.client, GROUPS.flatMap(visitsOf)));

async function ask(query: Record<string, string> = {}): Promise<Dashboard> {
  const all = { from: new Date(FROM).toISOString(), to: new Date(TO).toISOString(), ...query };
  const response = await testApi(store.client, 'better').get(`/api/v1/dashboard?${new URLSearchParams(all)}`);
  expect(response.status, await response.clone().text()).toBe(200);
  return schemas.dashboard.parse(await response.json());
}

/** `/pay rage-click on button "Pay": 4 of 80, before 40 of 82`. */
function words({ page, parts, found, of, previous }: DashboardCause): string {
  const on = parts.map(({ signal, element }) => ` ${signal}${element && ` on ${element}`}`).join(' +');
  return `${page}${on}: ${found.count} of ${of.count}, before ${previous.found.count} of ${previous.of.count}`;
}

const lengthOf = async (query: Record<string, string>): Promise<number> => {
  const response = await testApi(store.client, 'better').get(
    `/api/v1/sessions?${new URLSearchParams({ ...query, limit: '200' })}`,
  );
  return ((await response.json()) as SessionList).sessions.length;
};

describe('what got better', () => {
  it('is what is clearly less first, then what is gone, of both periods', async () => {
    const { improved } = await ask();
    expect(improved.more).toBe(0);
    expect(improved.rows.map(words)).toEqual([
      '/pay: 4 of 80, before 42 of 82',
      '/pay rage-click on button "Pay": 4 of 80, before 40 of 82',
      ' rage-click: 8 of 86, before 40 of 85',
      '/lost dead-click on button "Gone" + js-error on (no element): 0 of 0, before 3 of 3',
      '/lost: 0 of 0, before 3 of 3',
      '/pay dead-click on button "Gone": 0 of 80, before 2 of 82',
    ]);
    expect(improved.rows.map(({ change }) => change && change.high < 0)).toEqual([true, true, true, null, null, false]);
    const errors = improved.rows.flatMap(({ parts }) => parts).filter(({ signal }) => signal === 'js-error');
    expect(errors.map(({ messages }) => messages)).toEqual([['TypeError: x']]);
  });

  it('leads to the sessions of both periods', async () => {
    for (const { found, of, previous } of (await ask()).improved.rows) {
      for (const { count, query } of [found, of, previous.found, previous.of]) {
        expect(await lengthOf(query), JSON.stringify(query)).toBe(count);
      }
    }
  });

  it('is held against the period that one asks for', async () => {
    const gone = async (compare: string) => {
      const told = await ask({ compare });
      expect(told.compare).toBe(compare);
      const pages = told.improved.rows.filter(({ found, parts }) => found.count === 0 && parts.length === 0);
      return [told.previousFrom, pages.map(({ page }) => page)];
    };
    expect(await gone('before')).toEqual([new Date(FROM - HOUR).toISOString(), ['/hour']]);
    expect(await gone('day')).toEqual([new Date(FROM - DAY).toISOString(), ['/lost']]);
    expect(await gone('week')).toEqual([new Date(FROM - 7 * DAY).toISOString(), ['/week']]);
  });

  it('is in no table of what is found now', async () => {
    const { pages, signals, elements, causes } = await ask();
    expect(pages.rows.map(({ name }) => name)).toEqual(['/order', '/pay']);
    expect(signals.rows.map(({ name }) => name)).toEqual(['rage-click', 'dead-click', 'js-error']);
    for (const { found } of [...elements.rows, ...causes.rows]) expect(found.count).toBeGreaterThan(0);
  });
});

describe('what to fix', () => {
  it('is one thing where the same sessions struggle in several ways, and says what an error said', async () => {
    const { causes, elements } = await ask();
    expect(causes.rows.map(words)).toEqual([
      '/pay rage-click on button "Pay": 4 of 80, before 40 of 82',
      '/order dead-click on button "Place order" + rage-click on button "Place order": 4 of 6, before 0 of 0',
      '/order dead-click on button "Other": 1 of 6, before 0 of 0',
      '/order js-error on (no element): 1 of 6, before 0 of 0',
    ]);
    expect(elements.rows).toHaveLength(5);
    expect(causes.rows.at(-1)?.parts[0]?.messages).toEqual(['Error: no "cart"']);
  });
});

describe('better', () => {
  const share = (count: number): ComparedShare['found'] => ({ count, query: {} });
  const compared = (now: number, before: number, high: number | null): ComparedShare => ({
    ...{ found: share(now), of: share(100), share: null },
    previous: { found: share(before), of: share(100), share: null },
    change: high === null ? null : { value: -0.5, low: -1, high },
  });

  it.each([
    [0, 5, 0.1, true],
    [0, 5, null, true],
    [0, 0, null, false],
    [2, 5, -0.01, true],
    [2, 5, 0, false],
    [2, 5, null, false],
  ])('%i now and %i before, at most %s more: %s', (now, before, high, expected) => {
    expect(isBetter(compared(now, before, high))).toBe(expected);
  });

  it('is told by how sure it is, then by how many it concerned', () => {
    const rows = [compared(0, 9, null), compared(1, 3, -0.1), compared(0, 7, -0.2)];
    expect(rows.toSorted(byRelief).map(({ previous }) => previous.found.count)).toEqual([7, 3, 9]);
  });
});

import { DOCTOR_BROWSER, type Finding, type Session } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import {
  countFindings,
  countPages,
  countSessions,
  type DashboardQuestion,
  hasSessions,
  listBuckets,
} from './dashboard.ts';
import { saveFindings } from './findings.ts';
import { savePageViews, saveSessions } from './sessions.ts';

const store = useStore();
const T0 = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function session(values: Partial<Session>): Session {
  return {
    ...{ project: 'p', id: 's', firstSeenAt: T0, lastSeenAt: T0, startedAt: T0, endedAt: T0, entryUrl: '', title: '' },
    ...{ release: '1', browser: 'Firefox 140', os: 'Linux', device: 'desktop', viewport: '1x1', language: 'en' },
    ...{
      bot: false,
      botReasons: [],
      closed: true,
      score: 0,
      findings: [],
      pages: 1,
      clicks: 1,
      events: 1,
      tabs: ['t'],
      dropped: 0,
    },
    ...{ gaps: 0, skipped: 0, hasSnapshot: true, search: '' },
    ...{ person: '', traits: {}, attributes: {}, supportCode: '', notes: [] },
    ...values,
  };
}

function finding(values: Partial<Finding>): Finding {
  return {
    ...{ id: 'f', signal: 'rage-click', version: 1, tab: 't', at: T0, until: T0, page: 'https://a.example/cart' },
    ...{ target: null, evidence: [], why: 'Because.', confidence: 1, provisional: false },
    ...values,
  };
}

function question(values: Partial<DashboardQuestion>): DashboardQuestion {
  return {
    ...{ project: 'p', from: T0 - DAY, to: T0 + HOUR, shift: 2 * DAY, step: 'day', tz: 'UTC', minScore: 25 },
    ...{ device: '', browser: '', release: '', page: '', signal: '', bots: false },
    ...values,
  };
}

const ROUTES: [url: string, route: string][] = [
  ['https://a.example', '/'],
  ['https://a.example/', '/'],
  ['https://a.example//', '/'],
  ['https://a.example/tea/12', '/tea/:id'],
  ['https://a.example/tea/13/', '/tea/:id'],
  ['https://a.example/tea/13/reviews/7', '/tea/:id/reviews/:id'],
  ['https://a.example/order-1234/pay?step=', '/:id/pay'],
  ['https://a.example/step-2', '/step-2'],
  ['https://a.example/a/3f2504e0-4f89-11d3-9a0c-0305e82c3301', '/a/:id'],
  ['https://a.example/u/*/settings', '/u/:id/settings'],
  ['https://a.example/h/abcdef0123456789abcdef', '/h/:id'],
  ['https://a.example/app#/cart/12', '/app#/cart/:id'],
  ['https://a.example/2026-11-21/news', '/:id/news'],
  ['https://a.example/blog/how-to-brew-tea-in-2024', '/blog/how-to-brew-tea-in-2024'],
  ['https://a.example/internationalization', '/internationalization'],
  ['https://a.example/grüße', '/grüße'],
  ['', '(unknown page)'],
];

describe('a route', () => {
  it('is the same for a page view and for a finding, with numbers and ids folded', async () => {
    const key = { project: 'routes', session: 's', firstSeenAt: T0, revision: 1 };
    const views = ROUTES.map(([url], n) => ({ id: `v${n}`, tab: 't', url, title: '', at: T0, until: T0 }));
    const save = ROUTES.map(([page], n) => finding({ id: `f${n}`, page }));
    await savePageViews(store.client, key, views);
    await saveFindings(store.client, key, { save, withdraw: [] });
    const read = async (table: string, url: string) => {
      const rows = await store.client.rows<{ url: string; route: string }>(
        `SELECT ${url} AS url, route FROM ${table} WHERE project = 'routes'`,
        {},
      );
      return Object.fromEntries(rows.map((row) => [row.url, row.route]));
    };
    expect(await read('page_views', 'url')).toEqual(Object.fromEntries(ROUTES));
    expect(await read('findings', 'page')).toEqual(Object.fromEntries(ROUTES));
  });

  it('never grows beyond what a filter can ask for', async () => {
    const key = { project: 'long', session: 's', firstSeenAt: T0, revision: 1 };
    const url = `https://a.example/${'ä/'.repeat(400)}`;
    await savePageViews(store.client, key, [{ id: 'v', tab: 't', url, title: '', at: T0, until: T0 }]);
    await saveSessions(store.client, [session({ project: 'long' })], 1);
    const [page] = await countPages(store.client, question({ project: 'long' }));
    expect(page?.route).toHaveLength(200);
  });
});

describe('an element', () => {
  it('is what people call it, else its selector, else the lack of one', async () => {
    const key = { project: 'elements', session: 's', firstSeenAt: T0, revision: 1 };
    const target = { nodeId: 1, tag: 'button', label: 'button "Pay"', selector: 'main > button' };
    const save = [
      finding({ id: 'words', target }),
      finding({ id: 'again', target: { ...target, selector: 'aside > button' } }),
      finding({ id: 'no words', target: { ...target, label: 'button' } }),
      finding({ id: 'no selector', target: { ...target, label: 'button', selector: '' } }),
      finding({ id: 'nothing', target: { ...target, label: '', selector: '' } }),
      finding({ id: 'no target' }),
    ];
    await saveFindings(store.client, key, { save, withdraw: [] });
    const findings = [{ signal: 'rage-click', count: 6 }];
    await saveSessions(store.client, [session({ project: 'elements', score: 50, findings })], 1);
    const rows = await countFindings(store.client, question({ project: 'elements' }));
    const elements = rows.filter(({ part }) => part === 'element').map(({ element }) => element);
    expect(elements.toSorted()).toEqual(['(no element)', 'button', 'button "Pay"', 'main > button']);
    expect(rows.every(({ sessions, struggling }) => sessions === 1 && struggling === 1)).toBe(true);
  });
});

describe('sessions', () => {
  it('are counted as they are now, in the period that they belong to', async () => {
    const project = 'periods';
    const at = (id: string, firstSeenAt: number, score = 0) => session({ project, id, firstSeenAt, score });
    const rows = [
      at('first', T0 - DAY, 25),
      at('calm', T0, 24),
      at('end', T0 + HOUR),
      at('before', T0 - 3 * DAY, 90),
      at('before-end', T0 + HOUR - 2 * DAY),
      at('between', T0 - DAY - 1),
    ];
    await saveSessions(
      store.client,
      rows.map((row) => ({ ...row, score: 99, bot: true })),
      1,
    );
    await saveSessions(store.client, rows, 2);
    const counted = await countSessions(store.client, question({ project }));
    const all = counted.find(({ part }) => part === 'all');
    expect(all).toMatchObject({ sessions: 2, struggling: 1, previousSessions: 1, previousStruggling: 1, bots: 0 });
    const hours = await countSessions(store.client, question({ project, step: 'hour' }));
    const buckets = hours.filter(({ part, sessions }) => part === 'bucket' && sessions > 0);
    expect(buckets.map(({ startsAt }) => startsAt).toSorted()).toEqual([T0 - DAY, T0]);
    const moved = hours.find(({ part, previousSessions }) => part === 'bucket' && previousSessions > 0);
    expect(moved?.startsAt).toBe(T0 - DAY);
  });

  it('of a project that has none are none', async () => {
    expect(await hasSessions(store.client, 'nobody')).toBe(false);
    expect(await hasSessions(store.client, 'periods')).toBe(true);
    await saveSessions(store.client, [session({ project: 'examined', browser: DOCTOR_BROWSER })], 1);
    expect(await hasSessions(store.client, 'examined')).toBe(false);
  });
});

describe('weeks, days and hours', () => {
  it('begin where they do in the time zone, the first before the range', async () => {
    const range = { from: Date.UTC(2026, 10, 18, 10), to: Date.UTC(2026, 10, 25, 10), tz: 'America/New_York' } as const;
    const iso = async (step: 'hour' | 'day' | 'week') =>
      (await listBuckets(store.client, { ...range, step })).map((start) => new Date(start).toISOString());
    expect(await iso('week')).toEqual(['2026-11-16T05:00:00.000Z', '2026-11-23T05:00:00.000Z']);
    const days = await iso('day');
    expect(days).toHaveLength(8);
    expect(days.every((day) => day.endsWith('T05:00:00.000Z'))).toBe(true);
    expect(await iso('hour')).toHaveLength(7 * 24);
  });
});

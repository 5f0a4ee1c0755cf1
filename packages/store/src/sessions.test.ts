import type { Session } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { insertBatches } from './batches.ts';
import {
  findSession,
  listPageViews,
  listRecentSessions,
  listSessionsByScore,
  listUnfinishedSessions,
  type SessionFilter,
  START,
  savePageViews,
  saveSessions,
} from './sessions.ts';

const T0 = Date.UTC(2026, 10, 21, 12);

function session(values: Partial<Session>): Session {
  return {
    project: 'p',
    id: 's',
    firstSeenAt: T0,
    lastSeenAt: T0 + 5000,
    startedAt: T0 - 100,
    endedAt: T0 + 4900,
    entryUrl: 'https://shop.example/',
    title: 'Shop',
    release: '1',
    browser: 'Firefox 140',
    os: 'Linux',
    device: 'desktop',
    viewport: '1280x720',
    language: 'en',
    bot: false,
    closed: false,
    score: 0,
    findings: [],
    pages: 1,
    clicks: 2,
    events: 30,
    tabs: ['tab-a'],
    dropped: 0,
    gaps: 0,
    skipped: 0,
    hasSnapshot: true,
    search: 'https://shop.example/ pay now',
    person: '',
    traits: {},
    attributes: {},
    supportCode: '',
    notes: [],
    ...values,
  };
}

function filter(values: Partial<SessionFilter>): SessionFilter {
  const all = { project: 'p', signal: '', q: '', from: 0, to: T0 + 1e10, minScore: 0, bots: true, limit: 50 };
  const more = { onlyBots: false, flagged: false, device: '', browser: '', release: '', code: '', person: '' };
  return { ...all, ...more, page: '', foundOn: '', element: '', ...values };
}

describe('sessions', () => {
  const store = useStore();
  const ids = (sessions: Session[]) => sessions.map(({ id }) => id);

  it('come back as they were last written', async () => {
    const first = session({ project: 'last-written', id: 'a' });
    const last = session({ ...first, score: 40, closed: true, findings: [{ signal: 'rage-click', count: 2 }] });
    await saveSessions(store.client, [last], 2);
    await saveSessions(store.client, [first], 1);
    expect(await findSession(store.client, { project: 'last-written', session: 'a' })).toEqual(last);
    expect(await findSession(store.client, { project: 'last-written', session: 'b' })).toBeUndefined();
    const listed = await listRecentSessions(store.client, filter({ project: 'last-written' }), START);
    expect(listed).toEqual([last]);
  });

  it('are filtered by signal, score, text, time and bots, as they are now and not as they were', async () => {
    const project = 'filtered';
    const rage = [{ signal: 'rage-click', count: 1 }];
    await saveSessions(
      store.client,
      [
        session({ project, id: 'calm' }),
        session({ project, id: 'raging', findings: rage, score: 30 }),
        session({ project, id: 'robot', bot: true, search: 'CRAWL über'.toLowerCase() }),
        session({ project, id: 'early', firstSeenAt: T0 - 1000, findings: rage }),
      ],
      1,
    );
    await saveSessions(store.client, [session({ project, id: 'early', firstSeenAt: T0 - 1000 })], 2);
    const list = async (values: Partial<SessionFilter>) =>
      ids(await listRecentSessions(store.client, filter({ project, ...values }), START));
    expect(await list({})).toEqual(['robot', 'raging', 'calm', 'early']);
    expect(await list({ signal: 'rage-click' })).toEqual(['raging']);
    expect(await list({ signal: 'dead-click' })).toEqual([]);
    expect(await list({ minScore: 30 })).toEqual(['raging']);
    expect(await list({ bots: false })).toEqual(['raging', 'calm', 'early']);
    expect(await list({ q: 'ÜBER' })).toEqual(['robot']);
    expect(await list({ q: 'calm' })).toEqual(['calm']);
    expect(await list({ from: T0 })).toEqual(['robot', 'raging', 'calm']);
    expect(await list({ to: T0 })).toEqual(['early']);
    expect(await list({ q: "' OR 1=1 --" })).toEqual([]);
    expect(await list({ q: '%' })).toEqual([]);
  });

  it('are found by person, by what the site said of them, and by their support code', async () => {
    const project = 'persons';
    const notes = [{ kind: 'mark' as const, tab: 'tab-a', at: T0, text: 'checkout' }];
    const said = { person: 'ann', traits: { mail: 'ann@shop.example' }, attributes: { plan: 'gold' }, notes };
    const ann = session({ project, id: 'a1', ...said, supportCode: '7K2M-Q9XD', search: 'ann\nann@shop.example' });
    const before = session({ project, id: 'a0', person: 'ann', firstSeenAt: T0 - 9e9 });
    await saveSessions(store.client, [ann, before, session({ project, id: 'b', person: 'bo' })], 1);
    await saveSessions(store.client, [session({ project, id: 'c', person: 'ann' })], 1);
    await saveSessions(store.client, [session({ project, id: 'c', person: 'cleo' })], 2);
    const list = async (values: Partial<SessionFilter>) =>
      ids(await listRecentSessions(store.client, filter({ project, ...values }), START));
    expect(await list({ person: 'ann' })).toEqual(['a1', 'a0']);
    expect(await list({ person: 'an' })).toEqual([]);
    expect(await list({ person: "ann' OR 1=1 --" })).toEqual([]);
    expect(await list({ q: 'Shop.Example', from: T0 })).toContain('a1');
    expect(await list({ q: '7k2mq9xd', code: '7K2M-Q9XD' })).toEqual(['a1']);
    expect(ids(await listSessionsByScore(store.client, filter({ project, person: 'ann' }), START))).toHaveLength(2);
    expect(await findSession(store.client, { project, session: 'a1' })).toEqual(ann);
    const [listed] = await listRecentSessions(store.client, filter({ project, q: '', code: '7K2M-Q9XD' }), START);
    expect(listed).toMatchObject({ notes: [] });
  });

  it('are paged without a gap or a repeat, by time and by score', async () => {
    const project = 'paged';
    const many = Array.from({ length: 23 }, (_, n) =>
      session({ project, id: `s${n}`, firstSeenAt: T0 + Math.floor(n / 3), score: (n * 7) % 10 }),
    );
    await saveSessions(store.client, many, 1);
    for (const list of [listRecentSessions, listSessionsByScore]) {
      const seen: Session[] = [];
      let cursor = START;
      for (;;) {
        const page = await list(store.client, filter({ project, limit: 5 }), cursor);
        seen.push(...page);
        const last = page.at(-1);
        if (!last || page.length < 5) break;
        cursor = { beforeScore: last.score, beforeAt: last.firstSeenAt, beforeId: last.id };
      }
      expect(new Set(ids(seen)).size).toBe(23);
      expect(seen).toHaveLength(23);
    }
    const scores = (await listSessionsByScore(store.client, filter({ project }), START)).map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('are unfinished until someone looked at their last batch and closed them', async () => {
    const batch = (name: string, receivedAt: number) => ({
      ...{ project: 'open', session: name, tab: 't', seq: receivedAt - T0, firstSeenAt: T0, receivedAt, sentAt: T0 },
      ...{ page: 'p', secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '', userAgent: '' },
      ...{ dropped: 0, events: 1, bytes: 1, lines: '{}' },
    });
    await insertBatches(store.client, [batch('new', T0), batch('open', T0), batch('done', T0), batch('late', T0)]);
    await insertBatches(store.client, [batch('late', T0 + 9000)]);
    const row = (id: string, closed: boolean) => session({ project: 'open', id, closed, lastSeenAt: T0 });
    await saveSessions(store.client, [row('open', false), row('done', false), row('late', true)], 1);
    await saveSessions(store.client, [row('done', true)], 2);
    const unfinished = await listUnfinishedSessions(store.client, T0 - 1);
    const open = unfinished.filter(({ project }) => project === 'open');
    expect(open.map((found) => found.session).toSorted()).toEqual(['late', 'new', 'open']);
    expect(open.at(-1)).toEqual({ project: 'open', session: 'late', lastReceivedAt: T0 + 9000 });
    expect(await listUnfinishedSessions(store.client, T0 + 1e6)).toEqual([]);
  });

  it('are unfinished when a batch came late that had been received early, as after a wait in a spool', async () => {
    const batch = (seq: number, receivedAt: number) => ({
      ...{ project: 'spooled', session: 's', tab: 't', seq, firstSeenAt: T0, receivedAt, sentAt: T0, page: 'p' },
      ...{ secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '', userAgent: '' },
      ...{ dropped: 0, events: 2, bytes: 1, lines: '{}\n{}' },
    });
    const open = async () =>
      (await listUnfinishedSessions(store.client, T0 - 1)).filter((s) => s.project === 'spooled');
    await insertBatches(store.client, [batch(1, T0 + 60_000)]);
    const seen = { project: 'spooled', id: 's', closed: true, lastSeenAt: T0 + 60_000 };
    await saveSessions(store.client, [session({ ...seen, events: 1, skipped: 1 })], 1);
    expect(await open()).toEqual([]);
    await insertBatches(store.client, [batch(0, T0)]);
    expect(await open()).toHaveLength(1);
    await saveSessions(store.client, [session({ ...seen, events: 4, skipped: 0 })], 2);
    expect(await open()).toEqual([]);
  });

  it('have pages that grow with them', async () => {
    const key = { project: 'p', session: 'pages' };
    const page = { id: 'tab-a-0', tab: 'tab-a', url: 'https://shop.example/', title: 'Shop', at: T0, until: T0 + 1 };
    await savePageViews(store.client, { ...key, firstSeenAt: T0, revision: 1 }, [page]);
    const next = { ...page, id: 'tab-a-1', url: 'https://shop.example/cart', at: T0 + 900, until: T0 + 950 };
    await savePageViews(store.client, { ...key, firstSeenAt: T0, revision: 2 }, [next, { ...page, until: T0 + 900 }]);
    expect(await listPageViews(store.client, key)).toEqual([{ ...page, until: T0 + 900 }, next]);
    const felt = { ...next, vitals: { LCP: 1234, CLS: 0.0523 } };
    await savePageViews(store.client, { ...key, firstSeenAt: T0, revision: 3 }, [felt]);
    expect((await listPageViews(store.client, key)).at(-1)).toEqual(felt);
  });
});

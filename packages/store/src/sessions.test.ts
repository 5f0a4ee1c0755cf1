import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { session, T0 } from '../test/some-session.ts';
import { insertBatches } from './batches.ts';
import { findSession, listPageViews, listUnfinishedSessions, savePageViews, saveSessions } from './sessions.ts';

describe('sessions', () => {
  const store = useStore();

  it('come back as they were last written', async () => {
    const first = session({ project: 'last-written', id: 'a' });
    const last = session({ ...first, score: 40, closed: true, findings: [{ signal: 'rage-click', count: 2 }] });
    await saveSessions(store.client, [last], 2);
    await saveSessions(store.client, [first], 1);
    expect(await findSession(store.client, { project: 'last-written', session: 'a' })).toEqual(last);
    expect(await findSession(store.client, { project: 'last-written', session: 'b' })).toBeUndefined();
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

import { announce, type Client, insertBatches, type StoredBatch } from '@falter/store';
import { describe, expect, it, vi } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { ArrivalsFeed, type Came } from './arrivals-feed.ts';

function batch(session: string, seq: number): StoredBatch {
  const now = Date.now();
  return {
    ...{ project: 'p', session, tab: 't', seq, firstSeenAt: now, receivedAt: now, sentAt: now, page: 'p' },
    ...{ secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '', userAgent: '', dropped: 0 },
    ...{ events: 1, bytes: 2, lines: '{}' },
  };
}

const names = (came: Came[]) => came.map(({ key }) => key.session).toSorted();

describe('the feed of arrivals', () => {
  const store = useStore();

  it('tells every session in which something came, once an arrival', async () => {
    const feed = new ArrivalsFeed(store.client);
    await feed.start();
    await insertBatches(store.client, [batch('one', 0), batch('one', 1), batch('two', 0)]);
    expect(names(await feed.next())).toEqual(['one', 'two']);
    expect(await feed.next()).toEqual([]);
    await insertBatches(store.client, [batch('two', 1)]);
    expect(await feed.next()).toEqual([{ key: { project: 'p', session: 'two' }, batches: [{ tab: 't', seq: 1 }] }]);
  });

  it('tells what became visible late, behind what was told before, with a deep look', async () => {
    const feed = new ArrivalsFeed(store.client);
    await feed.start();
    await insertBatches(store.client, [batch('early', 0)]);
    await feed.next();
    await store.client.command(
      "INSERT INTO arrivals (arrived_at, project, session, tab, seq) VALUES (now64(3) - INTERVAL 20 SECOND, 'p', 'late', 't', 0)",
    );
    const told = async () => names(await feed.next()).includes('late');
    await vi.waitUntil(told, { timeout: 15_000, interval: 200 });
    expect(names(await feed.next())).toEqual([]);
  });

  it('tells a batch once that was announced twice', async () => {
    const feed = new ArrivalsFeed(store.client);
    await feed.start();
    await insertBatches(store.client, [batch('twice', 0)]);
    await feed.next();
    await announce(store.client, [{ project: 'p', session: 'twice', tab: 't', seq: 0 }]);
    expect(await feed.next()).toEqual([]);
  });

  it('tells more than one page of arrivals at once, also of one millisecond', async () => {
    const feed = new ArrivalsFeed(store.client);
    await feed.start();
    const many = Array.from({ length: 12_000 }, (_, n) => ({
      project: 'p',
      session: `m${n % 7000}`,
      tab: 't',
      seq: n,
    }));
    await store.client.insert('arrivals', many);
    const told = names(await feed.next()).filter((session) => /^m\d/.test(session));
    expect(told).toHaveLength(7000);
  });

  it('misses none of 10,000 arrivals that become visible up to 30 s late, in any order, and tells each once', async () => {
    const feed = new ArrivalsFeed(store.client);
    await feed.start();
    const told: string[] = [];
    let inserting = true;
    const following = (async () => {
      while (inserting) told.push(...names(await feed.next()).filter((session) => session.startsWith('delayed-')));
    })();
    for (let from = 0; from < 10_000; from += 200) {
      const rows = Array.from(
        { length: 200 },
        (_, n) => `('delayed-${from + n}', ${Math.floor(Math.random() * 30_000)})`,
      );
      await store.client.command(
        `INSERT INTO arrivals (arrived_at, project, session, tab, seq)
         SELECT now64(3) - toIntervalMillisecond(late), 'p', session, 't', 0
         FROM VALUES('session String, late UInt32', ${rows.join(', ')})`,
      );
    }
    const all = () => new Set(told).size === 10_000;
    await vi.waitUntil(all, { timeout: 30_000, interval: 100 });
    inserting = false;
    await following;
    expect(told).toHaveLength(10_000);
  });

  it('F26 misses nothing when the clock is set back or forth by a day', async () => {
    let shift = 0;
    let elapsed = 0;
    // The engine's clock cannot be set by a test: what asks it is told another time, and rows are written with it.
    const clock: Client = {
      ...store.client,
      rows: async <T>(sql: string, params: Parameters<Client['rows']>[1]) => {
        const rows = await store.client.rows<T>(sql, params);
        return sql.includes('AS now\n') || sql.endsWith('AS now')
          ? (rows.map((row) => ({ now: (row as { now: number }).now + shift })) as T[])
          : rows;
      },
    };
    const arrive = (session: string, lateMs = 0) =>
      store.client.command(
        `INSERT INTO arrivals (arrived_at, project, session, tab, seq)
         SELECT now64(3) + toIntervalMillisecond(${shift - lateMs}), 'p', '${session}', 't', 0`,
      );
    const feed = new ArrivalsFeed(clock, () => elapsed);
    const seen = async () => {
      elapsed += 6_000;
      return names(await feed.next()).filter((session) => session.startsWith('clock-'));
    };
    await feed.start();
    await arrive('clock-before');
    expect(await seen()).toEqual(['clock-before']);
    for (const [n, by] of [-86_400_000, 0, 86_400_000, 3_600_000, 0, -86_400_000].entries()) {
      await arrive(`clock-unseen-${n}`);
      shift = by;
      await arrive(`clock-at-${n}`);
      // What it told at an hour that comes again it may tell again: a session is looked at once more, and that is all.
      expect(await seen()).toEqual(expect.arrayContaining([`clock-at-${n}`, `clock-unseen-${n}`]));
      await arrive(`clock-late-${n}`, 30_000);
      expect(await seen()).toContain(`clock-late-${n}`);
      expect(await seen()).toEqual([]);
    }
  });
});

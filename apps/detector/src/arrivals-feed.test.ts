import { announce, insertBatches, type StoredBatch } from '@falter/store';
import { describe, expect, it, vi } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { ArrivalsFeed } from './arrivals-feed.ts';

function batch(session: string, seq: number): StoredBatch {
  const now = Date.now();
  return {
    ...{ project: 'p', session, tab: 't', seq, firstSeenAt: now, receivedAt: now, sentAt: now, page: 'p' },
    ...{ secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '', userAgent: '', dropped: 0 },
    ...{ events: 1, bytes: 2, lines: '{}' },
  };
}

const names = (keys: { session: string }[]) => keys.map(({ session }) => session).toSorted();

describe('the feed of arrivals', () => {
  const store = useStore();

  it('tells every session in which something came, once an arrival', async () => {
    const feed = new ArrivalsFeed(store.client);
    await feed.start();
    await insertBatches(store.client, [batch('one', 0), batch('one', 1), batch('two', 0)]);
    expect(names(await feed.next())).toEqual(['one', 'two']);
    expect(await feed.next()).toEqual([]);
    await insertBatches(store.client, [batch('two', 1)]);
    expect(names(await feed.next())).toEqual(['two']);
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
});

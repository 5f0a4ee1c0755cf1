import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { announce, readArrivals, readEngineClock } from './arrivals.ts';
import {
  findBatchHashes,
  findSessionOrigins,
  insertBatches,
  readRecording,
  type StoredBatch,
  summariseRecording,
  time,
} from './batches.ts';
import { streamRecording } from './recording-parts.ts';

const T0 = Date.UTC(2026, 10, 21, 12);

function batch(values: Partial<StoredBatch>): StoredBatch {
  return {
    project: 'p',
    session: 'session-one-of-all',
    tab: 'tab-a',
    seq: 0,
    firstSeenAt: T0,
    receivedAt: T0 + 1000,
    sentAt: T0 + 900,
    page: 'page-1',
    secret: 'a'.repeat(64),
    hash: 'b'.repeat(64),
    release: '1.2.3',
    userAgent: 'Browser/1',
    dropped: 0,
    events: 2,
    bytes: 20,
    lines: '{"type":4}\n{"type":2}',
    ...values,
  };
}

describe('batches', () => {
  const store = useStore();

  it('come back by tab and sequence, whatever their order of arrival, each once', async () => {
    const key = { project: 'p', session: 'order-of-arrival' };
    await insertBatches(store.client, [batch({ ...key, seq: 2, lines: '{"n":2}' })]);
    await insertBatches(store.client, [
      batch({ ...key, seq: 0, lines: '{"n":0}' }),
      batch({ ...key, seq: 1, lines: '{"n":1}' }),
      batch({ ...key, tab: 'tab-b', seq: 0, lines: '{"n":"b"}' }),
    ]);
    await insertBatches(store.client, [batch({ ...key, seq: 1, lines: '{"n":1}' })]);
    const recording = await readRecording(store.client, key);
    expect(recording.map(({ tab, seq, lines }) => [tab, seq, lines])).toEqual([
      ['tab-a', 0, '{"n":0}'],
      ['tab-a', 1, '{"n":1}'],
      ['tab-a', 2, '{"n":2}'],
      ['tab-b', 0, '{"n":"b"}'],
    ]);
    expect(await text(await streamRecording(store.client, { ...key, tab: '' }))).toBe(
      '{"n":0}\n{"n":1}\n{"n":2}\n{"n":"b"}\n',
    );
    expect(await text(await streamRecording(store.client, { ...key, tab: 'tab-b' }))).toBe('{"n":"b"}\n');
  });

  it('keep every character of a line: escapes, lone surrogates, separators, tabs in strings', async () => {
    const key = { project: 'p', session: 'every-character' };
    const line = '{"a":"\\ud800 \\u0000 \\t \u2028 \u202e 👩‍👩‍👧 \\\\n \' \\""}';
    await insertBatches(store.client, [batch({ ...key, lines: `${line}\n${line}` })]);
    expect((await readRecording(store.client, key))[0]?.lines).toBe(`${line}\n${line}`);
    expect(await text(await streamRecording(store.client, { ...key, tab: 'tab-a' }))).toBe(`${line}\n${line}\n`);
  });

  it('are found by identity, with their hash', async () => {
    const key = { project: 'p', session: 'found-by-identity' };
    await insertBatches(store.client, [batch({ ...key, seq: 7, hash: 'c'.repeat(64) })]);
    const asked = { ...key, tab: 'tab-a', seq: 7 };
    const others = [
      { ...asked, seq: 8 },
      { ...asked, project: 'other' },
      { ...asked, tab: "it's" },
    ];
    expect(await findBatchHashes(store.client, [...others, asked])).toEqual([
      ...others.map(() => undefined),
      'c'.repeat(64),
    ]);
  });

  it('tell when their sessions were first seen, whose they are and how large', async () => {
    const key = { project: 'p', session: 'first-seen-and-whose' };
    expect(await findSessionOrigins(store.client, [key])).toEqual([undefined]);
    await insertBatches(store.client, [
      batch({ ...key, secret: 'd'.repeat(64) }),
      batch({ ...key, secret: 'd'.repeat(64), seq: 1 }),
    ]);
    const known = { firstSeenAt: T0, secret: 'd'.repeat(64), bytes: 40 };
    const other = { ...key, project: 'other' };
    expect(await findSessionOrigins(store.client, [other, key, key])).toEqual([undefined, known, known]);
  });

  it('sum up per tab, duplicates counted once, holes visible', async () => {
    const key = { project: 'p', session: 'sum-up-per-tab' };
    await insertBatches(store.client, [batch({ ...key, seq: 0 }), batch({ ...key, seq: 3, dropped: 5 })]);
    await insertBatches(store.client, [batch({ ...key, seq: 3, dropped: 5 })]);
    expect(await summariseRecording(store.client, key)).toEqual([
      {
        tab: 'tab-a',
        batches: 2,
        expected: 4,
        events: 4,
        bytes: 40,
        dropped: 5,
        firstReceivedAt: T0 + 1000,
        lastReceivedAt: T0 + 1000,
        lastSentAt: T0 + 900,
        firstSeenAt: T0,
      },
    ]);
    expect(await summariseRecording(store.client, { project: 'p', session: 'no-such-session' })).toEqual([]);
  });

  it('refuse to be written over two partitions at once', async () => {
    const twoDays = [batch({}), batch({ firstSeenAt: T0 + 86_400_000 })];
    await expect(insertBatches(store.client, twoDays)).rejects.toThrow('several days');
  });

  it('take the clocks of clients as they are, inside of what the store can hold', async () => {
    const key = { project: 'p', session: 'clocks-of-clients' };
    await insertBatches(store.client, [batch({ ...key, sentAt: -5 }), batch({ ...key, seq: 1, sentAt: 8.64e15 })]);
    expect(await readRecording(store.client, key)).toHaveLength(2);
    expect(time(-1e18)).toBe('1900-01-01T00:00:00.000Z');
  });

  it('arrive for followers, in the order of the engine clock, again when announced again', async () => {
    const key = { project: 'p', session: 'arrive-for-followers' };
    const since = await readEngineClock(store.client);
    await insertBatches(store.client, [batch({ ...key, seq: 0 }), batch({ ...key, seq: 1 })]);
    await announce(store.client, [{ ...key, tab: 'tab-a', seq: 1 }]);
    const arrivals = (await readArrivals(store.client, since, { limit: 100 })).filter(
      ({ session }) => session === key.session,
    );
    expect(arrivals.map(({ tab, seq }) => [tab, seq]).toSorted()).toEqual([
      ['tab-a', 0],
      ['tab-a', 1],
      ['tab-a', 1],
    ]);
    expect(arrivals.every(({ arrivedAt }) => arrivedAt >= since)).toBe(true);
  });
});

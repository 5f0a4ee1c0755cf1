import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  erase,
  insertBatches,
  listQuarantined,
  newProject,
  readArrivals,
  readRecording,
  saveProject,
  summariseRecording,
} from '@falter/store';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { type Collector, createCollector } from '../app.ts';
import { batchOf, KEY, makeBody, makeEnvelope, makeEvents, makeRequest, ORIGIN } from '../batch-fixture.ts';
import { type FaultyStore, faultyStore } from '../faulty-store-fixture.ts';
import { openSpool } from '../spool/open-spool.ts';
import type { SpoolLimits } from '../spool/spool.ts';

const snippet = join(tmpdir(), `falter-durable-${process.pid}.js`);
writeFileSync(snippet, '');
const DAY_MS = 86_400_000;

interface Starting extends Partial<SpoolLimits> {
  again?: boolean;
  slowMs?: number;
}

describe('durable before it is acknowledged', () => {
  const store = useStore();
  const directories: string[] = [];
  let faulty: FaultyStore;
  let directory: string;
  let collector: Collector;

  beforeAll(async () => {
    await saveProject(store.client, newProject({ project: 'default', keys: [KEY], origins: [ORIGIN] }));
  });
  afterEach(async () => {
    faulty.mood = 'well';
    await collector.drain();
  });
  afterAll(() => {
    for (const path of directories) rmSync(path, { recursive: true, force: true });
  });

  /** A collector on an empty spool, or one that follows another on the same. */
  async function start({ again = false, slowMs = 10_000, ...limits }: Starting = {}): Promise<void> {
    if (again) await collector.drain();
    else {
      directory = mkdtempSync(join(tmpdir(), 'falter-durable-'));
      directories.push(directory);
      faulty = faultyStore(store.client);
    }
    const spool = await openSpool(directory, limits);
    collector = createCollector({ store: faulty, snippet, log: () => {}, alone: true, spool, slowMs });
  }

  async function send(envelope: Parameters<typeof makeEnvelope>[0], events = 1): Promise<string> {
    const body = await makeBody(makeEnvelope(envelope), makeEvents(events));
    const answer = await collector.app.request(makeRequest(body));
    const said = (await answer.json()) as { stored?: string; error?: string };
    return said.stored ?? `${answer.status} ${said.error}`;
  }

  const seqs = async (session: string) =>
    (await readRecording(store.client, { project: 'default', session })).map(({ seq }) => seq);
  const rowsOf = async (session: string) =>
    (
      await store.client.rows<{ n: number }>('SELECT count() AS n FROM batches WHERE session = {session:String}', {
        session,
      })
    )[0]?.n;
  const metric = async (name: string) => {
    const text = await (await collector.app.request('/metrics')).text();
    return Number(new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
  };
  const drained = () => vi.waitUntil(async () => (await metric('falter_spool_records')) === 0, { timeout: 15_000 });

  it('F15 takes batches of known and of new sessions while the store is away, and stores each once when it is back', async () => {
    await start();
    expect(await send({ session: 'known-before-outage' })).toBe('new');
    faulty.mood = 'away';
    expect(await send({ session: 'known-before-outage', seq: 1 })).toBe('new');
    expect(await send({ session: 'begun-in-an-outage-' })).toBe('new');
    expect(await send({ session: 'begun-in-an-outage-' })).toBe('duplicate');
    expect(await send({ session: 'begun-in-an-outage-', seq: 1 })).toBe('new');
    expect([await metric('falter_spool_records'), await metric('falter_store_away')]).toEqual([3, 1]);
    expect(await seqs('begun-in-an-outage-')).toEqual([]);
    faulty.mood = 'well';
    await drained();
    expect([await seqs('known-before-outage'), await seqs('begun-in-an-outage-')]).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect([await rowsOf('known-before-outage'), await rowsOf('begun-in-an-outage-')]).toEqual([2, 2]);
    expect(await metric('falter_drained_batches_total{outcome="stored"}')).toBe(3);
    await vi.waitUntil(async () => (await metric('falter_store_away')) === 0, { timeout: 15_000 });
    expect(await send({ session: 'begun-in-an-outage-', seq: 2 })).toBe('new');
  });

  it('F16 does not wait for a store that hangs', async () => {
    await start({ slowMs: 150 });
    await send({ session: 'before-it-stood-still' });
    faulty.mood = 'hangs';
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => send({ session: `while-it-stands-${n % 3}`, seq: Math.floor(n / 3) })),
    );
    expect(new Set(answers)).toEqual(new Set(['new']));
    faulty.mood = 'well';
    await drained();
    for (const n of [0, 1, 2]) expect(await seqs(`while-it-stands-${n}`)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('F17 an answer lost after the commit: the group is known again, stored once, and announced', async () => {
    await start();
    await send({ session: 'its-answer-is-lost-0' });
    faulty.mood = 'loses-answers';
    const answers = await Promise.all([1, 2, 3].map((seq) => send({ session: 'its-answer-is-lost-0', seq })));
    expect(answers).toEqual(['new', 'new', 'new']);
    faulty.mood = 'well';
    await drained();
    expect(await rowsOf('its-answer-is-lost-0')).toBe(4);
    const told = (await readArrivals(store.client, 0, { limit: 10_000 })).filter(
      (a) => a.session === 'its-answer-is-lost-0',
    );
    expect(new Set(told.map(({ seq }) => seq))).toEqual(new Set([0, 1, 2, 3]));
    expect(told.length).toBeGreaterThan(4);
  });

  it('F17 a group that is stored, and not announced at the first try, is counted once', async () => {
    await start();
    await send({ session: 'not-announced-at-once' });
    faulty.mood = 'away';
    // Its insert is tried before anybody knows that the store is away, so it waits as a group.
    expect(await send({ session: 'not-announced-at-once', seq: 1 })).toBe('new');
    faulty.failing.set('arrivals', 2);
    faulty.mood = 'well';
    await drained();
    expect(faulty.failing.get('arrivals')).toBeLessThan(0);
    expect(await metric('falter_drained_batches_total{outcome="stored"}')).toBe(1);
    expect(await rowsOf('not-announced-at-once')).toBe(2);
  });

  it('F21 what was stored in another group meanwhile is left out of the group that waits', async () => {
    await start();
    await send({ session: 'the-list-is-known-now' });
    faulty.mood = 'away';
    for (const seq of [0, 1, 2]) await send({ session: 'regrouped-meanwhile', seq });
    const lines = (await makeBody(makeEnvelope(), makeEvents(1), false)).subarray();
    const text = new TextDecoder().decode(lines).split('\n').slice(1).join('\n');
    const hash = createHash('sha256').update(text).digest('hex');
    const secret = createHash('sha256').update('secret-0123456789').digest('hex');
    const same = { ...batchOf('regrouped-meanwhile', 1), project: 'default', tab: 'tab-01234567890123', hash, secret };
    await insertBatches(store.client, [same]);
    faulty.mood = 'well';
    await drained();
    expect(await seqs('regrouped-meanwhile')).toEqual([0, 1, 2]);
    expect(await rowsOf('regrouped-meanwhile')).toBe(3);
    expect(await metric('falter_drained_batches_total{outcome="duplicate"}')).toBe(1);
  });

  it('files a session begun in an outage under the day that the store knows, also across midnight', async () => {
    await start();
    await send({ session: 'across-midnight-0123' });
    const yesterday = Date.now() - DAY_MS;
    const secret = createHash('sha256').update('secret-0123456789').digest('hex');
    await insertBatches(store.client, [
      { ...batchOf('seen-yesterday-01234', 0, yesterday), project: 'default', secret },
    ]);
    faulty.mood = 'away';
    expect(await send({ session: 'seen-yesterday-01234', seq: 1 })).toBe('new');
    expect(await send({ session: 'seen-today-0123456789', seq: 0 })).toBe('new');
    faulty.mood = 'well';
    await drained();
    const days = await store.client.rows<{ days: number; n: number }>(
      "SELECT uniqExact(toDate(first_seen_at)) AS days, count() AS n FROM batches WHERE session = 'seen-yesterday-01234'",
      {},
    );
    expect(days).toEqual([{ days: 1, n: 2 }]);
    expect(await send({ session: 'seen-yesterday-01234', seq: 2 })).toBe('new');
    await drained();
    expect(await seqs('seen-yesterday-01234')).toEqual([0, 1, 2]);
  });

  it('keeps apart what turns out to be of somebody else, and counts it', async () => {
    await start();
    await send({ session: 'the-list-is-known-now' });
    await insertBatches(store.client, [{ ...batchOf('someone-elses-already', 0), project: 'default' }]);
    faulty.mood = 'away';
    expect(await send({ session: 'someone-elses-already', seq: 1 })).toBe('new');
    faulty.mood = 'well';
    await drained();
    expect(await seqs('someone-elses-already')).toEqual([0]);
    const kept = (await listQuarantined(store.client, 'default', 100)).filter(
      (q) => q.session === 'someone-elses-already',
    );
    expect(kept.map(({ reason, seq, events }) => [reason, seq, events])).toEqual([['wrong_secret', 1, 1]]);
    expect(await metric('falter_drained_batches_total{outcome="quarantined"}')).toBe(1);
    expect(await send({ session: 'someone-elses-already', seq: 2 })).toBe('403 wrong_secret');
  });

  it('H25 keeps the second content of a sequence number apart, found now or after an outage, within bounds', async () => {
    await start();
    await send({ session: 'has-two-contents-0' });
    expect(await send({ session: 'has-two-contents-0' }, 2)).toBe('409 conflict');
    await drained();
    faulty.mood = 'away';
    await start({ again: true });
    expect(await send({ session: 'has-two-contents-0' }, 3)).toBe('new');
    faulty.mood = 'well';
    await drained();
    const kept = (await listQuarantined(store.client, 'default', 100)).filter(
      (q) => q.session === 'has-two-contents-0',
    );
    expect(kept.map(({ reason, events }) => [reason, events]).toSorted()).toEqual([
      ['conflict', 2],
      ['conflict', 3],
    ]);
    expect(await seqs('has-two-contents-0')).toEqual([0]);
    for (let n = 0; n < 70; n++) await send({ session: 'has-two-contents-0' }, 4 + n);
    expect(await metric('falter_quarantined_batches_total{reason="conflict",kept="no"}')).toBeGreaterThan(0);
  });

  it('F38 stores nothing of a session that was erased while its batches waited', async () => {
    await start();
    await send({ session: 'erased-while-waiting' });
    await send({ session: 'stays-beside-the-one' });
    faulty.mood = 'away';
    for (const session of ['erased-while-waiting', 'stays-beside-the-one']) await send({ session, seq: 1 });
    await erase(store.client, { project: 'default', sessions: ['erased-while-waiting'] });
    faulty.mood = 'well';
    await drained();
    expect([await seqs('erased-while-waiting'), await seqs('stays-beside-the-one')]).toEqual([[], [0, 1]]);
    expect(await metric('falter_drained_batches_total{outcome="erased"}')).toBe(1);
  });

  it('goes on after a restart in the outage: projects, sessions and batches are known from the disk', async () => {
    await start();
    await send({ session: 'across-two-processes' });
    faulty.mood = 'away';
    await send({ session: 'across-two-processes', seq: 1 });
    await send({ session: 'begun-by-the-first-00' });
    await start({ again: true });
    expect(await send({ session: 'across-two-processes', seq: 1 })).toBe('duplicate');
    expect(await send({ session: 'across-two-processes', seq: 2 })).toBe('new');
    expect(await send({ session: 'begun-by-the-first-00', seq: 1, secret: 'another-0123456789' })).toBe(
      '503 store_unavailable',
    );
    expect(await send({ key: 'nobody-has-this-key' })).toBe('401 unknown_key');
    faulty.mood = 'well';
    await drained();
    expect(await seqs('across-two-processes')).toEqual([0, 1, 2]);
    expect(await rowsOf('across-two-processes')).toBe(3);
  });

  it('F12 answers 503 once the spool is full, loses nothing of what it took, and takes more when it is drained', async () => {
    await start({ capBytes: 4_000, segmentBytes: 500 });
    await send({ session: 'fills-the-spool-0123' });
    faulty.mood = 'away';
    const taken = [0];
    let refused = 0;
    for (let seq = 1; seq < 20; seq++) {
      if ((await send({ session: 'fills-the-spool-0123', seq })) === 'new') taken.push(seq);
      else refused++;
    }
    expect(refused).toBeGreaterThan(0);
    expect(taken.length).toBeGreaterThan(2);
    expect(await metric('falter_spool_failures_total{code="full"}')).toBe(refused);
    faulty.mood = 'well';
    await drained();
    expect(await seqs('fills-the-spool-0123')).toEqual(taken);
    expect(await send({ session: 'fills-the-spool-0123', seq: 20 })).toBe('new');
  });

  it('H26 tells a gap, and no longer once the late batch came, also out of the spool', async () => {
    await start();
    const key = { project: 'default', session: 'has-a-gap-for-a-while' };
    const missing = async () => {
      const [tab] = await summariseRecording(store.client, key);
      return (tab?.expected ?? 0) - (tab?.batches ?? 0);
    };
    for (const seq of [0, 2]) await send({ session: key.session, seq });
    await drained();
    expect(await missing()).toBe(1);
    faulty.mood = 'away';
    await send({ session: key.session, seq: 1 });
    faulty.mood = 'well';
    await drained();
    expect(await missing()).toBe(0);
  });

  it('F23 too many parts: the store is given a rest, and no page hears of it', async () => {
    await start();
    await send({ session: 'too-many-parts-01234' });
    await store.client.command(
      'ALTER TABLE batches MODIFY SETTING parts_to_throw_insert = 1, parts_to_delay_insert = 1',
    );
    try {
      const answers = await Promise.all([1, 2, 3].map((seq) => send({ session: 'too-many-parts-01234', seq })));
      expect(answers).toEqual(['new', 'new', 'new']);
      expect(await metric('falter_spool_records')).toBe(3);
    } finally {
      await store.client.command('ALTER TABLE batches RESET SETTING parts_to_throw_insert, parts_to_delay_insert');
    }
    await drained();
    expect(await seqs('too-many-parts-01234')).toEqual([0, 1, 2, 3]);
  });

  it('F26 a clock that jumps by a day, forth and back, changes neither the day of a session nor what is stored', async () => {
    await start();
    const now = Date.now();
    try {
      vi.useFakeTimers({ toFake: ['Date'], now });
      for (const [seq, shift] of [0, DAY_MS, -DAY_MS, 0].entries()) {
        vi.setSystemTime(now + shift);
        faulty.mood = seq % 2 === 0 ? 'well' : 'away';
        expect(await send({ session: 'its-clock-jumps-0123', seq })).toBe('new');
      }
      faulty.mood = 'well';
      await drained();
    } finally {
      vi.useRealTimers();
    }
    expect(await seqs('its-clock-jumps-0123')).toEqual([0, 1, 2, 3]);
    const days = await store.client.rows<{ n: number }>(
      "SELECT uniqExact(first_seen_at) AS n FROM batches WHERE session = 'its-clock-jumps-0123'",
      {},
    );
    expect(days).toEqual([{ n: 1 }]);
  });

  it('F22 an insert over two days is never sent, and the engine would refuse it', async () => {
    const two = [0, 1].map((n) => batchOf('over-two-days-012345', n, Date.now() - n * DAY_MS));
    await expect(insertBatches(store.client, two)).rejects.toThrow('several days');
    const rows = two.map(({ firstSeenAt, hash, secret }) => ({
      ...{ project: 'p', session: 'over-two-days-012345', hash, secret },
      first_seen_at: new Date(firstSeenAt).toISOString(),
    }));
    const asInserted = store.client.insert('batches', rows, { max_partitions_per_insert_block: '1' });
    await expect(asInserted).rejects.toMatchObject({ code: 'refused' });
    expect(await rowsOf('over-two-days-012345')).toBe(0);
  });

  it('F20 F27 every batch ends in one way, whatever the store does: the counters add up to what came', async () => {
    await start();
    const moods = fc.constantFrom<'well' | 'away' | 'loses-answers'>('well', 'away', 'loses-answers');
    const batch = fc.record({ session: fc.nat(3), seq: fc.nat(4), events: fc.integer({ min: 1, max: 2 }) });
    const step = fc.record({ mood: moods, batches: fc.array(batch, { maxLength: 6 }) });
    // A second try in the same store must not meet the batches of the first.
    const names = `counted-${randomUUID().slice(0, 8)}`;
    let round = 0;
    let came = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 4 }), async (steps) => {
        const run = `${names}-${round++}`;
        const acknowledged = new Map<string, Set<number>>();
        for (const { mood, batches } of steps) {
          faulty.mood = mood;
          const answers = batches.map(async ({ session, seq, events }) => {
            const name = `${run}-${session}`;
            const answer = await send({ session: name, seq, sentAt: 253_402_300_799_000 * (seq - 2) }, events);
            came++;
            if (answer === 'new') acknowledged.set(name, (acknowledged.get(name) ?? new Set()).add(seq));
          });
          await Promise.all(answers);
        }
        faulty.mood = 'well';
        await drained();
        for (const [name, expected] of acknowledged) expect(new Set(await seqs(name))).toEqual(expected);
        const text = await (await collector.app.request('/metrics')).text();
        const sum = (name: string) =>
          [...text.matchAll(new RegExp(`^${name}(?:{[^}]*})? (\\d+)$`, 'gm'))].reduce(
            (all, [, n]) => all + Number(n),
            0,
          );
        expect(sum('falter_batches_total')).toBe(came);
        expect(sum('falter_drained_batches_total')).toBe(sum('falter_spooled_batches_total'));
      }),
      { numRuns: 12 },
    );
  });
});

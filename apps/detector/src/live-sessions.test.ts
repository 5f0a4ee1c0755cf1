import { createHash } from 'node:crypto';
import { type Detection, judge } from '@falter/detector';
import { insertAssets, insertBatches, type SessionKey, type StoredBatch } from '@falter/store';
import { type RecordedEvent, SESSION_IDLE_MS, writeEventLines } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { el, page, type RecordingBuilder } from '../../../packages/detector/src/recording-builder.ts';
import { useStore } from '../../../test/engine.ts';
import { LiveSessions } from './live-sessions.ts';
import { readStoredSession, readWhole, type SessionReading } from './session-reading.ts';

const store = useStore();
const keyOf = (session: string): SessionKey => ({ project: 'p', session });

function batchOf(session: string, events: readonly RecordedEvent[], place: { tab?: string; seq: number }): StoredBatch {
  const lines = writeEventLines([...events]);
  const now = Date.now();
  return {
    ...{ project: 'p', session, tab: 'tab-a', ...place, firstSeenAt: now, receivedAt: now, page: 'p', dropped: 0 },
    ...{ sentAt: events.at(-1)!.timestamp, secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '', userAgent: '' },
    ...{ events: events.length, bytes: lines.length, lines },
  };
}

const shop = (): RecordingBuilder =>
  page(el('button', { id: 'pay' }, 'Pay now'), el('input', { id: 'name' }), el('p', { id: 'note' }, 'Nothing yet'));

/** A visit with rage, an answer that comes late, an error and a form field; in batches of some events. */
function visit(session: string, size: number, tab = 'tab-a'): StoredBatch[] {
  const { events } = shop()
    .wait(900)
    .type('#name', 3)
    .clicks('#pay', 4, 300)
    .wait(2_000)
    .text('#note', 'Paid')
    .error()
    .wait(9_000)
    .clicks('#pay', 3, 250)
    .wait(9_000)
    .scroll();
  const batches: StoredBatch[] = [];
  for (let at = 0; at < events.length; at += size)
    batches.push(batchOf(session, events.slice(at, at + size), { tab, seq: batches.length }));
  return batches;
}

const verdict = (read: SessionReading | undefined): Detection | undefined => read && judge(read.reading, {});

/** What a look finds that goes on, and one that reads all of it, at the same moment. */
async function both(live: LiveSessions, session: string, now = Date.now()): Promise<[unknown, unknown]> {
  const from = { store: store.client, key: keyOf(session) };
  return [verdict(await live.read(from, now)), verdict(await readWhole(from, now))];
}

describe('a session that goes on', () => {
  it('is found the same after each batch, whatever their order and however often they come (H53)', async () => {
    for (const [n, size] of [4, 13].entries()) {
      const session = `orders-${n}`;
      const live = new LiveSessions();
      const batches = [...visit(session, size), ...visit(session, size + 1, 'tab-b')];
      // Every third comes late, every fourth twice.
      const inOrder = batches.filter((_, i) => i % 3 !== 1);
      const late = batches.filter((_, i) => i % 3 === 1);
      for (const batch of [...inOrder, ...late, ...batches.filter((_, i) => i % 4 === 0)]) {
        await insertBatches(store.client, [batch]);
        live.came(keyOf(session), [batch]);
        const [going, whole] = await both(live, session);
        expect(going).toEqual(whole);
      }
      expect(live.size).toBe(1);
      const [closed, whole] = await both(live, session, Date.now() + SESSION_IDLE_MS + 1_000);
      expect(closed).toEqual(whole);
      expect(live.size).toBe(0);
      const signals = new Set((closed as Detection).findings.map(({ signal }) => signal));
      expect([...signals]).toEqual(expect.arrayContaining(['rage-click', 'js-error']));
    }
  });

  it('has a rage click told while it happens, and taken back when the page answers', async () => {
    const recording = shop().wait(900).clicks('#pay', 3, 250);
    const pressed = recording.events.length;
    recording.wait(800).text('#note', 'Paid').wait(400);
    const live = new LiveSessions();
    const rages = async () => {
      const [going, whole] = await both(live, 'taken-back');
      expect(going).toEqual(whole);
      return (going as Detection).findings.filter(({ signal }) => signal === 'rage-click').length;
    };
    await insertBatches(store.client, [batchOf('taken-back', recording.events.slice(0, pressed), { seq: 0 })]);
    expect(await rages()).toBe(1);
    await insertBatches(store.client, [batchOf('taken-back', recording.events.slice(pressed), { seq: 1 })]);
    expect(await rages()).toBe(0);
  });

  it('is read again from the beginning when a style sheet was not there yet', async () => {
    const css = `.card { cursor: pointer } ${' '.repeat(1_024)}`;
    const hash = createHash('sha256').update(css).digest('base64url');
    const recording = page(
      el('style', { _cssText: `falter-css:${hash}` }),
      el('div', { id: 'card', class: 'card' }, 'Tea'),
    );
    recording.wait(500).click('#card').wait(9_000).scroll();
    await insertBatches(store.client, [batchOf('late-sheet', recording.events, { seq: 0 })]);
    const live = new LiveSessions();
    const dead = async () => ((await both(live, 'late-sheet'))[0] as Detection).findings.length;
    expect(await dead()).toBe(0);
    const asset = { project: 'p', kind: 'css', type: 'text/css', storedAt: Date.now() } as const;
    await insertAssets(store.client, [{ ...asset, hash, bytes: Buffer.from(css) }]);
    expect(await dead()).toBe(1);
  });

  it('whose clock goes back is read whole', async () => {
    const [first, second] = visit('clock-back', 20);
    const live = new LiveSessions();
    await insertBatches(store.client, [first!, { ...second!, lines: first!.lines }]);
    const [going, whole] = await both(live, 'clock-back');
    expect(going).toEqual(whole);
    expect(live.size).toBe(0);
  });
});

describe('what is kept', () => {
  it('has its room: who was not looked at for longest is read again, and nothing else changes', async () => {
    const one = visit('room-0', 20).reduce((sum, { lines }) => sum + lines.length, 0);
    const live = new LiveSessions(4 * one + 4 * 4_096);
    for (let n = 0; n < 7; n++) await insertBatches(store.client, visit(`room-${n}`, 20));
    for (let n = 0; n < 7; n++) {
      const [going, whole] = await both(live, `room-${n}`);
      expect(going).toEqual(whole);
    }
    expect(live.size).toBe(4);
    const [going, whole] = await both(live, 'room-0');
    expect(going).toEqual(whole);
    live.clear();
    expect(live.size).toBe(0);
  });

  it('H58 of a day with very many events is bounded, and its findings are those of a whole reading', async () => {
    const session = 'whole-day';
    const recording = shop().wait(1_000);
    let [seq, told] = [0, 0];
    const batches: StoredBatch[] = [];
    const flush = () => {
      batches.push(batchOf(session, recording.events.slice(told), { seq: seq++ }));
      told = recording.events.length;
    };
    for (let hour = 0; hour < 24; hour++) {
      recording
        .clicks('#pay', 3, 300)
        .wait(8_000)
        .error({ message: `in hour ${String.fromCharCode(97 + hour)}` });
      for (let n = 0; n < 400; n++) {
        recording.wait(8_600).text('#note', `${hour} ${n}`);
        if (n % 100 === 99) flush();
      }
    }
    const size = batches.reduce((sum, { lines }) => sum + lines.length, 0);
    for (let at = 0; at < batches.length; at += 60) await insertBatches(store.client, batches.slice(at, at + 60));
    const [small, large] = [new LiveSessions(size), new LiveSessions(4 * size)];
    const [going, whole] = await both(small, session);
    expect((going as Detection).findings.filter(({ signal }) => signal === 'js-error')).toHaveLength(24);
    expect(going).toEqual(whole);
    expect((await both(large, session))[0]).toEqual(whole);
    // Half of the room is the most that one session may take.
    expect([small.size, large.size]).toEqual([0, 1]);
    const stopped = new AbortController();
    stopped.abort();
    const from = { store: store.client, key: keyOf(session), signal: stopped.signal };
    await expect(readStoredSession(from, Date.now())).rejects.toThrow('aborted');
  });
});

import { insertBatches, type StoredBatch } from '@falter/store';
import { EVENT_TYPE, IMPORT_AGENT, IMPORT_BROWSER, type RecordedEvent, writeEventLines } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { inspect } from './inspection.ts';

const RECORDED = Date.UTC(2023, 3, 1);
const HUMAN = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';

function batchOf(session: string, values: Partial<StoredBatch> = {}): StoredBatch {
  const now = Date.now();
  const events: RecordedEvent[] = [
    { type: EVENT_TYPE.meta, timestamp: RECORDED, data: { href: 'https://shop.example/', width: 800, height: 600 } },
    { type: EVENT_TYPE.custom, timestamp: RECORDED + 5_000, data: { tag: 'x', payload: 1 } },
  ];
  const lines = writeEventLines(events);
  return {
    ...{ project: 'p', session, tab: 'tab-a', seq: 0, firstSeenAt: now, receivedAt: now, sentAt: RECORDED + 5_000 },
    ...{ page: 'p', secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '', userAgent: HUMAN, dropped: 0 },
    ...{ events: events.length, bytes: lines.length, lines },
    ...values,
  };
}

/** Pairs of presses far from one another, each where the pointer was put a moment before: what programs do. */
function driven({ width, height }: { width: number; height: number }): Partial<StoredBatch> {
  const events: RecordedEvent[] = [
    { type: EVENT_TYPE.meta, timestamp: RECORDED, data: { href: 'https://shop.example/', width, height } },
    { type: EVENT_TYPE.fullSnapshot, timestamp: RECORDED, data: { node: { type: 0, id: 1, childNodes: [] } } },
  ];
  const tell = (at: number, data: RecordedEvent['data']) =>
    events.push({ type: EVENT_TYPE.incremental, timestamp: RECORDED + at, data });
  for (let n = 0; n < 6; n++) {
    for (const [later, x] of [
      [0, 100],
      [20, 900],
    ] as const) {
      const at = 1_000 + n * 700 + n * n * 90 + later;
      tell(at, { source: 1, positions: [{ x, y: 50, id: 1, timeOffset: 0 }] });
      for (const type of [1, 0, 2]) tell(at + 1, { source: 2, type, id: 1, x, y: 50, pointerType: 0 });
    }
  }
  const lines = writeEventLines(events);
  return { events: events.length, bytes: lines.length, lines };
}

describe('a look at a session', () => {
  const store = useStore();
  const look = async (session: string, batches: Partial<StoredBatch>[]) => {
    await insertBatches(
      store.client,
      batches.map((values) => batchOf(session, values)),
    );
    const inspection = await inspect(store.client, { project: 'p', session }, { now: Date.now() });
    return inspection?.session;
  };

  it('leaves open what a page sent just now', async () => {
    expect(await look('session-of-a-page', [{}])).toMatchObject({ closed: false, browser: 'Chrome 120' });
  });

  it('closes what was imported as soon as its last batch is there, with the times of the visit', async () => {
    expect(await look('session-arriving', [{ userAgent: '' }])).toMatchObject({ closed: false });
    const whole = await look('session-imported', [{ userAgent: '' }, { seq: 1, userAgent: IMPORT_AGENT }]);
    expect(whole).toMatchObject({ closed: true, startedAt: RECORDED, endedAt: RECORDED + 5_000, gaps: 0 });
    // Nobody visited today: nothing is known of the browser, and it is in no number about visitors.
    expect(whole).toMatchObject({ browser: IMPORT_BROWSER, os: '', device: 'unknown', bot: true });
    expect(whole?.firstSeenAt).toBeGreaterThan(Date.now() - 60_000);
  });

  it('H59 labels a program by an impossible speed, whatever browser it says it is, but not without a hint beside it', async () => {
    const robot = await look('session-of-a-robot', [driven({ width: 1280, height: 720 })]);
    expect(robot).toMatchObject({ browser: 'Chrome 120', bot: true });
    expect(robot?.botReasons).toEqual(expect.arrayContaining(['jumps', 'too-fast', 'viewport']));
    expect(await look('session-of-a-fast-hand', [driven({ width: 1366, height: 657 })])).toMatchObject({ bot: false });
  });
});

import { EVENT_MAX_BYTES, frame, gzip, ID_PATTERN, parse, type RecordedEvent, WIRE_VERSION } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { planImport } from './import-plan.ts';

const START = 1_700_000_000_000;
const snapshot = (timestamp = START, node: unknown = { type: 0, id: 1, childNodes: [] }): RecordedEvent => ({
  type: 2,
  timestamp,
  data: { node, initialOffset: { left: 0, top: 0 } },
});
const move = (timestamp: number, data: unknown = { source: 1, positions: [] }): RecordedEvent => ({
  type: 3,
  timestamp,
  data,
});
const one = (...events: RecordedEvent[]) => ({ windows: [{ window: '', events }], skipped: 0 });
const heavy = (bytes: number, at = START) => move(at, { source: 0, text: 'x'.repeat(bytes) });

describe('the plan of an import', () => {
  it('has every event once, in order, as JSON', async () => {
    const events = [snapshot(), move(START + 1.25), move(START + 2)];
    const { batches, ...plan } = await planImport(one(...events));
    expect(batches).toEqual([
      {
        ...{ tab: expect.stringMatching(ID_PATTERN), seq: 0, events: 3, sentAt: START + 2 },
        ...{ lines: expect.any(String), assets: [] },
      },
    ]);
    expect(batches[0]?.lines.split('\n').map((line) => JSON.parse(line))).toEqual(events);
    expect(plan).toMatchObject({ tabs: 1, events: 3, leftOut: {}, withoutSnapshot: false });
    expect(plan.session).toMatch(ID_PATTERN);
    expect(plan.secret).toMatch(ID_PATTERN);
    expect(plan.secret).not.toContain(plan.session.slice(7));
  });

  it('is the same for the same recording, and another for another', async () => {
    const plan = await planImport(one(snapshot(), move(START + 1)));
    expect(await planImport(one(snapshot(), move(START + 1)))).toEqual(plan);
    for (const other of [one(snapshot(), move(START + 2)), one(move(START + 1), snapshot()), one(snapshot())]) {
      expect((await planImport(other)).session).not.toBe(plan.session);
    }
  });

  it('makes a tab of each window, under the name it has where that is an id', async () => {
    const window = '018f6d3e-7a51-7bb1-9c0a-3f4f5a6b7c8d';
    const windows = [window, 'a/b', ''].map((name) => ({ window: name, events: [snapshot()] }));
    const { batches, tabs } = await planImport({ windows, skipped: 0 });
    const names = batches.map(({ tab }) => tab);
    expect([tabs, names[0], new Set(names).size]).toEqual([3, window, 3]);
    for (const name of names) expect(name).toMatch(ID_PATTERN);
  });

  it('cuts what is long into batches that the wire takes, numbered from 0', async () => {
    const many = Array.from({ length: 4_500 }, (_, n) => move(START + n));
    const { batches } = await planImport(
      one(snapshot(), ...many, heavy(1_000_000), heavy(1_000_000), heavy(6_000_000)),
    );
    expect(batches.length).toBeGreaterThan(4);
    expect(batches.map(({ seq }) => seq)).toEqual(batches.map((_, n) => n));
    expect(batches.reduce((sum, { events }) => sum + events, 0)).toBe(4_504);
    const ids = { session: 'a'.repeat(16), secret: 'b'.repeat(16), page: 'c'.repeat(16), release: '', key: '' };
    for (const { tab, seq, sentAt, lines, events } of batches) {
      const counters = { dropped: 0, faults: 0 };
      const zipped = await gzip(new TextEncoder().encode(lines));
      const batch = await parse(frame({ v: WIRE_VERSION, ...ids, tab, seq, sentAt, counters }, zipped));
      expect(batch.events).toHaveLength(events);
    }
  });

  it('leaves out what no batch can carry, by the name of the reason', async () => {
    let deep: unknown = 1;
    for (let n = 0; n < 3_000; n++) deep = [deep];
    const events = [snapshot(), heavy(EVENT_MAX_BYTES), move(START, { source: 0, deep })];
    const plan = await planImport({ ...one(...events), skipped: 2 });
    expect(plan.leftOut).toEqual({ not_an_event: 2, event_too_large: 1, too_deep: 1 });
    expect(plan.events).toBe(1);
  });

  it('says when there is no snapshot: the rest can still be searched for struggle', async () => {
    expect((await planImport(one(move(START)))).withoutSnapshot).toBe(true);
    expect((await planImport(one(snapshot(START, null), move(START)))).withoutSnapshot).toBe(true);
  });

  it.each<[string, RecordedEvent[], string]>([
    [
      'a meta event alone',
      [{ type: 4, timestamp: START, data: { href: '', width: 1, height: 1 } }],
      'has neither the snapshot',
    ],
    ['snapshots of nothing', [snapshot(START, null)], 'has neither the snapshot'],
    ['a mobile app', [{ type: 2, timestamp: START, data: { wireframes: [] } }], 'mobile app'],
  ])('of %s there is none', async (_, events, words) => {
    await expect(planImport(one(...events))).rejects.toThrow(words);
  });

  it('of more than a session may have there is none, and so nothing of it is sent', async () => {
    const events = Array.from({ length: 17 }, (_, n) => heavy(8_000_000, START + n));
    await expect(planImport(one(snapshot(), ...events))).rejects.toThrow('Cut it into one file a session');
  });
});

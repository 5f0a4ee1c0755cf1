import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { insertBatches, type StoredBatch } from './batches.ts';
import { listRecordingParts, streamRecording } from './recording-parts.ts';

const T0 = Date.UTC(2026, 10, 21, 12);
const key = { project: 'p', session: 'in-parts' };

function batch(seq: number, lines: string[], values: Partial<StoredBatch> = {}): StoredBatch {
  return {
    ...{ ...key, tab: 'tab-a', seq, firstSeenAt: T0, receivedAt: T0, sentAt: T0, page: 'page-1' },
    ...{ secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '', userAgent: '', dropped: 0 },
    ...{ events: lines.length, bytes: 20, lines: lines.join('\n') },
    ...values,
  };
}

/** As rrweb writes them. */
const snapshot = (at: number): string => `{"type":2,"data":{"node":{"type":0,"timestamp":7}},"timestamp":${T0 + at}}`;
const change = (at: number, source = 0): string =>
  `{"type":3,"data":{"source":${source},"id":1},"timestamp":${T0 + at}}`;
const told = (at: number): string =>
  `{"type":6,"data":{"plugin":"falter/asset@1","payload":{"assets":[]}},"timestamp":${T0 + at}}`;

describe('the parts of a recording', () => {
  const store = useStore();
  const parts = async (asked: { session: string; tab?: string; fromSeq?: number }) =>
    listRecordingParts(store.client, { project: 'p', tab: '', fromSeq: 0, ...asked });

  it('tell when they are, where snapshots are and when the visitor did something', async () => {
    const first = [
      change(-5),
      change(15),
      snapshot(10),
      change(20, 2),
      change(900, 1),
      change(2_000, 12),
      change(2_100),
    ];
    await insertBatches(store.client, [batch(1, [change(3_000, 8)]), batch(0, first), batch(0, first)]);
    await insertBatches(store.client, [batch(0, [snapshot(5)], { tab: 'tab-b' })]);
    expect(await parts(key)).toEqual([
      {
        ...{
          tab: 'tab-a',
          seq: 0,
          events: 7,
          bytes: 20,
          from: T0 - 5,
          until: T0 + 2_100,
          snapshots: [T0 + 10],
          before: 1,
        },
        ...{
          acts: [
            [T0 + 20, T0 + 900, 2],
            [T0 + 2_000, T0 + 2_000, 1],
          ],
          told: [],
        },
      },
      {
        ...{
          tab: 'tab-a',
          seq: 1,
          events: 1,
          bytes: 20,
          from: T0 + 3_000,
          until: T0 + 3_000,
          snapshots: [],
          before: 1,
        },
        ...{ acts: [], told: [] },
      },
      {
        ...{ tab: 'tab-b', seq: 0, events: 1, bytes: 20, from: T0 + 5, until: T0 + 5, snapshots: [T0 + 5], before: 0 },
        ...{ acts: [], told: [] },
      },
    ]);
    expect((await parts({ ...key, tab: 'tab-a', fromSeq: 1 })).map(({ seq }) => seq)).toEqual([1]);
  });

  it('are told of lines that other recorders wrote, too', async () => {
    const session = 'in-other-words';
    const lines = [
      `{ "timestamp": ${T0}.5, "type": 2, "data": {"node": null}}`,
      `{"timestamp":${T0 + 1},"type":3,"data":{"id":1,"source":5}}`,
      `{"type":3,"data":{"id":1,"source":0},"timestamp":${T0 + 2}.25}`,
      `{"type":5,"data":{"tag":"x","payload":"\\"type\\":2,\\"timestamp\\":5}"},"timestamp":${T0 + 3}}`,
      'no JSON, ends like it "timestamp":9}',
    ];
    await insertBatches(store.client, [batch(0, lines, { session })]);
    expect(await parts({ session })).toMatchObject([
      { from: T0, until: T0 + 3, snapshots: [T0], before: 0, acts: [[T0 + 1, T0 + 1, 1]] },
    ]);
  });

  it('H79: are not where a clock went mad', async () => {
    const session = 'mad-clock';
    const lines = [snapshot(0), change(50, 2), change(60), change(Date.UTC(9999, 0) - T0, 2), '{"type":3}'];
    await insertBatches(store.client, [batch(0, lines, { session }), batch(1, ['{"type":4}'], { session })]);
    expect(await parts({ session })).toMatchObject([
      { seq: 0, from: T0, until: T0 + 60, acts: [[T0 + 50, T0 + 50, 1]] },
      { seq: 1, from: 0, until: 0, snapshots: [], before: 0 },
    ]);
  });

  it('have what was told of files ahead', async () => {
    const session = 'told-of-files';
    const page = `{"type":6,"data":{"plugin":"falter/page@1","payload":{}},"timestamp":${T0}}`;
    const track = `{"type":6,"data":{"plugin":"falter/track@1","payload":{"a":"falter/asset@1"}},"timestamp":${T0}}`;
    await insertBatches(store.client, [batch(0, [snapshot(0), page, track, change(9), told(20)], { session })]);
    expect((await parts({ session }))[0]?.told).toEqual([page, told(20)]);
  });

  it('are streamed alone', async () => {
    const session = 'some-of-it';
    await insertBatches(
      store.client,
      [0, 1, 2, 3].map((seq) => batch(seq, [`{"n":${seq}}`], { session })),
    );
    const range = { project: 'p', session, tab: 'tab-a' };
    expect(await text(await streamRecording(store.client, { ...range, fromSeq: 1, toSeq: 2 }))).toBe(
      '{"n":1}\n{"n":2}\n',
    );
    expect(await text(await streamRecording(store.client, { ...range, fromSeq: 3 }))).toBe('{"n":3}\n');
    expect(await text(await streamRecording(store.client, { ...range, fromSeq: 4 }))).toBe('');
  });

  it('were stored before anybody asked for them', async () => {
    const session = 'of-old';
    await store.client.command('ALTER TABLE batches DROP COLUMN outline, DROP COLUMN told');
    await insertBatches(store.client, [batch(0, [snapshot(0), change(9, 2), told(20)], { session })]);
    const column = async (name: string): Promise<string> => {
      const [row] = await store.client.rows<{ text: string }>(
        "SELECT default_expression AS text FROM system.columns WHERE database = currentDatabase() AND table = 'kept' AND name = {name:String}",
        { name },
      );
      return row?.text ?? '';
    };
    for (const [name, type] of [
      ['outline', 'Array(Tuple(at Int64, kind UInt8))'],
      ['told', 'Array(String)'],
    ] as const)
      await store.client.command(`ALTER TABLE batches ADD COLUMN ${name} ${type} DEFAULT ${await column(name)}`);
    expect(await parts({ session })).toMatchObject([
      { snapshots: [T0], acts: [[T0 + 9, T0 + 9, 1]], told: [told(20)] },
    ]);
  });
});

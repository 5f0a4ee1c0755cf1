import type { PartRow } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PartMap } from './part-map.ts';

const START = 1_700_000_000_000;

/** A part of one second, with snapshots at these moments. */
function part(seq: number, from: number, ...snapshots: number[]): PartRow {
  return {
    ...{ seq, events: 5, bytes: 100, from: START + from, until: START + from + 1_000 },
    ...{ snapshots: snapshots.map((at) => START + at), before: 2, acts: [], told: [] },
  };
}

const mapOf = (...parts: PartRow[]): PartMap => new PartMap(START, parts);
const segments = (map: PartMap): unknown[] =>
  map.segments.map(({ id, at, until, fromSeq, toSeq }) => [id, at, until, fromSeq, toSeq]);

describe('the map of a recording', () => {
  it('has a segment from each snapshot to the next, with the parts that it needs', () => {
    const map = mapOf(part(0, 0, 10), part(1, 1_000), part(2, 2_000, 2_400, 2_600), part(4, 4_000));
    expect(segments(map)).toEqual([
      ['0:0', 10, 2_400, 0, 2],
      ['2:0', 2_400, 2_600, 2, 2],
      ['2:1', 2_600, Number.POSITIVE_INFINITY, 2, 4],
    ]);
    expect([0, 10, 2_399, 2_400, 9_999].map((at) => map.indexAt(at))).toEqual([0, 0, 0, 1, 2]);
    expect(map).toMatchObject({ firstFrameAt: 10, lastAt: 5_000, events: 20, beforeFirstSnapshot: 2 });
  });

  it('without a snapshot has no segment', () => {
    const map = mapOf(part(0, 0));
    expect(segments(map)).toEqual([]);
    expect(map.indexAt(5)).toBe(-1);
    expect(map.beforeFirstSnapshot).toBe(0);
  });

  it('counts what came before the first snapshot', () => {
    expect(mapOf(part(0, 0), part(1, 1_000), part(2, 2_000, 2_100), part(3, 3_000)).beforeFirstSnapshot).toBe(6);
  });

  it('grows, also by what comes late, and keeps the names of segments', () => {
    const map = mapOf(part(0, 0, 10), part(2, 2_000, 2_400));
    expect(map.learn([part(2, 2_000, 2_400)])).toBe(false);
    expect(map.learn([part(1, 1_000, 1_500), part(3, 3_000)])).toBe(true);
    expect(segments(map)).toEqual([
      ['0:0', 10, 1_500, 0, 1],
      ['1:0', 1_500, 2_400, 1, 2],
      ['2:0', 2_400, Number.POSITIVE_INFINITY, 2, 3],
    ]);
  });

  it('says which parts a moment needs, and up to when a part is enough', () => {
    const map = mapOf(part(0, 0, 10), part(1, 900), part(2, 2_000), part(3, 3_000));
    expect(map.partAt(950, { fromSeq: 0, toSeq: 3 })).toBe(1);
    expect(map.partAt(9_000, { fromSeq: 0, toSeq: 2 })).toBe(2);
    expect(map.readUntil(0)).toBe(900);
    expect(map.readUntil(3)).toBe(Number.POSITIVE_INFINITY);
  });

  it('leaves out snapshots that are none: their events belong to the one before', () => {
    const map = mapOf(part(0, 0, 10), part(1, 1_000, 1_500), part(2, 2_000, 2_400));
    map.breakOff('1:0');
    expect(segments(map)).toEqual([
      ['0:0', 10, 2_400, 0, 2],
      ['2:0', 2_400, Number.POSITIVE_INFINITY, 2, 2],
    ]);
    map.breakOff('0:0');
    expect(map.firstFrameAt).toBe(2_400);
  });

  it('H79: is not set back by clocks, nor beyond what a session can last', () => {
    const year9999 = Date.UTC(9999, 0) - START;
    const map = mapOf(
      part(0, -5_000, -4_000),
      part(1, 1_000, 1_500),
      part(2, -9_000, -8_000),
      part(3, 3_000, year9999),
    );
    expect(map.segments.map(({ at }) => at)).toEqual([0, 1_500, 1_500, 1_500]);
    expect(map.lastAt).toBe(4_000);
  });

  it('has every moment in one segment, whatever the parts say', () => {
    const anyPart = fc.record({
      from: fc.integer({ min: -9, max: 99 }),
      snapshots: fc.array(fc.integer({ min: -9, max: 99 }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(anyPart, { minLength: 1 }), fc.nat(200), (parts, at) => {
        const map = mapOf(...parts.map(({ from, snapshots }, seq) => part(seq, from, ...snapshots)));
        const own = map.segments[map.indexAt(at)];
        expect(map.segments.every(({ at, until }) => at <= until)).toBe(true);
        if (map.segments.length > 0)
          expect(own && (own.at <= at || own === map.segments[0]) && own.until >= at).toBe(true);
      }),
    );
  });
});

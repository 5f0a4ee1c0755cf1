import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { takeMovesApart } from './pointer-way.ts';
import { SOURCE } from './rrweb-shapes.ts';

const incremental = (timestamp: number, data: unknown): RecordedEvent => ({
  type: EVENT_TYPE.incremental,
  timestamp,
  data,
});
const mutation = (timestamp: number): RecordedEvent => incremental(timestamp, { source: SOURCE.mutation });
const moves = (timestamp: number, ...offsets: unknown[]): RecordedEvent =>
  incremental(timestamp, {
    source: SOURCE.mouseMove,
    positions: offsets.map((timeOffset, x) => ({ x, y: 1, id: 5, timeOffset })),
  });
const snapshot = (timestamp: number): RecordedEvent => ({ type: EVENT_TYPE.fullSnapshot, timestamp, data: {} });
const EARLIEST = 800;
const times = (events: readonly RecordedEvent[]): number[] =>
  takeMovesApart(events, EARLIEST).map(({ timestamp }) => timestamp);

describe('moves of a pointer', () => {
  it('become one event a position, in order with what happened meanwhile', () => {
    const apart = takeMovesApart([mutation(700), moves(1_000, -433, 0)], 0);
    expect(apart.map(({ timestamp }) => timestamp)).toEqual([567, 700, 1_000]);
    expect(apart[0]?.data).toEqual({ source: SOURCE.mouseMove, positions: [{ x: 0, y: 1, id: 5, timeOffset: 0 }] });
    expect(apart[2]?.data).toEqual({ source: SOURCE.mouseMove, positions: [{ x: 1, y: 1, id: 5, timeOffset: 0 }] });
  });

  it('of a finger, and of what is dragged, are taken apart as well', () => {
    for (const source of [SOURCE.touchMove, SOURCE.drag]) {
      const event = moves(1_000, -433, -10);
      expect(times([{ ...event, data: { ...event.data, source } }])).toEqual([800, 990]);
    }
  });

  it('never come before the snapshot that they belong to', () => {
    expect(times([snapshot(800), moves(1_000, -433, -100)])).toEqual([800, 800, 900]);
    expect(takeMovesApart([snapshot(800), moves(1_000, -433)], EARLIEST)[0]?.type).toBe(EVENT_TYPE.fullSnapshot);
  });

  it('of recorders that count otherwise stay where their event is', () => {
    expect(times([moves(1_000, 'soon', undefined, 50)])).toEqual([1_000, 1_000, 1_000]);
  });

  it('without a way are left out, and what is no move is left alone', () => {
    const others = [mutation(1), incremental(2, { source: SOURCE.mouseMove }), snapshot(3)];
    expect(takeMovesApart([moves(0), ...others], 0)).toEqual(others);
  });

  it('are not changed where they are kept', () => {
    const event = moves(1_000, -433, 0);
    const before = structuredClone(event);
    takeMovesApart([event], 0);
    expect(event).toEqual(before);
  });
});

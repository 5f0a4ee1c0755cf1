import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { SOURCE } from '../replay/rrweb-shapes.ts';
import { pointersOf, TRAIL_MS, trailAt } from './pointer-trail.ts';

const START = 1_700_000_000_000;

function move(at: number, positions: unknown, source: number = SOURCE.mouseMove): RecordedEvent {
  return { type: EVENT_TYPE.incremental, timestamp: START + at, data: { source, positions } };
}

describe('where the pointer was', () => {
  it('is told by mouse and finger, on the clock of the session', () => {
    const events = [
      move(10, [{ x: 1, y: 2 }]),
      move(30, [{ x: 3, y: 4 }], SOURCE.touchMove),
      move(40, [], SOURCE.scroll),
    ];
    expect(pointersOf(events, START)).toEqual([
      { at: 10, x: 1, y: 2 },
      { at: 30, x: 3, y: 4 },
    ]);
  });

  it('is nowhere where a recording says nonsense', () => {
    const events = [move(10, 'x'), move(20, [{ x: Number.NaN, y: 1 }, {}, { x: '5', y: 1 }])];
    expect(pointersOf(events, START)).toEqual([]);
  });
});

describe('the trail', () => {
  const way = [0, 100, 200, 300].map((at) => ({ at, x: at, y: 0 }));

  it('is the way of the last second, the oldest part first', () => {
    const bands = trailAt(way, 290);
    expect(bands.map(({ points }) => points.map(({ x }) => x))).toEqual([[0, 100, 200]]);
    expect(bands[0]?.age).toBe(0);
    const later = trailAt(way, 900);
    expect(later.map(({ age, points }) => [age, points.map(({ x }) => x)])).toEqual([
      [0.8, [0, 100]],
      [0.6, [100, 200, 300]],
    ]);
    expect(trailAt(way, 300 + TRAIL_MS)).toEqual([]);
    expect(trailAt([], 5)).toEqual([]);
  });

  it('does not join what a pause or a leap parts', () => {
    expect(trailAt([...way, { at: 950, x: 310, y: 0 }], 960)).toEqual([]);
    expect(trailAt([...way, { at: 320, x: 2_000, y: 0 }], 330)).toEqual([]);
  });

  it('H76: is the end of it where a recording tells a hundred thousand places at one moment', () => {
    const flood = Array.from({ length: 100_000 }, (_, x) => ({ at: 5, x: x % 50, y: 0 }));
    const points = trailAt(flood, 5).flatMap((band) => band.points);
    expect(points).toHaveLength(121);
    expect(points.at(-1)).toBe(flood.at(-1));
  });
});

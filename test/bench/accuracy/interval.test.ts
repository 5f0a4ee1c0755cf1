import { describe, expect, it } from 'vitest';
import { type Counts, dice, f1Of, scoreOf } from './interval.ts';

const counts = (right: number, wrong: number, missed: number): Counts => ({ right, wrong, missed });
const times = (count: number, one: Counts) => Array.from({ length: count }, () => one);

describe('a score', () => {
  it('adds up over recordings', () => {
    const { precision, recall, f1 } = scoreOf([counts(3, 1, 0), counts(1, 0, 2)], 1);
    expect(precision.value).toBeCloseTo(4 / 5);
    expect(recall.value).toBeCloseTo(4 / 6);
    expect(f1.value).toBeCloseTo((2 * 0.8 * (2 / 3)) / (0.8 + 2 / 3));
  });

  it('has an interval around it that is the same for the same seed', () => {
    const clusters = [...times(30, counts(1, 0, 0)), ...times(10, counts(0, 1, 1))];
    const { precision } = scoreOf(clusters, 7);
    expect(precision.from).toBeLessThan(0.75);
    expect(precision.to).toBeGreaterThan(0.75);
    expect(scoreOf(clusters, 7)).toEqual(scoreOf(clusters, 7));
  });

  it('is less sure when the same moments come from fewer recordings', () => {
    const width = (clusters: Counts[]) => {
      const { from, to } = scoreOf(clusters, 3).recall;
      return to - from;
    };
    const apart = [...times(60, counts(1, 0, 0)), ...times(20, counts(0, 0, 1))];
    const together = [...times(6, counts(10, 0, 0)), ...times(2, counts(0, 0, 10))];
    expect(width(together)).toBeGreaterThan(2 * width(apart));
  });

  it('has 95 of 100 intervals with the truth inside, about', () => {
    let inside = 0;
    for (let run = 0; run < 200; run++) {
      const next = dice(run);
      const clusters = Array.from({ length: 60 }, () => (next() < 0.8 ? counts(1, 0, 0) : counts(0, 0, 1)));
      const { from, to } = scoreOf(clusters, run).recall;
      if (from <= 0.8 && 0.8 <= to) inside++;
    }
    expect(inside).toBeGreaterThanOrEqual(180);
    expect(inside).toBeLessThanOrEqual(199);
  });

  it('that is perfect on few recordings is not sure', () => {
    expect(scoreOf(times(5, counts(1, 0, 0)), 1).precision).toEqual({
      value: 1,
      from: expect.closeTo(0.478, 2),
      to: 1,
    });
    expect(scoreOf(times(100, counts(1, 0, 0)), 1).recall.from).toBeGreaterThan(0.96);
  });

  it('of nothing is not a number; of one who finds nothing it is 0', () => {
    expect(scoreOf([], 1).f1.value).toBeNaN();
    expect(scoreOf([counts(0, 0, 0)], 1).precision.value).toBeNaN();
    expect(f1Of(counts(0, 0, 4))).toBe(0);
  });
});

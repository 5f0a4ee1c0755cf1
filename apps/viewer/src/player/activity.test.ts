import { describe, expect, it } from 'vitest';
import { activity, activityPath } from './activity.ts';
import { fitScale } from './fit.ts';

const at = (...times: number[]) => times.map((from) => ({ from, until: from, count: 1 }));

describe('activity', () => {
  it('is highest where most was done', () => {
    expect(activity(at(0, 1, 2, 3, 90), 100, 10)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0.5]);
  });

  it('counts what lies at or beyond the ends to the ends', () => {
    expect(activity(at(-5, 100, 200), 100, 2)).toEqual([Math.sqrt(0.5), 1]);
  });

  it('of a stretch is spread over it', () => {
    expect(activity([{ from: 15, until: 34, count: 6 }, ...at(80, 81)], 100, 10)).toEqual([
      0, 1, 1, 1, 0, 0, 0, 0, 1, 0,
    ]);
  });

  it('of nothing is flat', () => {
    expect(activity([], 100, 3)).toEqual([0, 0, 0]);
    expect(activity(at(5), 0, 3)).toEqual([0, 0, 0]);
  });

  it('is drawn bar by bar', () => expect(activityPath([0, 0.5])).toBe('M1 1v-0.5h.7v0.500z'));
});

describe('fitting a window', () => {
  const room = { width: 800, height: 600 };

  it('takes the tighter side', () => {
    expect(fitScale({ width: 1600, height: 600 }, room)).toBe(0.5);
    expect(fitScale({ width: 800, height: 2400 }, room)).toBe(0.25);
  });

  it('does not blow up a phone, nor lose a window without size', () => {
    expect(fitScale({ width: 10, height: 10 }, room)).toBe(1.25);
    expect(fitScale({ width: 0, height: 0 }, room)).toBe(1);
    expect(fitScale({ width: 10_000, height: 10 }, { width: 1, height: 1 })).toBe(0.05);
  });
});

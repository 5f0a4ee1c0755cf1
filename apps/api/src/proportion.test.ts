import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOf, shareOf } from './proportion.ts';

/** Newcombe 1998 (857-872), table I, method 3: the score interval without continuity correction. */
const PUBLISHED_SHARES: [count: number, of: number, low: number, high: number][] = [
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
];

/** Newcombe 1998 (873-890), table II, method 10: the score intervals joined, without continuity correction. */
const PUBLISHED_CHANGES: [now: [number, number], before: [number, number], low: number, high: number][] = [
  [[56, 70], [48, 80], 0.0524, 0.3339],
  [[9, 10], [3, 10], 0.1705, 0.809],
  [[6, 7], [2, 7], 0.0582, 0.8062],
  [[5, 56], [0, 29], -0.0381, 0.1926],
  [[0, 10], [0, 20], -0.1611, 0.2775],
  [[0, 10], [0, 10], -0.2775, 0.2775],
  [[10, 10], [0, 20], 0.6791, 1],
  [[10, 10], [0, 10], 0.6075, 1],
];

const proportion = fc
  .integer({ min: 1, max: 5_000_000 })
  .chain((of) => fc.integer({ min: 0, max: of }).map((count) => ({ count, of })));

describe('a share', () => {
  it.each(PUBLISHED_SHARES)('%i of %i has the published interval', (count, of, low, high) => {
    const share = shareOf({ count, of });
    expect(share?.low).toBeCloseTo(low, 4);
    expect(share?.high).toBeCloseTo(high, 4);
    expect(share?.value).toBe(count / of);
  });

  it('lies within its interval, and the interval within 0 and 1', () => {
    fc.assert(
      fc.property(proportion, (sample) => {
        const { value, low, high } = shareOf(sample) ?? { value: -1, low: 0, high: 0 };
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('mirrors the share of the others', () => {
    fc.assert(
      fc.property(proportion, ({ count, of }) => {
        const share = shareOf({ count, of });
        const others = shareOf({ count: of - count, of });
        expect(share?.low).toBeCloseTo(1 - (others?.high ?? 0), 10);
      }),
    );
  });

  it('is surer the more sessions there are', () => {
    const width = (of: number) => {
      const { low, high } = shareOf({ count: of / 2, of }) ?? { low: 0, high: 0 };
      return high - low;
    };
    expect([10, 100, 1000, 10_000].map(width)).toEqual([10, 100, 1000, 10_000].map(width).toSorted((a, b) => b - a));
  });

  it('of nothing is none, and so is more than all', () => {
    expect(shareOf({ count: 0, of: 0 })).toBeNull();
    expect(shareOf({ count: 3, of: 2 })).toBeNull();
  });
});

describe('a change', () => {
  it.each(PUBLISHED_CHANGES)('%j against %j has the published interval', (now, before, low, high) => {
    const share = ([count, of]: [number, number]) => shareOf({ count, of });
    const change = changeOf(share(now), share(before));
    expect(change?.low).toBeCloseTo(low, 4);
    expect(change?.high).toBeCloseTo(high, 4);
    expect(change?.value).toBeCloseTo(now[0] / now[1] - before[0] / before[1], 12);
  });

  it('the other way round is its opposite', () => {
    fc.assert(
      fc.property(proportion, proportion, (a, b) => {
        const there = changeOf(shareOf(a), shareOf(b));
        const back = changeOf(shareOf(b), shareOf(a));
        expect(there?.low).toBeCloseTo(-(back?.high ?? 0), 10);
        expect(there?.high).toBeCloseTo(-(back?.low ?? 0), 10);
      }),
    );
  });

  it('is none without a period before', () => {
    expect(changeOf(shareOf({ count: 1, of: 2 }), null)).toBeNull();
    expect(changeOf(null, shareOf({ count: 1, of: 2 }))).toBeNull();
  });
});

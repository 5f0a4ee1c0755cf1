import { describe, expect, it } from 'vitest';
import {
  bucketOf,
  keyOf,
  type Measured,
  merged,
  middleOf,
  NORM_LEAST,
  type Observation,
  toNorms,
  toStates,
  usualOf,
} from './norms.ts';

const DWELL: Measured = { measure: 'dwell', page: '/cart', element: '' };
const histogram = (values: number[]) =>
  values.reduce((sum, value) => merged(sum, { [bucketOf(value)]: 1 }), {} as Record<number, number>);

describe('buckets', () => {
  it('hold small counts apart and any value to within a tenth', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((count) => Math.round(middleOf(bucketOf(count))))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ]);
    for (let value = 8; value < 86_400_000; value *= 1.37) {
      expect(Math.abs(middleOf(bucketOf(value)) / value - 1)).toBeLessThan(0.1);
    }
  });

  it('take what is no number, and what is larger than any, for the least and the most', () => {
    expect([Number.NaN, -5, Number.POSITIVE_INFINITY].map(bucketOf)).toEqual([0, 0, 255]);
  });
});

describe('a norm', () => {
  const values = Array.from({ length: 100 }, (_, n) => (n * 7919) % 100);

  it('is the same however its values are split and in whatever order they come', () => {
    const whole = histogram(values);
    for (const size of [1, 7, 50]) {
      const parts = Array.from({ length: Math.ceil(100 / size) }, (_, n) => values.slice(n * size, (n + 1) * size));
      expect(parts.map(histogram).reverse().reduce(merged)).toEqual(whole);
    }
    const { low, middle, high } = usualOf(whole)!;
    expect([low / 24, middle / 49, high / 74].every((share) => Math.abs(share - 1) < 0.15)).toBe(true);
  });

  it('is silent with too few values', () => {
    expect(usualOf(histogram(values.slice(0, NORM_LEAST - 1)))).toBeNull();
    expect(usualOf(histogram(values.slice(0, NORM_LEAST)))?.count).toBe(NORM_LEAST);
  });

  it('is put together from the states of many sessions', () => {
    const states = values.flatMap((value) => toStates([{ ...DWELL, value: value + 100 }]));
    const norms = toNorms([...states, ...toStates([{ ...DWELL, page: '/rare', value: 1 }])]);
    expect([...norms.keys()]).toEqual([keyOf(DWELL)]);
    expect(norms.get(keyOf(DWELL))?.count).toBe(100);
  });
});

describe('what one session adds', () => {
  it('is three values of a measure, however often it went round', () => {
    const round: Observation[] = Array.from({ length: 50 }, (_, n) => ({ ...DWELL, value: n < 3 ? 1_000 : 5 }));
    expect(toStates(round)).toEqual([{ ...DWELL, buckets: { [bucketOf(1_000)]: 3 } }]);
  });

  it('is of some hundred pages at most', () => {
    const pages = Array.from({ length: 5_000 }, (_, n): Observation => ({ ...DWELL, page: `/p${n}`, value: 1 }));
    expect(toStates(pages)).toHaveLength(300);
  });
});

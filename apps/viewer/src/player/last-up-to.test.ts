import { expect, it } from 'vitest';
import { lastUpTo } from './last-up-to.ts';

it('finds the last that is not after a moment', () => {
  const last = (times: readonly number[], at: number) => lastUpTo(times, at, (time) => time);
  expect([-1, 0, 5, 10, 11].map((at) => last([0, 5, 5, 10], at))).toEqual([-1, 0, 2, 3, 3]);
  expect(last([], 5)).toBe(-1);
});

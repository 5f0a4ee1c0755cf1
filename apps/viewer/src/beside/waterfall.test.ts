import { expect, it } from 'vitest';
import { barsOf } from './waterfall.ts';

it('gives each burst the whole width, and says where one begins', () => {
  const bars = barsOf([
    { at: 0, until: 400 },
    { at: 100, until: 1_000 },
    { at: 2_500, until: 2_600 },
    { at: 60_000, until: 60_050 },
  ]);
  expect(bars.map(({ begins }) => begins)).toEqual([2_600, null, null, 50]);
  expect(bars[1]?.from).toBeCloseTo(100 / 2_600);
  expect(bars[1]?.width).toBeCloseTo(900 / 2_600);
  // a blink is no bar of the whole width
  expect(bars[3]).toEqual({ from: 0, width: 0.05, begins: 50 });
});

it('draws a request that took no time, and none of none', () => {
  expect(barsOf([{ at: 5, until: 5 }])).toEqual([{ from: 0, width: 0, begins: 0 }]);
  expect(barsOf([])).toEqual([]);
});

import { expect, test } from 'vitest';
import { createRepeatFilter } from './repeat-filter.ts';

test('passes the same once a second', () => {
  const passes = createRepeatFilter();
  const passed = [0, 1, 999, 1_000, 1_001, 2_000].map((now) => passes('same', now));
  expect(passed).toEqual([true, false, false, true, false, true]);
});

test('passes another at once', () => {
  const passes = createRepeatFilter();
  expect(['one', 'other', 'third'].map((what) => passes(what, 0))).toEqual([true, true, true]);
});

test('passes what ticks ten times and no more', () => {
  const passes = createRepeatFilter();
  expect(Array.from({ length: 50 }, (_, n) => passes('tick', n * 5_000)).filter(Boolean)).toHaveLength(10);
});

test('does not grow with a page that never says the same twice', () => {
  const passes = createRepeatFilter();
  for (let n = 0; n < 10_000; n++) passes(String(n), n);
  expect(passes('9999', 9_999)).toBe(false);
});

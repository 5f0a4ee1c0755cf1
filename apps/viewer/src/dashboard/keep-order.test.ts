import { describe, expect, it } from 'vitest';
import { keepOrder } from './keep-order.ts';

const rows = (text: string, of = 1): { name: string; of: number }[] => [...text].map((name) => ({ name, of }));
const kept = (shown: string, fresh: string): string =>
  keepOrder(rows(shown), rows(fresh, 2), ({ name }) => name)
    .map(({ name, of }) => (of === 2 ? name : name.toUpperCase()))
    .join('');

describe('rows that somebody reads', () => {
  it.each([
    ['abc', 'cba', 'abc'],
    ['abc', 'xcb', 'bcx'],
    ['abc', '', ''],
    ['', 'ab', 'ab'],
    ['ab', 'xayb', 'abxy'],
  ])('%s stay in their places when %s comes: %s, with what is new', (shown, fresh, expected) => {
    expect(kept(shown, fresh)).toBe(expected);
  });
});

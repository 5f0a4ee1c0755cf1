import { describe, expect, it } from 'vitest';
import { scrollTo, windowOf } from './virtual-window.ts';

const VIEW = { count: 10_000, rowHeight: 30, scrollTop: 0, height: 600 };

describe('the rows that are drawn', () => {
  it('are those that can be seen and a few around, however long the list is', () => {
    expect(windowOf(VIEW)).toEqual({ from: 0, until: 28 });
    expect(windowOf({ ...VIEW, scrollTop: 150_000 })).toEqual({ from: 4_992, until: 5_028 });
    expect(windowOf({ ...VIEW, scrollTop: 299_400 })).toEqual({ from: 9_972, until: 10_000 });
  });

  it('are none of none, and some of a list that became shorter than where one had scrolled to', () => {
    expect(windowOf({ ...VIEW, count: 0 })).toEqual({ from: 0, until: 0 });
    expect(windowOf({ ...VIEW, count: 5, scrollTop: 150_000 })).toEqual({ from: 4, until: 5 });
  });
});

describe('scrolling to a row', () => {
  it('leaves the list alone while the row is seen', () => {
    expect(scrollTo(0, VIEW)).toBeUndefined();
    expect(scrollTo(10, VIEW)).toBeUndefined();
    expect(scrollTo(19, VIEW)).toBe(370);
  });

  it('shows it with rows before it, and goes no farther than the end', () => {
    expect(scrollTo(5_000, VIEW)).toBe(149_800);
    expect(scrollTo(9_999, VIEW)).toBe(299_400);
    expect(scrollTo(9_999, { ...VIEW, scrollTop: 299_400 })).toBeUndefined();
    expect(scrollTo(0, { ...VIEW, scrollTop: 4_000 })).toBe(0);
    expect(scrollTo(0, { ...VIEW, count: 3, height: 20 })).toBeUndefined();
  });
});

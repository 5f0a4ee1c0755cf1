import { expect, it } from 'vitest';
import { together } from './comments-together.ts';

const at = (ms: number) => ({ id: `c${ms}`, at: ms, tab: '', text: '', by: 'Ann', writtenAt: '', mine: false });

it('makes one mark of comments that would lie over each other, and tells how many there are', () => {
  const marks = together([at(0), at(50), at(5_000), at(9_990)], 10_000);
  expect(marks.map(({ first, count }) => [first.at, count])).toEqual([
    [0, 2],
    [5_000, 1],
    [9_990, 1],
  ]);
});

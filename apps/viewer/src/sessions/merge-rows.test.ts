import { describe, expect, it } from 'vitest';
import { sessionRow } from '../testing/test-sessions.ts';
import { appendRows, mergeRows } from './merge-rows.ts';

const row = (id: string, score = 0): ReturnType<typeof sessionRow> => sessionRow({ id, score });
const ids = (rows: { id: string }[]): string => rows.map(({ id }) => id).join('');

describe('a refresh', () => {
  it('renews rows in their places, whatever their order is now', () => {
    const { rows } = mergeRows([row('a'), row('b'), row('c')], [row('b', 50), row('a', 20)]);
    expect(ids(rows)).toBe('abc');
    expect(rows.map(({ score }) => score)).toEqual([20, 50, 0]);
  });

  it('sets apart what is new instead of pushing the rest down', () => {
    const { rows, newcomers } = mergeRows([row('a')], [row('x'), row('a'), row('y')]);
    expect(ids(rows)).toBe('a');
    expect(ids(newcomers)).toBe('xy');
  });

  it('keeps rows that the first page no longer has', () => {
    expect(ids(mergeRows([row('a'), row('b')], [row('x')]).rows)).toBe('ab');
  });
});

describe('a further page', () => {
  it('comes after what is there, without what is there', () => {
    expect(ids(appendRows([row('a'), row('b')], [row('b'), row('c')]))).toBe('abc');
  });
});

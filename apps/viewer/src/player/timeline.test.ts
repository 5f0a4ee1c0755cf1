import { describe, expect, it } from 'vitest';
import { finding } from '../testing/test-sessions.ts';
import { currentFinding, inOrder, marksOf, neighbour, pageAt, share, together } from './timeline.ts';

const at = (ms: number, id = String(ms), until = ms): ReturnType<typeof finding> => finding({ id, at: ms, until });

describe('findings', () => {
  it('come in the order in which they happened', () => {
    expect(inOrder([at(30), at(10), at(20)]).map(({ id }) => id)).toEqual(['10', '20', '30']);
  });

  it('of the same moment keep one order', () => {
    const both = [at(5, 'b'), at(5, 'a')];
    expect(inOrder(both).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(inOrder(both.toReversed()).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('of the same moment begin with the surest', () => {
    const dead = finding({ id: 'a', at: 5, signal: 'dead-click', confidence: 0.9 });
    const rage = finding({ id: 'b', at: 5, signal: 'rage-click', confidence: 0.95 });
    expect(inOrder([dead, rage]).map(({ signal }) => signal)).toEqual(['rage-click', 'dead-click']);
  });

  it('have neighbours in time, and none beyond the ends', () => {
    const three = [at(10), at(20), at(30)];
    expect(neighbour(three, 20, 1)?.id).toBe('30');
    expect(neighbour(three, 20, -1)?.id).toBe('10');
    expect(neighbour(three, 25, -1)?.id).toBe('20');
    expect(neighbour(three, 30, 1)).toBeUndefined();
    expect(neighbour(three, 10, -1)).toBeUndefined();
  });
});

describe('the finding on the screen', () => {
  const rage = at(1_000, 'rage', 3_000);
  const dead = at(1_000, 'dead');

  it('is there from its first moment until a little after its last', () => {
    expect(currentFinding([rage], 999, null)).toBeUndefined();
    expect(currentFinding([rage], 1_000, null)).toBe(rage);
    expect(currentFinding([rage], 5_000, null)).toBe(rage);
    expect(currentFinding([rage], 5_001, null)).toBeUndefined();
  });

  it('is the first of those that began in one moment, and the latest of others', () => {
    expect(currentFinding([rage, dead], 1_500, null)).toBe(rage);
    const later = at(1_200, 'later');
    expect(currentFinding([rage, dead, later], 1_500, null)).toBe(later);
  });

  it('is the one asked for as long as it lasts, then the other', () => {
    expect(currentFinding([rage, dead], 1_500, 'dead')).toBe(dead);
    expect(currentFinding([rage, dead], 4_000, 'dead')).toBe(rage);
  });
});

describe('marks', () => {
  it('lie where their findings are', () => {
    expect(marksOf([at(0), at(500), at(1_000)], 1_000).map(({ position }) => position)).toEqual([0, 0.5, 1]);
  });

  it('become one where they would hide each other', () => {
    expect(marksOf([at(500), at(501), at(900)], 1_000).map(({ findings }) => findings.length)).toEqual([2, 1]);
  });

  it('stay inside, also of a session without length', () => {
    expect(share(2_000, 1_000)).toBe(1);
    expect(share(-5, 1_000)).toBe(0);
    expect(share(5, 0)).toBe(0);
  });
});

describe('the page at a moment', () => {
  const page = (id: string, tab: string, from: number) => ({ id, tab, url: '', title: '', at: from, until: 0 });
  const pages = [page('a', 't', 0), page('b', 't', 100), page('c', 'u', 50)];

  it('is the last that began in that tab', () => {
    expect(pageAt(pages, 't', 60)?.id).toBe('a');
    expect(pageAt(pages, 't', 100)?.id).toBe('b');
    expect(pageAt(pages, 'u', 10)?.id).toBe('c');
    expect(pageAt(pages, 'v', 10)).toBeUndefined();
  });
});

it('makes one mark of moments that would lie over each other, and keeps each of them', () => {
  const marks = together([{ at: 0 }, { at: 50 }, { at: 5_000 }, { at: 9_990 }], 10_000);
  expect(marks.map(({ position, of }) => [position, of.length])).toEqual([
    [0, 2],
    [0.5, 1],
    [0.999, 1],
  ]);
  expect(marks[0]?.of.map(({ at }) => at)).toEqual([0, 50]);
});

import { describe, expect, it } from 'vitest';
import { ScrollTape } from './scroll-turns.ts';

/** Scrolls to each of these, `every` ms apart. */
function turns(ys: number[], every = 500): number {
  const tape = new ScrollTape();
  ys.forEach((y, n) => {
    tape.scroll(1, y, n * every);
  });
  return tape.longest.count;
}

describe('turns while scrolling', () => {
  it('are counted when one has scrolled the other way', () => {
    expect(turns([0, 400, 800, 600, 200, 700, 100])).toBe(3);
    expect(turns([0, 400, 800, 1_200])).toBe(0);
  });

  it('are none when somebody only corrects where they read', () => {
    expect(turns([0, 400, 300, 500, 400, 600, 500])).toBe(0);
  });

  it('are a row only while each comes soon after the last', () => {
    expect(turns([0, 800, 0, 800, 0], 1_000)).toBe(3);
    expect(turns([0, 800, 0, 800, 0], 5_000)).toBe(1);
  });

  it('are kept apart by what is scrolled', () => {
    const tape = new ScrollTape();
    [0, 800, 0, 800].forEach((y, n) => {
      tape.scroll(1, y, n * 100);
      tape.scroll(2, n * 500, n * 100);
    });
    expect(tape.longest).toEqual({ count: 2, from: 200, until: 300 });
  });
});

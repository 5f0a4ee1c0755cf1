import { describe, expect, test } from 'vitest';
import { createClickCounter } from './clicks.ts';

const click = (timestamp: number, type = 2): { type: number; timestamp: number; data: object } => ({
  type: 3,
  timestamp,
  data: { source: 2, type, id: 1 },
});

/** Which of these moments the counter tells of. */
function told(moments: number[]): number[] {
  const counter = createClickCounter();
  return moments.filter((at) => counter(click(at)));
}

describe('clicks', () => {
  test('the third within a second each is told, and every third after it', () => {
    expect(told([0, 300, 600, 900, 1_200, 1_500])).toEqual([600, 1_500]);
  });

  test('a pause begins the count again', () => {
    expect(told([0, 300, 1_301, 1_600, 1_900])).toEqual([1_900]);
  });

  test('presses, focus and moves are none', () => {
    const counter = createClickCounter();
    expect([click(0), click(1, 1), click(2, 0), click(3, 5)].map(counter)).toEqual([false, false, false, false]);
    expect(
      [click(4), { type: 3, timestamp: 5, data: { source: 1 } }, { type: 2, timestamp: 6, data: {} }, click(7)].map(
        counter,
      ),
    ).toEqual([false, false, false, true]);
  });
});

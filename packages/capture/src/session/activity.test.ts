import { describe, expect, test } from 'vitest';
import { isVisitors } from './activity.ts';

describe('a sign of the visitor', () => {
  test.each([
    ['a mouse move', { source: 1 }, true],
    ['a touch move', { source: 6 }, true],
    ['a drag', { source: 12 }, true],
    ['a press', { source: 2, type: 1 }, true],
    ['a touch', { source: 2, type: 7 }, true],
    ['typing', { source: 5, userTriggered: true }, true],
    ['a value that a script set', { source: 5, userTriggered: false }, false],
    ['a click, which scripts do too', { source: 2, type: 2 }, false],
    ['a focus, which scripts do too', { source: 2, type: 5 }, false],
    ['a scroll, which pages do too', { source: 3 }, false],
    ['a mutation', { source: 0 }, false],
  ])('%s', (_, data, sign) => {
    expect(isVisitors({ type: 3, timestamp: 1, data })).toBe(sign);
  });

  test('is no snapshot and no note', () => {
    expect([2, 4, 6].map((type) => isVisitors({ type, timestamp: 1, data: { source: 1 } }))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

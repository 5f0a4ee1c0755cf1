import type { RequestPayload } from '@falter/wire';
import { describe, expect, test } from 'vitest';
import { createPace, isUrgent } from './pace.ts';

interface Sample {
  type: number;
  timestamp: number;
  data: object;
}

const interaction = (timestamp: number, type: number): Sample => ({
  ...{ type: 3, timestamp, data: { source: 2, type, id: 1 } },
});
const click = (timestamp: number): Sample => interaction(timestamp, 2);
const move = (timestamp: number): Sample => ({ type: 3, timestamp, data: { source: 1 } });

/** Within how many milliseconds each of these must be sent. */
function paces(...events: Sample[]): number[] {
  const pace = createPace(false, () => {});
  return events.map((event) => pace(event));
}

describe('the pace', () => {
  test('is slow for who does not click, and at once for a snapshot', () => {
    expect(paces(move(0), { type: 2, timestamp: 1, data: {} }, move(2))).toEqual([3_000, 50, 3_000]);
  });

  test('is quick for three seconds after a click: an answer may come', () => {
    expect(paces(click(0), move(500), move(3_000), move(3_001))).toEqual([1_000, 1_000, 1_000, 3_000]);
  });

  test('is at once for the third click within a second each, and for every third after it', () => {
    expect(paces(...[0, 300, 600, 900, 1_200, 1_500].map(click))).toEqual([1_000, 1_000, 50, 1_000, 1_000, 50]);
  });

  test('tells of every third quick click', () => {
    let thirds = 0;
    const pace = createPace(false, () => thirds++);
    const counts = [0, 300, 600, 900, 3_000, 3_200, 3_400].map((at) => {
      pace(click(at));
      return thirds;
    });
    expect(counts).toEqual([0, 0, 1, 1, 1, 1, 2]);
  });

  test('counts anew after a pause', () => {
    expect(paces(...[0, 300, 1_301, 1_600, 1_900].map(click))).toEqual([1_000, 1_000, 1_000, 1_000, 50]);
  });

  test('is always at once where somebody sets the site up', () => {
    expect([move(0), click(10), move(5_000)].map(createPace(true, () => {}))).toEqual([50, 50, 50]);
  });

  test('takes presses, focus and moves for no click', () => {
    const others = [interaction(1, 1), interaction(2, 0), interaction(3, 5), move(4)];
    expect(paces(...others)).toEqual([3_000, 3_000, 3_000, 3_000]);
    expect(paces(click(0), ...others, click(5), click(6)).at(-1)).toBe(50);
  });
});

describe('a request that ended', () => {
  test.each([
    [200, '', false],
    [0, '', false],
    [304, '', false],
    [399, '', false],
    [400, '', true],
    [404, '', true],
    [503, '', true],
    [0, 'network', true],
    [0, 'timeout', true],
    [0, 'abort', false],
    [0, 'left', false],
  ] as const)('with %d %s is urgent: %s', (status, failure, urgent) => {
    const request: RequestPayload = {
      kind: 'xhr',
      method: 'GET',
      url: '',
      status,
      failure,
      startedAt: 0,
      durationMs: 0,
    };
    expect(isUrgent(request)).toBe(urgent);
  });
});

import { describe, expect, it } from 'vitest';
import { RetryAfter } from './retry-after.ts';

describe('when to come back', () => {
  it('is soon for the few', () => {
    const retryAfter = new RetryAfter(() => 0.999);
    expect(Array.from({ length: 49 }, (_, n) => retryAfter.seconds(n))).toEqual(Array(49).fill(2));
  });

  it('F36 is spread over a minute for ten thousand that come back after an outage', () => {
    const retryAfter = new RetryAfter();
    const seconds = Array.from({ length: 10_000 }, (_, n) => retryAfter.seconds(n / 10));
    expect(Math.max(...seconds)).toBeGreaterThan(55);
    const later = seconds.slice(5_000);
    const inOneSecond = Math.max(...Array.from({ length: 63 }, (_, s) => later.filter((at) => at === s).length));
    expect(inOneSecond).toBeLessThan(2 * (later.length / 60));
  });

  it('is soon again once the crowd is gone', () => {
    const retryAfter = new RetryAfter(() => 0.999);
    for (let n = 0; n < 1_000; n++) retryAfter.seconds(0);
    expect(retryAfter.seconds(10_001)).toBeGreaterThan(20);
    expect(retryAfter.seconds(40_000)).toBe(2);
  });
});

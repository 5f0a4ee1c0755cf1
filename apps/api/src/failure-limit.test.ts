import { describe, expect, it } from 'vitest';
import { createFailureLimit } from './failure-limit.ts';

function start(max = 10) {
  const clock = { now: 1000 };
  const limit = createFailureLimit(max, () => clock.now);
  const fail = (times: number, name = 'jo') => {
    for (let n = 0; n < times; n++) limit.count(name);
  };
  return { clock, limit, fail };
}

describe('failures', () => {
  it('are heard up to ten a minute', () => {
    const { limit, fail } = start();
    expect(limit.waitMs('jo')).toBe(0);
    fail(9);
    expect(limit.waitMs('jo')).toBe(0);
    fail(1);
    expect(limit.waitMs('jo')).toBe(60_000);
  });

  it('are forgotten one by one, a minute after each', () => {
    const { clock, limit, fail } = start();
    fail(1);
    clock.now += 20_000;
    fail(9);
    expect(limit.waitMs('jo')).toBe(40_000);
    clock.now += 39_999;
    expect(limit.waitMs('jo')).toBe(1);
    clock.now += 1;
    expect(limit.waitMs('jo')).toBe(0);
    fail(1);
    expect(limit.waitMs('jo')).toBe(20_000);
  });

  it('that are forgiven do not count, in whatever order they end', () => {
    const { limit } = start(2);
    const [first, second] = [limit.count('jo'), limit.count('jo')];
    expect(limit.waitMs('jo')).toBeGreaterThan(0);
    second.forgive();
    expect(limit.waitMs('jo')).toBe(0);
    limit.count('jo');
    expect(limit.waitMs('jo')).toBeGreaterThan(0);
    first.forgive();
    expect(limit.waitMs('jo')).toBe(0);
  });

  it('of one name are nothing to another', () => {
    const { limit, fail } = start();
    fail(10);
    expect(limit.waitMs('jo')).toBe(60_000);
    expect(limit.waitMs('ann')).toBe(0);
  });

  it('run on a clock of their own when none is given', () => {
    const limit = createFailureLimit(1);
    limit.count('jo');
    expect(limit.waitMs('jo')).toBeGreaterThan(0);
  });
});

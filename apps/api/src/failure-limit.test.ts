import { describe, expect, it } from 'vitest';
import { createFailureLimit } from './failure-limit.ts';

function start() {
  const clock = { now: 1000 };
  const limit = createFailureLimit(() => clock.now);
  const fail = (times: number) => {
    for (let n = 0; n < times; n++) limit.countFailure();
  };
  return { clock, limit, fail };
}

describe('failed sign-ins', () => {
  it('are heard up to ten a minute', () => {
    const { limit, fail } = start();
    expect(limit.waitMs()).toBe(0);
    fail(9);
    expect(limit.waitMs()).toBe(0);
    fail(1);
    expect(limit.waitMs()).toBe(60_000);
  });

  it('are forgotten one by one, a minute after each', () => {
    const { clock, limit, fail } = start();
    fail(1);
    clock.now += 20_000;
    fail(9);
    expect(limit.waitMs()).toBe(40_000);
    clock.now += 39_999;
    expect(limit.waitMs()).toBe(1);
    clock.now += 1;
    expect(limit.waitMs()).toBe(0);
    fail(1);
    expect(limit.waitMs()).toBe(20_000);
  });

  it('run on a clock of their own when none is given', () => {
    const limit = createFailureLimit();
    for (let n = 0; n < 10; n++) limit.countFailure();
    expect(limit.waitMs()).toBeGreaterThan(0);
  });
});

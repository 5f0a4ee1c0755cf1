import { describe, expect, it } from 'vitest';
import { createSetUpCode, SET_UP_CODE_MS } from './set-up-code.ts';

function start() {
  const clock = { now: 0 };
  return { clock, code: createSetUpCode(() => clock.now) };
}

describe('the code of the set-up link', () => {
  it('holds until it is used', () => {
    const { code } = start();
    const text = code.issue();
    expect(code.holds(text)).toBe(true);
    expect(code.holds(text)).toBe(true);
    code.useUp();
    expect(code.holds(text)).toBe(false);
  });

  it('holds for an hour', () => {
    const { clock, code } = start();
    const text = code.issue();
    clock.now = SET_UP_CODE_MS - 1;
    expect(code.holds(text)).toBe(true);
    clock.now = SET_UP_CODE_MS;
    expect(code.holds(text)).toBe(false);
  });

  it('gives way to the next', () => {
    const { code } = start();
    const [first, second] = [code.issue(), code.issue()];
    expect(code.holds(first)).toBe(false);
    expect(code.holds(second)).toBe(true);
  });

  it('fits into a link, cannot be guessed, and is not any text', () => {
    const { code } = start();
    expect(code.holds('')).toBe(false);
    expect(code.holds('undefined')).toBe(false);
    expect(code.issue()).toMatch(/^[\w-]{43}$/);
    expect(code.holds('')).toBe(false);
  });

  it('runs on a clock of its own when none is given', () => {
    const code = createSetUpCode();
    expect(code.holds(code.issue())).toBe(true);
  });
});

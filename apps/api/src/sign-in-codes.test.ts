import { describe, expect, it } from 'vitest';
import { CODE_MS, createSignInCodes } from './sign-in-codes.ts';

/** Codes on a clock that the test moves. */
function start() {
  const clock = { now: 0 };
  return { clock, codes: createSignInCodes(() => clock.now) };
}

describe('a sign-in code', () => {
  it('works once', () => {
    const { codes } = start();
    const code = codes.issue();
    expect(codes.redeem(code)).toBe(true);
    expect(codes.redeem(code)).toBe(false);
  });

  it('fits into a link and cannot be guessed', () => {
    const { codes } = start();
    expect(codes.issue()).toMatch(/^[\w-]{32}$/);
    expect(codes.issue()).not.toBe(codes.issue());
  });

  it('expires after an hour', () => {
    const { clock, codes } = start();
    const [early, late] = [codes.issue(), codes.issue()];
    clock.now = CODE_MS - 1;
    expect(codes.redeem(early)).toBe(true);
    clock.now = CODE_MS;
    expect(codes.redeem(late)).toBe(false);
  });

  it('may wait beside four others; a sixth replaces the oldest', () => {
    const { codes } = start();
    const [oldest, ...others] = Array.from({ length: 6 }, () => codes.issue());
    expect(codes.redeem(oldest ?? '')).toBe(false);
    expect(others.map((code) => codes.redeem(code))).toEqual([true, true, true, true, true]);
  });

  it('is not any text', () => {
    const { codes } = start();
    codes.issue();
    for (const text of ['', '__proto__', 'constructor', 'x'.repeat(32)]) expect(codes.redeem(text)).toBe(false);
  });

  it('runs on a clock of its own when none is given', () => {
    const codes = createSignInCodes();
    expect(codes.redeem(codes.issue())).toBe(true);
  });
});

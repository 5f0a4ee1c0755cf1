import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalSecrets, sha256Hex } from './equal.ts';

describe('secrets', () => {
  it('are equal when they are the same text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(equalSecrets(one, one)).toBe(true);
        expect(equalSecrets(one, other)).toBe(one === other);
      }),
    );
  });

  it('may differ in length, and be empty', () => {
    expect(equalSecrets('', 'x')).toBe(false);
    expect(equalSecrets('x', 'x'.repeat(1e5))).toBe(false);
  });

  it('are hashed as SHA-256 does', () => {
    expect(sha256Hex('abc')).toMatch(/^ba7816bf8f01cfea414140de5dae2223b00361a3/);
  });
});

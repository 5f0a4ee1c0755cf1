import { describe, expect, test } from 'vitest';
import { attempt, createGuard } from './guard.ts';

describe('guard', () => {
  test('passes arguments through and swallows nothing good', () => {
    const got: unknown[] = [];
    let faults = 0;
    createGuard(() => faults++)((...args: unknown[]) => void got.push(...args))(1, 'two');
    expect([got, faults]).toEqual([[1, 'two'], 0]);
  });

  test('lets no error out and counts each', () => {
    let faults = 0;
    const broken = createGuard(() => faults++)(() => {
      throw new Error('ours');
    });
    expect(broken).not.toThrow();
    broken();
    expect(faults).toBe(2);
  });
});

describe('attempt', () => {
  test('gives what the function gives, and something else only where it throws', () => {
    expect(attempt((): unknown => undefined, 'else')).toBeUndefined();
    const broken = (): string => {
      throw new Error('the page’s');
    };
    expect(attempt(broken, 'else')).toBe('else');
  });
});

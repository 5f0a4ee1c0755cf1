import { describe, expect, test } from 'vitest';
import { createGuard } from './guard.ts';

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

import { WIRE_ERRORS } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge, readRetryAfter, retryDelay } from './retry.ts';

describe('judge', () => {
  test.each([
    [200, 'stored'],
    [202, 'stored'],
    [204, 'stored'],
    [0, 'later'],
    [408, 'later'],
    [429, 'later'],
    [500, 'later'],
    [502, 'later'],
    [503, 'later'],
    [504, 'later'],
    [301, 'refused'],
    [400, 'refused'],
    [404, 'refused'],
    [413, 'refused'],
    [415, 'refused'],
    [401, 'forbidden'],
    [403, 'forbidden'],
    [409, 'conflict'],
  ])('%i means %s', (status, verdict) => {
    expect(judge(status)).toBe(verdict);
  });

  test('repeats no error of the wire that calls itself final, and every one that does not', () => {
    const later = Object.entries<number>(WIRE_ERRORS).filter(([, status]) => judge(status) === 'later');
    expect(later.map(([name]) => name).sort()).toEqual(
      Object.entries<number>(WIRE_ERRORS)
        .filter(([, status]) => status === 408 || status === 429 || status >= 500)
        .map(([name]) => name)
        .sort(),
    );
    expect(later.length).toBeGreaterThan(0);
  });
});

describe('retryDelay', () => {
  test('doubles from a second to two minutes', () => {
    expect([1, 2, 3, 8, 50].map((attempt) => retryDelay(attempt, 0, 1))).toEqual([
      1_000, 2_000, 4_000, 120_000, 120_000,
    ]);
  });

  test('spreads clients over half of it: a minute at the end', () => {
    expect([retryDelay(1, 0, 0), retryDelay(99, 0, 0), retryDelay(99, 0, 1)]).toEqual([500, 60_000, 120_000]);
  });

  test('is never earlier than asked, and never a day', () => {
    const attempt = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(
        attempt,
        fc.nat({ max: 3_600_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, asked, random) => {
          expect(retryDelay(n, asked, random)).toBeGreaterThanOrEqual(asked);
          expect(retryDelay(n, asked * 1e6, random)).toBeLessThanOrEqual(3_600_000 + 120_000);
        },
      ),
    );
  });
});

describe('readRetryAfter', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  test.each([
    [null, 0],
    ['', 0],
    ['0', 0],
    ['120', 120_000],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['soon', 0],
    ['-5', 0],
  ])('%s is %i ms', (header, ms) => {
    expect(readRetryAfter(header, now)).toBe(ms);
  });
});

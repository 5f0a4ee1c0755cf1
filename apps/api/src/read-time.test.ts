import { START } from '@falter/store';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTime } from './read-time.ts';

const NOON = Date.UTC(2026, 10, 21, 12);

describe('a time', () => {
  it.each([
    ['2026-11-21T12:00:00Z', NOON],
    ['2026-11-21T12:00:00.250Z', NOON + 250],
    ['2026-11-21T12:00Z', NOON],
    ['2026-11-21T13:00:00+01:00', NOON],
    ['2026-11-21T13:00:00 01:00', NOON],
    ['2026-11-21T07:00:00-05:00', NOON],
    ['2026-11-21T12:00:00', NOON],
    ['2026-11-21', NOON - 12 * 3600 * 1000],
    [`${NOON}`, NOON],
    ['0', 0],
  ])('%s is read', (text, expected) => {
    expect(readTime(text)).toBe(expected);
  });

  it.each([
    ['before 1970', '-5', 0],
    ['long before 1970', '1066-10-14', 0],
    ['in the year 9999', '9999-12-31', START.beforeAt],
    ['at the end of what a Date can hold', '8640000000000000', START.beforeAt],
  ])('%s is moved to the end where no session is', (_, text, expected) => {
    expect(readTime(text)).toBe(expected);
  });

  it.each([
    '9223372036854775807',
    '9999999999999999',
    '1e12',
    '0x10',
    '12.5',
    'NaN',
    'Infinity',
    'today',
    '21.11.2026',
    'Nov 21 2026',
    '2026-13-01',
    '2026-11-21T25:00:00Z',
    '2026-11-21T12:00:00+99:99',
    ' 0',
    "2026-11-21' OR 1=1",
    'now() - 1',
  ])('%s is none', (text) => {
    expect(readTime(text)).toBeUndefined();
  });

  it('is the same in both ways of writing it, in milliseconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: START.beforeAt }), (epochMs) => {
        expect(readTime(`${epochMs}`)).toBe(epochMs);
        expect(readTime(new Date(epochMs).toISOString())).toBe(epochMs);
      }),
    );
  });

  it('is undefined or within what the store can hold, whatever was written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.bigInt().map(String)), (text) => {
        const time = readTime(text) ?? 0;
        expect(time).toBeGreaterThanOrEqual(0);
        expect(time).toBeLessThanOrEqual(START.beforeAt);
      }),
    );
  });
});

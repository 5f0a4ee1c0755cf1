import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absolute, clock, duration, preciseClock, relative, tenthsClock, timeOfDay } from './time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a position on a clock', () => {
  it.each([
    [0, '0:00'],
    [999, '0:00'],
    [7_250, '0:07'],
    [61_000, '1:01'],
    [12 * MINUTE + 3_000, '12:03'],
    [HOUR + 2 * MINUTE + 3_000, '1:02:03'],
    [25 * HOUR, '25:00:00'],
  ])('%i ms is %s', (ms, text) => expect(clock(ms)).toBe(text));

  it('does not go below zero', () => expect(clock(-5_000)).toBe('0:00'));

  it('has thousandths where they matter', () => {
    expect(preciseClock(7_250)).toBe('0:07.250');
    expect(preciseClock(61_005.9)).toBe('1:01.005');
    expect(preciseClock(-1)).toBe('0:00.000');
  });

  it('has tenths for steps', () => expect(tenthsClock(61_290)).toBe('1:01.2'));

  it('reads back as the time it was made of', () => {
    fc.assert(
      fc.property(fc.nat({ max: 30 * HOUR }), (ms) => {
        const [seconds = 0, minutes = 0, hours = 0] = preciseClock(ms).split(':').map(Number).toReversed();
        expect(Math.round((hours * 3600 + minutes * 60 + seconds) * 1000)).toBe(ms);
      }),
    );
  });
});

describe('a duration', () => {
  it.each([
    [0, '0 ms'],
    [850, '850 ms'],
    [42_000, '42 s'],
    [999.9, '999 ms'],
    [42_900, '42 s'],
    [59_600, '59 s'],
    [3 * MINUTE + 5_000, '3 min 5 s'],
    [10 * MINUTE, '10 min'],
    [2 * HOUR + 10 * MINUTE, '2 h 10 min'],
    [5 * HOUR, '5 h'],
    [-3, '0 ms'],
  ])('of %i ms is %s', (ms, text) => expect(duration(ms)).toBe(text));
});

it('the length of a session is the same in a list and on the clock', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000, max: HOUR - 1 }), (ms) => {
      const [seconds = 0, minutes = 0] = clock(ms).split(':').map(Number).toReversed();
      const parts = [minutes > 0 && `${minutes} min`, (seconds > 0 || minutes === 0) && `${seconds} s`];
      expect(duration(ms)).toBe(parts.filter(Boolean).join(' '));
    }),
  );
});

describe('how long ago', () => {
  const now = Date.UTC(2026, 10, 21, 12);

  it.each([
    [0, 'just now'],
    [-5_000, 'just now'],
    [42_000, '42 s ago'],
    [4 * MINUTE, '4 min ago'],
    [3 * HOUR, '3 h ago'],
    [DAY + HOUR, 'yesterday'],
    [2 * DAY, '2 days ago'],
  ])('%i ms is said as %s', (age, text) => expect(relative(now - age, now)).toBe(text));

  it('is a date from a month on', () => expect(relative(now - 60 * DAY, now)).toBe('Sep 22, 2026'));

  it('admits a time that is none', () => {
    expect(relative(Number.NaN, now)).toBe('unknown time');
    expect(absolute(Number.NaN)).toBe('unknown time');
  });

  it('has the whole date for who wants to know', () => expect(absolute(now)).toContain('2026'));

  it.each([
    [10, 41, '10:41'],
    [0, 5, '00:05'],
    [23, 59, '23:59'],
  ])('has the time of day alone: %i h %i min is %s', (hour, minute, text) =>
    expect(timeOfDay(new Date(2026, 10, 21, hour, minute, 30).getTime())).toBe(text),
  );
});

import type { RecordedEvent } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { middleTime, readTimes } from './clock.ts';

const T = 1_700_000_000_000;
const events = (...times: number[]): RecordedEvent[] => times.map((timestamp) => ({ type: 3, timestamp, data: {} }));
const read = (...times: number[]) => [...readTimes(events(...times), middleTime([events(...times)]))];

describe('times of a tab', () => {
  it('are kept when they never decrease', () => {
    expect(read(T, T, T + 5.25, T + 9)).toEqual([T, T, T + 5.25, T + 9]);
  });

  it('may count from the start of the recording', () => {
    expect(read(0, 10, 20)).toEqual([0, 10, 20]);
  });

  it('take the time of the event before when they step back', () => {
    expect(read(T, T + 20, T + 21, T + 2, T + 30)).toEqual([T, T + 20, T + 21, T + 21, T + 30]);
  });

  it('at the start take the time of the first that is right', () => {
    expect(read(T + 20_000, T, T + 1, T + 2)).toEqual([T, T, T + 1, T + 2]);
  });

  it('in seconds are multiplied', () => {
    expect(read(T, T / 1000 + 1, T + 2_000)).toEqual([T, T + 1_000, T + 2_000]);
  });

  it('out of all reason are those of their neighbour', () => {
    const year9999 = 253_370_764_800_000;
    expect(read(T, year9999, T + 10, 0, T + 20)).toEqual([T, T, T + 10, T + 10, T + 20]);
    expect(read(0, T, T + 10, T + 20, year9999)).toEqual([T, T, T + 10, T + 20, T + 20]);
  });

  it('never decrease, whatever the page told, and reading them again changes nothing', () => {
    const time = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: T - 1e6, max: T + 1e6 }),
      fc.constantFrom(0, -1, T / 1000, 253_370_764_800_000, Number.MAX_VALUE, -Number.MAX_VALUE),
    );
    fc.assert(
      fc.property(fc.array(time, { maxLength: 60 }), (raw) => {
        const times = read(...raw);
        expect(times).toHaveLength(raw.length);
        for (const [i, at] of times.entries()) {
          expect(Number.isFinite(at)).toBe(true);
          if (i > 0) expect(at).toBeGreaterThanOrEqual(times[i - 1]!);
        }
      }),
    );
  });
});

describe('the middle time', () => {
  it('is what most of all tabs agree on', () => {
    expect(middleTime([events(T, T + 1, T + 2), events(9e15), events(T + 3, T + 4)])).toBe(T + 3);
    expect(middleTime([])).toBe(0);
    expect(middleTime([[], []])).toBe(0);
  });

  it('of a long recording comes from some of its events', () => {
    expect(middleTime([events(...Array.from({ length: 10_000 }, (_, i) => T + i))])).toBeCloseTo(T + 5_000, -2);
  });
});

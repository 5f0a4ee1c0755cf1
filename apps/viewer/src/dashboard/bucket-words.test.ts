import { describe, expect, it } from 'vitest';
import { axisTimeWords, bucketWords, periodWords } from './bucket-words.ts';

describe('a point in time', () => {
  it.each([
    ['minute', 'Europe/Berlin', 'Sat, Nov 21, 14:00', '14:00'],
    ['quarter', 'Asia/Kolkata', 'Sat, Nov 21, 18:30', '18:30'],
    ['hour', 'Europe/Berlin', 'Sat, Nov 21, 14:00', '14:00'],
    ['day', 'Europe/Berlin', 'Sat, Nov 21', 'Nov 21'],
    ['day', 'Pacific/Auckland', 'Sun, Nov 22', 'Nov 22'],
    ['week', 'Europe/Berlin', 'week of Nov 21, 2026', 'Nov 21'],
  ] as const)('of one %s in %s is %s', (step, tz, long, short) => {
    const from = '2026-11-21T13:00:00.000Z';
    expect(bucketWords({ from }, { step, tz })).toBe(long);
    expect(axisTimeWords(Date.parse(from) / 1000, { step, tz })).toBe(short);
  });

  it('has a period said in the same zone', () => {
    expect(periodWords('2026-11-20T23:00:00.000Z', '2026-11-21T13:20:00.000Z', 'Europe/Berlin')).toBe(
      'Nov 21, 00:00 to Nov 21, 14:20',
    );
  });
});

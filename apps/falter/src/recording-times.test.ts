import type { RecordedEvent } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { inMilliseconds } from './recording-times.ts';

const at = (...times: number[]) => ({
  events: times.map((timestamp): RecordedEvent => ({ type: 3, timestamp, data: 1 })),
});
const read = (...windows: ReturnType<typeof at>[]) =>
  inMilliseconds(windows).map(({ events }) => events.map(({ timestamp }) => timestamp));

describe('times of a recording', () => {
  it('in seconds among milliseconds are multiplied, in every window', () => {
    expect(read(at(1_700_000_000_000, 1_700_000_001.5), at(1_700_000_002_000.25, 1_700_000_003))).toEqual([
      [1_700_000_000_000, 1_700_000_001_500],
      [1_700_000_002_000.25, 1_700_000_003_000],
    ]);
  });

  it('that are milliseconds, fractions, out of order or nonsense stay as they are', () => {
    const odd = [1_700_000_000_000.5, 1_699_999_999_000, 0, -5, 8e15, 1_700_000_000_001];
    expect(read(at(...odd))).toEqual([odd]);
  });

  it('that count from the start of the recording, or in seconds throughout, stay as they are', () => {
    expect(read(at(0, 100, 155))).toEqual([[0, 100, 155]]);
    expect(read(at(1_900_000_001, 1_900_004_000))).toEqual([[1_900_000_001, 1_900_004_000]]);
    expect(read()).toEqual([]);
  });
});

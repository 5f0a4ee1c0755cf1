import type { Health, HealthPart } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { factsOf } from './facts.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const at = (ago: number): string => new Date(NOW - ago).toISOString();

function part<Facts>(facts: Facts): HealthPart<Facts> {
  return { state: 'ok', cause: '', todo: '', since: null, facts };
}

const nothing: Health = {
  project: 'p',
  recording: part({
    ...{ lastBatchAt: null, lastScriptAt: null, storedLastHour: null },
    ...{ storedLastDay: null, refusedLastHour: null, refusedLastDay: null },
  }),
  detecting: part({ lastBeatAt: null, behindMs: null, waitingSessions: null, failingSessions: null }),
  storing: part({
    ...{ meanInsertMs: null, slowestInsertMs: null, damagedParts: null, freeBytes: null },
    ...{ totalBytes: null, keptBytes: null, keptBatches: null, oldestRecordingAt: null },
  }),
};

const texts = (health: Health, name: 'recording' | 'detecting' | 'storing') =>
  factsOf(health, name, NOW).map(({ text }) => text);

describe('the facts of health', () => {
  it.each(['recording', 'detecting', 'storing'] as const)(
    'of %s that nobody could find out are unknown, never 0',
    (name) => {
      expect(new Set(texts(nothing, name))).toEqual(new Set(['unknown']));
    },
  );

  it('tell what there was none of from what is not known', () => {
    const { facts: recording } = nothing.recording;
    const fresh: Health = {
      ...nothing,
      recording: part({ ...recording, storedLastHour: 0, storedLastDay: 0, refusedLastHour: 0, refusedLastDay: 2 }),
      storing: part({ ...nothing.storing.facts, keptBatches: 0, keptBytes: 2_048, damagedParts: 0 }),
    };
    expect(texts(fresh, 'recording')).toEqual([
      'none yet',
      'not in the last 24 hours',
      '0 stored, 0 refused',
      '0 stored, 2 refused',
    ]);
    expect(texts(fresh, 'storing')).toEqual([
      'unknown',
      '3 kB, 0 batches',
      'none yet',
      'no batch in the last hour',
      '0',
    ]);
  });

  it('are told in units that people read', () => {
    const facts = { ...nothing.storing.facts, freeBytes: 82_400_000_000, totalBytes: 271e9, keptBytes: 8_240_000 };
    const storing = part({ ...facts, keptBatches: 1200, damagedParts: 0, meanInsertMs: 34, slowestInsertMs: 1_240 });
    expect(texts({ ...nothing, storing: { ...storing } }, 'storing').slice(0, 2)).toEqual([
      '82 GB of 271 GB',
      '8.2 MB, 1,200 batches',
    ]);
    expect(texts({ ...nothing, storing }, 'storing')[3]).toBe('34 ms on average, 1 s at most');
    const detecting = part({ lastBeatAt: at(2_000), behindMs: 190_000, waitingSessions: 12, failingSessions: 0 });
    expect(texts({ ...nothing, detecting }, 'detecting')).toEqual(['just now', '3 min 10 s', '12', '0']);
  });
});

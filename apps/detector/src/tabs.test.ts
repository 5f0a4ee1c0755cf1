import type { RecordingBatch } from '@falter/store';
import { expect, it } from 'vitest';
import { toTabs } from './tabs.ts';

function batch(tab: string, seq: number, ...timestamps: number[]): RecordingBatch {
  const lines = timestamps.map((timestamp) => JSON.stringify({ type: 3, timestamp, data: {} })).join('\n');
  return { tab, seq, lines, release: '', userAgent: '', dropped: 0, firstSeenAt: 0, receivedAt: 0, sentAt: 0 };
}

const told = (...batches: RecordingBatch[]) =>
  toTabs(batches).map(({ tab, events, gaps }) => [
    tab,
    events.map(({ timestamp }) => timestamp),
    (gaps ?? []).map(({ before, batches }) => `${batches} before ${before}`),
  ]);

it('groups events by tab, in order', () => {
  expect(told(batch('a', 0, 1, 2), batch('a', 1, 3), batch('b', 0, 9))).toEqual([
    ['a', [1, 2, 3], []],
    ['b', [9], []],
  ]);
});

it('tells before which events a batch is missing, also at the beginning', () => {
  expect(told(batch('a', 0, 1, 2), batch('a', 3, 3), batch('a', 4, 4), batch('a', 9, 5))).toEqual([
    ['a', [1, 2, 3, 4, 5], ['2 before 2', '4 before 4']],
  ]);
  expect(told(batch('a', 2, 1))).toEqual([['a', [1], ['2 before 0']]]);
});

it('leaves out what is no event', () => {
  expect(told({ ...batch('a', 0, 1), lines: '{"type":99}\nnull\n{"type":3,"timestamp":7,"data":{}}' })).toEqual([
    ['a', [7], []],
  ]);
});

import type { Redetection, SignalPreview } from '@falter/wire';
import { expect, it } from 'vitest';
import { redetectionText } from './redetection-text.ts';

const signal = (name: string, before: [number, number], after: [number, number], added: string[]): SignalPreview => ({
  signal: name,
  before: { sessions: before[0], findings: before[1] },
  after: { sessions: after[0], findings: after[1] },
  added,
  removed: [],
});

const DONE: Redetection = {
  ...{ id: 'r', state: 'done', requestedAt: '2026-11-30T10:00:00.000Z' },
  ...{ from: '2026-11-01T00:00:00.000Z', to: '2026-11-08T06:30:00.000Z' },
  ...{ total: 1204, sample: 1204, sampleMax: 1_000_000, looked: 1204, unreadable: 0, signals: [], dryRun: true },
  result: {
    signals: [signal('dead-click', [120, 181], [98, 140], ['s1', 's2']), signal('js-error', [7, 9], [7, 9], [])],
    before: { sessions: 410, findings: 900 },
    after: { sessions: 388, findings: 859 },
    scoresBefore: [1, 0, 0, 0, 0, 0],
    scoresAfter: [1, 0, 0, 0, 0, 0],
  },
};

it('tells what would change, with what each number is of, and leaves out what stays', () => {
  const text = redetectionText(DONE, 'http://127.0.0.1:4600');
  expect(text).toContain(
    '1204 of 1204 sessions from 2026-11-01 00:00 UTC to 2026-11-08 06:30 UTC were looked at (dry run:',
  );
  expect(text).toMatch(/dead-click +120 -> 98 +181 -> 140/);
  expect(text).toMatch(/any signal +410 -> 388 +900 -> 859/);
  expect(text).not.toContain('js-error');
  expect(text).toContain('newly flagged, for example:\n  http://127.0.0.1:4600/sessions/s1\n');
});

it('says so where nothing changed, where sessions could not be read, and where it did not come to its end', () => {
  const quiet = { ...DONE.result, signals: DONE.result.signals.slice(1) };
  expect(redetectionText({ ...DONE, result: quiet }, '')).toContain('No finding changed.');
  expect(redetectionText({ ...DONE, unreadable: 3 }, '')).toContain('3 of them could not be read');
  expect(redetectionText({ ...DONE, state: 'cancelled', looked: 7 }, '')).toMatch(/^7 of 1204.*\n.*Cancelled/);
  expect(redetectionText({ ...DONE, total: 2_000_000, sample: 1_000_000 }, '')).toContain('the newest of 2000000');
});

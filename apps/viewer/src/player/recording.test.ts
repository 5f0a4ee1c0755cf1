import type { RecordedEvent } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { prepareRecording, type Recording } from './recording.ts';
import { Sanitizer } from './sanitize/sanitizer.ts';

const START = 1_700_000_000_000;
const clock = { startedAt: START, durationMs: 60_000 };
const found = new Sanitizer().findings;

const meta = (at: number, width = 800): RecordedEvent => ({
  type: 4,
  timestamp: START + at,
  data: { href: '', width, height: 600 },
});
const snapshot = (at: number): RecordedEvent => ({ type: 2, timestamp: START + at, data: {} });
const incremental = (at: number, source: number): RecordedEvent => ({
  type: 3,
  timestamp: START + at,
  data: { source },
});
const log = (at: number): RecordedEvent => ({ type: 6, timestamp: START + at, data: {} });

function prepared(...events: RecordedEvent[]): Recording {
  const recording = prepareRecording(events, clock, found);
  if (typeof recording === 'string') throw new Error(recording);
  return recording;
}

const times = (recording: Recording): [type: number, at: number][] =>
  recording.events.map(({ type, timestamp }) => [type, timestamp - START]);

describe('a recording', () => {
  it('without a snapshot, or with hardly anything, says so', () => {
    expect(prepareRecording([], clock, found)).toBe('empty');
    expect(prepareRecording([snapshot(0)], clock, found)).toBe('empty');
    expect(prepareRecording([meta(0), incremental(1, 0)], clock, found)).toBe('no_snapshot');
  });

  it('is put in order: events do not always arrive in it', () => {
    expect(times(prepared(incremental(50, 0), snapshot(10), meta(8)))).toEqual([
      [4, 10],
      [2, 10],
      [3, 50],
    ]);
  });

  it('ends when the visit did, whatever one clock said once (H79)', () => {
    const year9999 = Date.UTC(9999, 0) - START;
    const recording = prepared(
      meta(0),
      snapshot(10),
      incremental(900, 0),
      incremental(year9999, 2),
      incremental(950, 2),
    );
    expect(times(recording)).toEqual([
      [4, 10],
      [2, 10],
      [3, 900],
      [3, 900],
      [3, 950],
    ]);
    expect(recording.lastAt).toBe(950);
    expect(prepared(snapshot(0), incremental(23 * 3_600_000, 2)).lastAt).toBe(23 * 3_600_000);
  });

  it('has every size together with the snapshot that it belongs to', () => {
    const recording = prepared(meta(0), snapshot(30), incremental(900, 0), meta(1_000, 500), snapshot(1_040));
    expect(times(recording)).toEqual([
      [4, 30],
      [2, 30],
      [3, 900],
      [4, 1_040],
      [2, 1_040],
    ]);
  });

  it('begins with its first snapshot; what came before cannot be applied to anything', () => {
    const recording = prepared(incremental(0, 3), meta(5), incremental(7, 0), snapshot(10), incremental(20, 2));
    expect(times(recording)).toEqual([
      [4, 10],
      [2, 10],
      [3, 20],
    ]);
    expect(recording).toMatchObject({ firstFrameAt: 10, lastAt: 20, beforeFirstSnapshot: 2 });
  });

  it('without a size gets a common one', () => {
    expect(prepared(snapshot(0), incremental(5, 0)).events[0]?.data).toMatchObject({ width: 1280, height: 800 });
  });

  it('does not begin before its session', () => {
    expect(times(prepared(meta(-5_000), snapshot(-4_000), incremental(10, 0)))).toEqual([
      [4, 0],
      [2, 0],
      [3, 10],
    ]);
  });

  it('knows when the picture changes, and when the visitor acts', () => {
    const recording = prepared(
      meta(0),
      snapshot(0),
      log(5),
      incremental(10, 0),
      incremental(10, 2),
      incremental(20, 3),
    );
    expect(recording.frames).toEqual([0, 10, 20]);
    expect(recording.actions).toEqual([10, 20]);
  });
});

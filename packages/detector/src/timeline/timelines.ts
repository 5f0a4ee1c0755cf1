import { isRecordedEvent, type RecordedEvent } from '@falter/wire';
import { middleTime, readTimes } from './clock.ts';
import type { Timeline } from './steps.ts';
import { readTab } from './tab-reader.ts';

/** One tab of a recording: its events in the order of (batch sequence, index), as recorded. */
export interface TabRecording {
  tab: string;
  events: readonly RecordedEvent[];
}

export interface ReadingOptions {
  /** Nothing more will come. */
  closed: boolean;
  /** Epoch ms (page clock) up to which the recording is known to be complete; default: last event (closed: infinity). */
  until?: number;
}

/** Reads all tabs of a session. Each learns when the others began: a new tab answers the click that opened it. */
export function toTimelines(tabs: readonly TabRecording[], { closed, until }: ReadingOptions): Timeline[] {
  const checked = tabs.map(({ tab, events }) => ({ tab, all: events.length, events: events.filter(isRecordedEvent) }));
  const reference = middleTime(checked.map(({ events }) => events));
  const timed = checked
    .map(({ tab, all, events }) => ({ tab, events, dropped: all - events.length, times: readTimes(events, reference) }))
    .sort((a, b) => (a.tab < b.tab ? -1 : a.tab > b.tab ? 1 : 0));
  const last = timed.reduce((most, { times }) => Math.max(most, times.at(-1) ?? most), Number.NEGATIVE_INFINITY);
  const known = until ?? (closed ? Number.POSITIVE_INFINITY : last);
  return timed.map((tab) => {
    const others = timed.filter((other) => other !== tab && other.times.length > 0).map(({ times }) => times[0]!);
    return readTab(tab, { until: known, closed, openings: others.sort((a, b) => a - b) });
  });
}

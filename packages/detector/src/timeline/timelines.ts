import { EVENT_TYPE, isRecordedEvent, type RecordedEvent } from '@falter/wire';
import { middleTime, readTimes } from './clock.ts';
import type { Timeline } from './steps.ts';
import { TabReader } from './tab-reader.ts';
import { traitsOf } from './tab-traits.ts';
import type { Gap, ReadingOptions as TabOptions, TimedTab } from './timed-tab.ts';

/** One tab of a recording: its events in the order of (batch sequence, index), as recorded. */
export interface TabRecording {
  tab: string;
  events: readonly RecordedEvent[];
  /** Where batches are missing: nothing is concluded from what did not follow there. */
  gaps?: readonly Gap[];
}

export interface ReadingOptions {
  /** Nothing more will come. */
  closed: boolean;
  /** Epoch ms (page clock) up to which the recording is known to be complete; default: last event (closed: infinity). */
  until?: number;
}

/** Reads all tabs of a session. Each learns when the others began: a new tab answers the click that opened it. */
export function toTimelines(tabs: readonly TabRecording[], { closed, until }: ReadingOptions): Timeline[] {
  const checked = tabs.map(check);
  const reference = middleTime(checked.map(({ events }) => events));
  const timed = checked
    .map((tab) => ({ ...tab, times: readTimes(tab.events, reference) }))
    .sort((a, b) => (a.tab < b.tab ? -1 : a.tab > b.tab ? 1 : 0));
  const last = timed.reduce((most, { times }) => Math.max(most, times.at(-1) ?? most), Number.NEGATIVE_INFINITY);
  const known = until ?? (closed ? Number.POSITIVE_INFINITY : last);
  return timed.map((tab) => {
    const others = timed.filter((other) => other !== tab && other.times.length > 0).map(({ times }) => times[0]!);
    return readTab(tab, { until: known, closed, openings: others.sort((a, b) => a - b) });
  });
}

/** Raw events -> steps. Total: what is malformed is dropped and counted. */
function readTab({ tab, events, times, losses, dropped }: TimedTab, options: TabOptions): Timeline {
  const reader = new TabReader(tab, traitsOf(events));
  const missing = new Map(losses.map(({ before, batches }) => [before, batches]));
  for (let i = 0; i < events.length; i++) {
    const batches = missing.size > 0 ? missing.get(i) : undefined;
    if (batches) reader.lose(batches, times[i]!, i);
    reader.read(events[i]!, times[i]!, i);
  }
  return reader.finish(dropped, options);
}

/** Leaves out what is no event, and what a recording holds twice. */
function check({ tab, events, gaps = [] }: TabRecording): Omit<TimedTab, 'times'> {
  const seen: Seen | null = stepsBack(events) ? new Map() : null;
  if (!seen && events.every(isRecordedEvent)) return { tab, events, losses: gaps, dropped: 0 };
  const missing = new Map(gaps.map((gap) => [gap.before, gap]));
  const kept: RecordedEvent[] = [];
  const losses: Gap[] = [];
  for (let i = 0; i < events.length; i++) {
    const event: unknown = events[i];
    const gap = missing.get(i);
    if (gap) losses.push({ ...gap, before: kept.length });
    if (!isRecordedEvent(event)) continue;
    if (seen && wasSeen(seen, event)) continue;
    kept.push(event);
  }
  return { tab, events: kept, losses, dropped: events.length - kept.length };
}

/** A batch that stands in a recording twice makes the time step back; only then it is worth looking. */
function stepsBack(events: readonly RecordedEvent[]): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (const event of events) {
    const at = event?.timestamp;
    if (typeof at !== 'number') continue;
    if (at < before) return true;
    before = at;
  }
  return false;
}

/** Events by type and time: one as it is, several by what they hold. Few share a time, and what an event holds is dear to write out. */
type Seen = Map<string, RecordedEvent | Set<string>>;

function wasSeen(seen: Seen, event: RecordedEvent): boolean {
  const key = `${event.type} ${event.timestamp}`;
  const before = seen.get(key);
  if (before === undefined) {
    seen.set(key, event);
    return false;
  }
  const all = before instanceof Set ? before : new Set([contentOf(before)]);
  const content = contentOf(event);
  const isTwice = all.has(content);
  seen.set(key, all.add(content));
  return isTwice;
}

function contentOf({ type, data }: RecordedEvent): string {
  return type === EVENT_TYPE.fullSnapshot ? '' : JSON.stringify(data);
}

import type { RecordedEvent } from '@falter/wire';

/** Epoch milliseconds passed this in 1973, epoch seconds will in the year 5138: what lies below is no milliseconds. */
const MILLISECONDS_FROM = 1e11;
/** Epoch seconds passed this in 1973. Smaller numbers are counted from the recording's own start. */
const SECONDS_FROM = 1e8;

interface Timed {
  events: RecordedEvent[];
}

/**
 * The same windows with every time in milliseconds: in a recording of which most times are epoch milliseconds, epoch seconds
 * are multiplied. One that counts in seconds throughout cannot be told from one of early 1970, and stays as it is.
 */
export function inMilliseconds<T extends Timed>(windows: readonly T[]): T[] {
  const times = windows.flatMap(({ events }) => events.map(({ timestamp }) => timestamp)).sort((a, b) => a - b);
  if ((times[times.length >> 1] ?? 0) < MILLISECONDS_FROM) return [...windows];
  return windows.map((window) => ({ ...window, events: window.events.map(scaled) }));
}

function scaled(event: RecordedEvent): RecordedEvent {
  const { timestamp } = event;
  const seconds = timestamp >= SECONDS_FROM && timestamp < MILLISECONDS_FROM;
  return seconds ? { ...event, timestamp: timestamp * 1000 } : event;
}

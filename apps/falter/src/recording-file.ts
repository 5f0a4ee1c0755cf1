import { inflateSync } from 'node:zlib';
import { isRecordedEvent, type RecordedEvent } from '@falter/wire';
import { unpack } from '@rrweb/packer/unpack';
import { decompressEvent } from './compressed-event.ts';
import { type Entry, entriesOf } from './recording-entries.ts';
import { FileTooLarge, type InflatePart, inflateParts, readText } from './recording-text.ts';
import { inMilliseconds } from './recording-times.ts';

/** Events of one window, in the order of the file. */
export interface RecordedWindow {
  /** As the file names it, '' where it does not. */
  window: string;
  events: RecordedEvent[];
}

export interface RecordingFile {
  /** In order of appearance; one where the file does not tell windows apart. */
  windows: RecordedWindow[];
  /** Entries that are no rrweb events; they were left out. */
  skipped: number;
}

/**
 * Reads an rrweb recording: see `entriesOf` for the shapes of a file; each event as an object, as a string packed by rrweb's
 * packer, or compressed in part as PostHog's recorder does. The whole file may be gzipped.
 * @throws Error that says what is wrong with the file.
 */
export function readRecordingFile(path: string): RecordingFile {
  const inflate = inflateParts();
  const entries = entriesOf(readText(path).replace(/^\uFEFF/, '')).map((entry) => unpackEntry(entry, inflate));
  const byWindow = new Map<string, RecordedEvent[]>();
  for (const { window, value } of entries) {
    if (!isRecordedEvent(value)) continue;
    const events = byWindow.get(window);
    if (events) events.push(value);
    else byWindow.set(window, [value]);
  }
  if (byWindow.size === 0) throw new Error(nothingIn(entries));
  const windows = [...byWindow].map(([window, events]) => ({ window, events }));
  const kept = windows.reduce((sum, { events }) => sum + events.length, 0);
  return { windows: inMilliseconds(windows), skipped: entries.length - kept };
}

/** Why there is not one event in it. */
function nothingIn(entries: readonly Entry[]): string {
  const untimed = entries.filter(({ value }) => isUntimed(value)).length;
  if (untimed === 0) return 'has no rrweb events. Give an array of events, or one event a line.';
  return `has no timestamps: nobody can tell when its ${untimed} events happened. Give the recording as rrweb made it.`;
}

function isUntimed(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !('timestamp' in value) &&
    isRecordedEvent({ ...value, timestamp: 0 })
  );
}

/** First byte of every zlib stream that rrweb's packer writes. */
const ZLIB = 'x';

/** A packed event is a string of zlib bytes, one a character. The packer complains on the console about anything else. */
function unpackEntry({ window, value }: Entry, inflate: InflatePart): Entry {
  try {
    if (typeof value !== 'string') return { window, value: decompressEvent(value, inflate) };
    if (!value.startsWith(ZLIB)) return { window, value: undefined };
    // The packer inflates without a limit: whether there is one has to be known before.
    inflate(value, inflateSync);
    // The packer's own mark is no part of the event: packed or not, it is the same recording.
    const { v: _, ...event } = unpack(value) as ReturnType<typeof unpack> & { v?: string };
    return { window, value: event };
  } catch (error) {
    if (error instanceof FileTooLarge) throw error;
    return { window, value: undefined };
  }
}

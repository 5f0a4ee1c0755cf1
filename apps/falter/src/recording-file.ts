import { readFileSync } from 'node:fs';
import { isRecordedEvent, type RecordedEvent } from '@falter/wire';
import { unpack } from '@rrweb/packer/unpack';

export interface RecordingFile {
  events: RecordedEvent[];
  /** Entries that are no rrweb events; they were left out. */
  skipped: number;
}

/**
 * Reads an rrweb recording: a JSON array of events, an object with such an array under `events`, or one event a line; each
 * event as an object or as a string packed by rrweb's packer.
 * @throws Error that says what is wrong with the file.
 */
export function readRecordingFile(path: string): RecordingFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`cannot be read (${(cause as NodeJS.ErrnoException).code}). Check the path.`, { cause });
  }
  const entries = readEntries(text.replace(/^\uFEFF/, ''));
  const events = entries.map(unpackEntry).filter(isRecordedEvent);
  if (events.length === 0) throw new Error('has no rrweb events. Give an array of events, or one event a line.');
  return { events, skipped: entries.length - events.length };
}

function readEntries(text: string): unknown[] {
  const whole = tryParse(text);
  if (Array.isArray(whole)) return whole;
  if (isRecordedEvent(whole)) return [whole];
  if (typeof whole === 'object' && whole !== null && 'events' in whole && Array.isArray(whole.events))
    return whole.events;
  if (whole !== undefined) throw new Error('is JSON but no recording. Give an array of events, or one event a line.');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const entries = lines.map(tryParse);
  if (entries.every((entry) => entry === undefined)) throw new Error('is not JSON. Give an rrweb recording.');
  return entries;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** First byte of every zlib stream that rrweb's packer writes. */
const ZLIB = 'x';

/** A packed event is a string of zlib bytes, one a character. The packer complains on the console about anything else. */
function unpackEntry(entry: unknown): unknown {
  if (typeof entry !== 'string') return entry;
  if (!entry.startsWith(ZLIB)) return undefined;
  try {
    return unpack(entry);
  } catch {
    return undefined;
  }
}

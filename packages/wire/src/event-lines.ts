import { WireError } from './errors.ts';
import type { RecordedEvent } from './event.ts';
import { BATCH_MAX_EVENTS, BATCH_MAX_VALUES, EVENT_MAX_BYTES, JSON_MAX_DEPTH, TIME_MAX_MS } from './limits.ts';

/** Events of one batch, with the exact text that is stored and hashed. `lines[i]` is the text of `events[i]`. */
export interface EventLines {
  events: RecordedEvent[];
  lines: string[];
}

const NEWLINE = 10;
const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
/** `[` and `{`, `]` and `}` differ in this one bit, and no other byte becomes a brace by setting it. */
const BRACE_BIT = 32;

/** Writes events as they travel: JSON, one a line. */
export function writeEventLines(events: readonly RecordedEvent[]): string {
  return events.map((event) => JSON.stringify(event)).join('\n');
}

/**
 * Reads the inflated events of a batch. Sizes, nesting and the number of values are checked by a scan over the bytes,
 * before anything is parsed.
 * @throws WireError `empty`, `too_many_events`, `too_many_values`, `event_too_large`, `too_deep`, `not_json` or `bad_event`.
 */
export function parseEventLines(bytes: Uint8Array): EventLines {
  const spans = scanLines(bytes);
  if (spans.length === 0) throw new WireError('empty', 'batch has no events. Send at least one.');
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const lines: string[] = [];
  const events: RecordedEvent[] = [];
  for (const [start, end] of spans) {
    const line = decode(decoder, bytes.subarray(start, end), lines.length);
    events.push(parseEvent(line, lines.length));
    lines.push(line);
  }
  return { events, lines };
}

/** Start and end of every line that is not empty. One pass: newlines outside of strings cannot occur inside JSON text. */
function scanLines(bytes: Uint8Array): [number, number][] {
  const spans: [number, number][] = [];
  let start = 0;
  let values = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    if (end > start) {
      if (spans.length >= BATCH_MAX_EVENTS) {
        throw new WireError('too_many_events', `batch has more than ${BATCH_MAX_EVENTS} events. Send fewer at once.`);
      }
      if (end - start > EVENT_MAX_BYTES) {
        throw new WireError(
          'event_too_large',
          `event ${spans.length} has ${end - start} bytes, over ${EVENT_MAX_BYTES}. Leave it out.`,
        );
      }
      values += countValues(bytes, start, end);
      if (values > BATCH_MAX_VALUES) {
        throw new WireError(
          'too_many_values',
          `batch has more than ${BATCH_MAX_VALUES} JSON values. Send fewer at once.`,
        );
      }
      spans.push([start, end]);
    }
    start = end + 1;
  }
  return spans;
}

/**
 * Values in a line (commas and opening brackets outside of strings), refusing what nests too deep on the way: JSON.parse
 * takes a nesting of millions, everything after it does not. Up to the first byte that is not JSON this sees what
 * JSON.parse sees; what it makes of the rest does not matter, the line is refused there.
 */
function countValues(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0;
  let values = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) at = closingQuote(bytes, at + 1, end);
    else if (byte === COMMA) values++;
    else if ((byte | BRACE_BIT) === OPEN_BRACE) {
      values++;
      if (++depth > JSON_MAX_DEPTH) {
        throw new WireError('too_deep', `an event nests deeper than ${JSON_MAX_DEPTH} levels. Leave it out.`);
      }
    } else if ((byte | BRACE_BIT) === CLOSE_BRACE) depth--;
  }
  return values;
}

/** Where the string that starts at `from` ends; `end` or past it when it does not. */
function closingQuote(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

function decode(decoder: TextDecoder, bytes: Uint8Array, index: number): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new WireError('not_json', `event ${index} is not UTF-8. Send JSON, one event a line.`, { cause });
  }
}

function parseEvent(line: string, index: number): RecordedEvent {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // No cause: the parser's message quotes the text, and a visitor's text belongs in no log.
    throw new WireError('not_json', `event ${index} is not JSON. Send one event a line.`);
  }
  if (!isRecordedEvent(value)) {
    throw new WireError(
      'bad_event',
      `event ${index} is no rrweb event. Send objects with a type 0..6 and a timestamp.`,
    );
  }
  return value;
}

/** An object with a known rrweb type and a timestamp that is a time; `data` is looked at by whoever understands it. */
export function isRecordedEvent(value: unknown): value is RecordedEvent {
  if (typeof value !== 'object' || value === null) return false;
  const { type, timestamp } = value as Record<string, unknown>;
  const known = typeof type === 'number' && Number.isInteger(type) && type >= 0 && type <= 6;
  return known && typeof timestamp === 'number' && Math.abs(timestamp) <= TIME_MAX_MS;
}

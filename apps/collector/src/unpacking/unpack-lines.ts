import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { isRecordedEvent, parseEventLines, type RedactionSettings, WireError } from '@falter/wire';
import { pageAddresses } from '../redaction/page-address.ts';
import { type Edit, type Redaction, redactBatch } from '../redaction/redact-batch.ts';
import { Redactor } from '../redaction/redact-text.ts';
import { EventScanner } from './event-scanner.ts';

/** The events of a batch as they are stored, and what was found in them. */
export interface Unpacked {
  /** SHA-256 of the lines as they arrived, hex. */
  hash: string;
  /** Lines that are stored. */
  events: number;
  /** Inflated, as they arrived. */
  bytes: number;
  /** Event lines to store, a newline between them. */
  lines: Uint8Array;
  /** Numbers of the lines that are JSON and no rrweb event, from 0: they are left out. */
  rejected: number[];
  /** Those lines, redacted as the others; '' for none. */
  rejectedLines: string;
  redactions: Redaction[];
  /** Path of the page at the end of the batch; '' where the batch does not say it. */
  page: string;
}

/**
 * Checks, hashes and redacts inflated event lines. The bytes are the caller's no more: some are written over.
 * @throws WireError as `parseEventLines` of the wire does, but for events among others that rrweb does not know: see `rejected`.
 */
export function unpackLines(bytes: Buffer, settings: RedactionSettings): Unpacked {
  const scanner = new EventScanner(bytes);
  if (!isUtf8(bytes) || !scanner.scan()) throw refusalOf(bytes);
  const { spans } = scanner;
  const rejected = scanner.unsure.filter((line) => !isEventLine(bytes, spans, line));
  const events = spans.length / 2 - rejected.length;
  if (events === 0) throw refusalOf(bytes);
  const sum = hash('sha256', bytes, 'hex');
  const addresses = pageAddresses(bytes, scanner);
  const redactor = new Redactor(settings);
  const { edits, redactions } = redactor.idle ? NOTHING : redactBatch(bytes, scanner, { redactor, addresses });
  return {
    hash: sum,
    events,
    bytes: bytes.length,
    lines: joinLines(bytes, [...edits, ...leftOut(bytes, spans, (line) => rejected.includes(line))]),
    rejected,
    rejectedLines: rejected.length > 0 ? linesOf(bytes, { edits, spans, rejected }) : '',
    redactions,
    page: addresses.at(-1)?.path ?? '',
  };
}

const NOTHING = { edits: [], redactions: [] };

/** What the wire's own reader says is wrong. It has the last word on names; nothing that the scan refused is ever taken. */
function refusalOf(bytes: Uint8Array): Error {
  try {
    parseEventLines(bytes);
  } catch (refusal) {
    return refusal as Error;
  }
  return new WireError('not_json', 'an event is not JSON. Send one event a line.');
}

function isEventLine(bytes: Buffer, spans: readonly number[], line: number): boolean {
  return isRecordedEvent(JSON.parse(bytes.toString('utf8', spans[2 * line], spans[2 * line + 1])));
}

function linesOf(
  bytes: Buffer,
  { edits, spans, rejected }: { edits: readonly Edit[]; spans: readonly number[]; rejected: readonly number[] },
): string {
  const others = leftOut(bytes, spans, (line) => !rejected.includes(line));
  return Buffer.from(joinLines(bytes, [...edits, ...others])).toString('utf8');
}

/** Edits that take out lines, and the newlines that nothing stands between. */
function leftOut(bytes: Buffer, spans: readonly number[], isOut: (line: number) => boolean): Edit[] {
  const edits: Edit[] = [];
  let until = 0;
  let text = '';
  for (let n = 0; n < spans.length; n += 2) {
    const [start = 0, end = 0] = [spans[n], spans[n + 1]];
    if (isOut(n / 2)) continue;
    if (start - until !== text.length) edits.push({ start: until, end: start, text });
    until = end;
    text = '\n';
  }
  if (until < bytes.length) edits.push({ start: until, end: bytes.length, text: '' });
  return edits;
}

function joinLines(bytes: Buffer, edits: readonly Edit[]): Uint8Array {
  if (edits.length === 0) return bytes;
  const parts: Uint8Array[] = [];
  let done = 0;
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
    // What was redacted in a line that is left out is gone with it.
    if (start < done) continue;
    parts.push(bytes.subarray(done, start), Buffer.from(text));
    done = end;
  }
  parts.push(bytes.subarray(done));
  return Buffer.concat(parts);
}

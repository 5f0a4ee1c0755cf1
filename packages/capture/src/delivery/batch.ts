import { BATCH_MAX_BYTES, type Envelope, EVENT_TYPE, frame, WIRE_VERSION } from '@falter/wire';
import { encode } from '../host/bytes.ts';
import { withoutToJson } from '../host/json.ts';
import type { Stream } from '../session/stream.ts';

/** Who sends: the project's write key and the site's own name for what it deployed. */
export interface Sender {
  key: string;
  release: string;
  /** Settles when what shortens batches is here, or is not waited for any longer. */
  ready?: Promise<unknown>;
  /** Puts references in the place of the style sheets of a batch that takes no more lines and was not sent. Never rejects. */
  shorten?(batch: Batch): Promise<void>;
}

/** One recorded event, as the text that travels, and whose it is. */
export interface Line {
  text: string;
  /** rrweb's event type. */
  type: number;
  /** Page clock, epoch milliseconds. */
  at: number;
  stream: Stream;
  /** Id of the document (the envelope's `page`). */
  page: string;
}

/** What an envelope says of whose lines these are. */
export interface Address {
  session: string;
  secret: string;
  tab: string;
  seq: number;
  page: string;
  release: string;
  dropped: number;
  faults: number;
  assets?: readonly string[] | undefined;
}

/** Lines of one stream and page. Under its number the same lines travel, however often. */
export interface Batch {
  stream: Stream;
  page: string;
  /** Emptied when they are packed and nobody needs them any more. */
  lines: Line[];
  events: number;
  /** UTF-16 units. */
  chars: number;
  /** Page clock of its first and last event. */
  from: number;
  until: number;
  /** Takes no more lines. */
  sealed: boolean;
  hasSnapshot: boolean;
  /** Hashes of what its lines refer to or name. */
  assets?: string[];
  /** Tab and number, from the moment that it is written or sent. */
  tab: string;
  seq: number | undefined;
  /** The event lines, gzipped where the browser can; undefined until they are packed. */
  packed: Uint8Array | undefined;
  /** How often it was sent. */
  attempts: number;
  /** Bytes that are travelling with keepalive right now: they arrive even if the page goes. */
  safeBytes: number;
  /** Events, and parts that hold them, in the write-ahead; `loose`: as lines, not packed. */
  written: number;
  parts: number;
  loose: boolean;
}

/** A batch that begins with `line`. */
export function openBatch(line: Line): Batch {
  const { stream, page, at } = line;
  const rest = { packed: undefined, attempts: 0, safeBytes: 0, written: 0, parts: 0, loose: false };
  const none = { lines: [], events: 0, chars: 0, sealed: false, hasSnapshot: false, tab: '', seq: undefined };
  const batch = { stream, page, from: at, until: at, ...none, ...rest };
  append(batch, line);
  return batch;
}

export function append(batch: Batch, line: Line): void {
  batch.lines.push(line);
  batch.events++;
  batch.chars += line.text.length + 1;
  batch.until = line.at;
  batch.hasSnapshot ||= line.type === EVENT_TYPE.fullSnapshot;
}

/** Gives a batch its number, once. Those before it in its stream have theirs. */
export function number(batch: Batch): number {
  batch.tab ||= batch.stream.tab;
  batch.seq ??= batch.stream.seq++;
  return batch.seq;
}

/** Event lines as one text. */
export function textOf(lines: readonly Line[]): string {
  return lines.map((line) => line.text).join('\n');
}

/** The events as they can travel at once: packed if they are. */
export function bytesOf(batch: Batch): Uint8Array {
  return batch.packed ?? encode(textOf(batch.lines));
}

/** Bytes of events gzipped by the browser; as they are where it cannot. */
export async function pack(plain: Uint8Array): Promise<Uint8Array> {
  try {
    // The body of an answer that nobody gave is the shortest way through a stream.
    const { body } = new Response(plain as Uint8Array<ArrayBuffer>) as Response & { body: ReadableStream };
    const packed = new Response(body.pipeThrough(new CompressionStream('gzip')));
    return new Uint8Array(await packed.arrayBuffer());
  } catch {
    return plain;
  }
}

/** Whose a numbered batch is, as of now. */
export function addressOf(batch: Batch, release: string): Address {
  const seq = number(batch);
  const { session, secret, dropped, faults } = batch.stream;
  return { session, secret, tab: batch.tab, seq, page: batch.page, release, dropped, faults, assets: batch.assets };
}

/** The body that travels: the envelope, then the events. */
export function frameBody(key: string, address: Address, events: Uint8Array): Uint8Array {
  const { dropped, faults, ...rest } = address;
  const envelope = { v: WIRE_VERSION, key, ...rest, sentAt: Date.now(), counters: { dropped, faults } };
  return withoutToJson(() => frame(envelope as Envelope, events));
}

/** No collector takes more. */
export function isTooLarge(body: Uint8Array): boolean {
  return body.length > BATCH_MAX_BYTES;
}

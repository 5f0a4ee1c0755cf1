import { BATCH_MAX_BYTES, frame, gzip, WIRE_VERSION } from '@falter/wire';
import { encode } from '../host/bytes.ts';
import { withoutToJson } from '../host/json.ts';
import type { Line } from './queue.ts';

/** Who sends: the project's write key and the site's own name for what it deployed. */
export interface Sender {
  key: string;
  release: string;
}

/** Lines with a number: from now on the same lines travel under it, however often. */
export interface Batch {
  lines: Line[];
  first: Line;
  seq: number;
  /** The event lines, gzipped where the browser can; undefined until they are packed. */
  events?: Uint8Array;
  /** How often it was sent. */
  attempts: number;
  /** Bytes that are travelling with keepalive right now: they arrive even if the page goes. */
  safeBytes: number;
  /** The collector said "later", so it certainly does not have it. */
  waiting: boolean;
}

/** Gives lines of one stream and page the next number. */
export function seal(lines: Line[]): Batch | undefined {
  const first = lines[0];
  return first && { lines, first, seq: first.stream.seq++, attempts: 0, safeBytes: 0, waiting: false };
}

/** Takes the number back from a batch that nobody was ever sent. Only for the newest of its stream. */
export function unseal(batch: Batch): Line[] {
  batch.first.stream.seq--;
  return batch.lines;
}

/** The event lines as plain bytes. */
export function plainEvents(lines: readonly Line[]): Uint8Array {
  return encode(lines.map((line) => line.text).join('\n'));
}

/** The event lines gzipped by the browser; plain where it cannot. */
export async function packEvents(lines: readonly Line[]): Promise<Uint8Array> {
  const plain = plainEvents(lines);
  if (typeof CompressionStream !== 'function') return plain;
  return gzip(plain).catch(() => plain);
}

/** The body that travels: the envelope as of now, then the events. */
export function frameBatch(batch: Batch, events: Uint8Array, sender: Sender): Uint8Array {
  const { stream, page } = batch.first;
  const envelope = {
    v: WIRE_VERSION,
    key: sender.key,
    session: stream.session,
    secret: stream.secret,
    tab: stream.tab,
    seq: batch.seq,
    sentAt: Date.now(),
    page,
    release: sender.release,
    counters: { dropped: stream.dropped, faults: stream.faults },
  } as const;
  return withoutToJson(() => frame(envelope, events));
}

/** No collector takes more. */
export function isTooLarge(body: Uint8Array): boolean {
  return body.length > BATCH_MAX_BYTES;
}

import { type Envelope, parseEnvelope } from './envelope.ts';
import { WireError } from './errors.ts';
import { type EventLines, parseEventLines } from './event-lines.ts';
import { unframe } from './framing.ts';
import { inflate as inflateHere, isGzip, refuseMore } from './gzip.ts';
import { BATCH_MAX_BYTES, INFLATED_MAX_BYTES } from './limits.ts';

/** Every event line starts with it. A byte order mark, UTF-16 or a foreign compression does not. */
const OPEN_BRACE = 123;

/** What a page sends, read and checked. */
export interface Batch extends EventLines {
  envelope: Envelope;
}

/**
 * What the collector answers when a batch is durable. `duplicate`: it had been stored before, nothing changed. A project that records
 * nothing answers with `directives` alone.
 */
export interface BatchAnswer {
  stored: 'new' | 'duplicate';
  /** Numbers of the events, from 0, that are no rrweb event of a known type: those were left out, the others are stored. */
  rejected?: readonly number[];
  /** Assets that the batch names and the store lacks, by hash: whoever has them sends them (`POST /v1/asset`). */
  need?: readonly string[];
  /** What the page shall do, besides. */
  directives?: Directives;
}

/** What a collector asks of a page that records. */
export interface Directives {
  /** Record nothing any more, until the page is loaded anew. */
  stop?: true;
  /** Take a full snapshot: something is missing of what was recorded before. */
  snapshot?: true;
}

/** Inflates a gzip stream up to a cap, or rejects with the WireErrors of `gunzip`; what stands behind the end is not its affair. */
export type Inflate = (bytes: Uint8Array, maxBytes: number) => Promise<Uint8Array>;

/**
 * The event lines as they were before gzip; plain lines pass through. `inflate` is the platform's own unless a server has a faster one.
 * @throws WireError `empty`, `truncated`, `inflates_too_far`, or `not_json` for what is neither.
 */
export async function inflateEvents(events: Uint8Array, inflate: Inflate = inflateHere): Promise<Uint8Array> {
  if (events.length === 0) throw new WireError('empty', 'batch has no events. Send at least one.');
  if (isGzip(events)) {
    const inflated = await inflate(events, INFLATED_MAX_BYTES);
    refuseMore(events, inflated.length);
    return inflated;
  }
  if (events[0] !== OPEN_BRACE)
    throw new WireError('not_json', 'events are neither JSON lines nor gzip. Send one of the two.');
  return events;
}

/**
 * Reads a whole batch. The collector walks the same steps one by one, to refuse early; this is the contract in one place.
 * @throws WireError named in errors.ts for everything that is not a batch.
 */
export async function parse(body: unknown): Promise<Batch> {
  if (!(body instanceof Uint8Array)) throw new WireError('empty', 'a batch is bytes. Send the framed body.');
  if (body.length > BATCH_MAX_BYTES)
    throw new WireError('too_large', `batch is over ${BATCH_MAX_BYTES} bytes. Send less.`);
  const parts = unframe(body);
  const envelope = parseEnvelope(parts.envelope);
  return { envelope, ...parseEventLines(await inflateEvents(parts.events)) };
}

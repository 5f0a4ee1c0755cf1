import { BATCH_MAX_BYTES, BODY_TIMEOUT_MS, ENVELOPE_MAX_BYTES, envelopeEnd, WireError } from '@falter/wire';
import type { Incoming } from './incoming.ts';

/** The two parts of a batch that is still arriving: `envelope` first, the `events` only when they are asked for. */
export interface IncomingBody {
  envelope(): Promise<Uint8Array>;
  events(): Promise<Uint8Array>;
}

/** Least that a chunk counts in memory, bytes: one that carries a single byte costs its objects. */
const CHUNK_MIN_BYTES = 256;

export interface ReadLimits {
  /** Milliseconds in which all must have arrived. The time that nobody reads does not count. */
  timeoutMs?: number;
  /** Hears how many bytes of memory are held from now on; throws when that is too much. */
  hold?: (bytes: number) => void;
}

/**
 * Reads a request body within the limits of the wire, whatever its headers say: framework limits that trust
 * Content-Length have been bypassed (CVE-2026-44456, CVE-2025-59139). Nothing past the limit is kept in memory.
 * @throws WireError `empty`, `bad_envelope`, `too_large`, `timeout` or `truncated`, from either part; what `hold` throws.
 */
export function readBody({ request, bytes, discard }: Incoming, limits: ReadLimits = {}): IncomingBody {
  const { timeoutMs = BODY_TIMEOUT_MS, hold = () => {} } = limits;
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > BATCH_MAX_BYTES) throw tooLarge();
  if (!bytes) throw empty();
  const arriving = bytes;
  let leftMs = timeoutMs;
  const chunks: Uint8Array[] = [];
  let size = 0;

  async function pull(): Promise<boolean> {
    const began = performance.now();
    const { done, value } = await within(leftMs, arriving.next());
    leftMs -= performance.now() - began;
    if (done) return false;
    size += value.length;
    if (size > BATCH_MAX_BYTES) throw tooLarge();
    hold(Math.max(value.length, CHUNK_MIN_BYTES));
    chunks.push(value);
    return true;
  }

  async function refuse<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      discard();
      throw error;
    }
  }

  return {
    envelope: () =>
      refuse(async () => {
        while (await pull()) {
          const whole = join(chunks, size);
          const end = envelopeEnd(whole);
          if (end > ENVELOPE_MAX_BYTES || (end < 0 && size > ENVELOPE_MAX_BYTES)) throw noEnvelope();
          if (end < 0) continue;
          chunks.splice(0, chunks.length, whole.subarray(end + 1));
          return whole.subarray(0, end);
        }
        throw size === 0 ? empty() : noEnvelope();
      }),
    events: () =>
      refuse(async () => {
        while (await pull());
        return join(chunks, size);
      }),
  };
}

/** What the connection brings next. @throws WireError `timeout` after `ms`, `truncated` when it broke off. */
function within<T>(ms: number, read: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(timeout()), ms);
    const brokenOff = (cause: unknown) =>
      reject(new WireError('truncated', 'the connection broke off. Send the batch again.', { cause }));
    read.then(resolve, brokenOff).finally(() => clearTimeout(timer));
  });
}

function join(chunks: Uint8Array[], atMost: number): Uint8Array {
  if (chunks.length === 1) return chunks[0] as Uint8Array;
  return Buffer.concat(
    chunks,
    Math.min(
      atMost,
      chunks.reduce((sum, chunk) => sum + chunk.length, 0),
    ),
  );
}

function empty(): WireError {
  return new WireError('empty', 'batch has no bytes. Send an envelope and at least one event.');
}

function noEnvelope(): WireError {
  return new WireError('bad_envelope', `no newline within ${ENVELOPE_MAX_BYTES} bytes. Send the envelope as one line.`);
}

function tooLarge(): WireError {
  return new WireError('too_large', `batch is over ${BATCH_MAX_BYTES} bytes. Send less at once.`);
}

function timeout(): WireError {
  return new WireError('timeout', 'batch did not arrive in time. Send it again.');
}

import { BATCH_MAX_BYTES, BODY_TIMEOUT_MS, ENVELOPE_MAX_BYTES, envelopeEnd, WireError } from '@falter/wire';
import type { Arriving, Incoming } from './incoming.ts';

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
export function readBody(incoming: Incoming, limits: ReadLimits = {}): IncomingBody {
  const { timeoutMs = BODY_TIMEOUT_MS, hold = () => {} } = limits;
  const { expected } = incoming;
  if (Number(incoming.header('content-length') ?? 0) > BATCH_MAX_BYTES) throw tooLarge();
  const arriving = incoming.open();
  if (!arriving) throw empty();
  let leftMs = timeoutMs;
  const chunks: Uint8Array[] = [];
  let size = 0;

  function take(chunk: Uint8Array | undefined): boolean {
    if (chunk === undefined) return false;
    size += chunk.length;
    if (size > BATCH_MAX_BYTES) throw tooLarge();
    hold(Math.max(chunk.length, CHUNK_MIN_BYTES));
    chunks.push(chunk);
    return true;
  }

  async function waitFor(coming: Promise<Uint8Array | undefined>): Promise<boolean> {
    const began = performance.now();
    const chunk = await within(leftMs, coming);
    leftMs -= performance.now() - began;
    return take(chunk);
  }

  /** False at the end. */
  function pull(from: Arriving): boolean | Promise<boolean> {
    if (size === expected) return false;
    const next = from.next();
    return next instanceof Promise ? waitFor(next) : take(next);
  }

  async function refuse<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      incoming.discard();
      throw error;
    }
  }

  return {
    envelope: () =>
      refuse(async () => {
        while (await pull(arriving)) {
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
        while (await pull(arriving));
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

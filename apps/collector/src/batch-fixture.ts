import type { StoredBatch } from '@falter/store';
import { type Envelope, frame, gzip, type RecordedEvent, writeEventLines } from '@falter/wire';

/** Batches as a page would send them, for the collector's tests. */
export const KEY = 'test-key';
export const ORIGIN = 'http://localhost:4601';

export function makeEnvelope(values: Partial<Record<keyof Envelope, unknown>> = {}): Envelope {
  const envelope = {
    v: 1,
    key: KEY,
    session: 'session-0123456789',
    secret: 'secret-0123456789',
    tab: 'tab-01234567890123',
    seq: 0,
    sentAt: Date.now(),
    page: 'page-0123456789012',
    release: '1.0.0',
    counters: { dropped: 0, faults: 0 },
    ...values,
  };
  return envelope as Envelope;
}

export function makeEvents(count: number, data: unknown = { x: 1 }): RecordedEvent[] {
  return Array.from({ length: count }, (_, n) => ({ type: 3, timestamp: 1_700_000_000_000 + n, data }));
}

export async function makeBody(
  envelope: Envelope,
  events: readonly RecordedEvent[],
  zipped = true,
): Promise<Uint8Array> {
  const lines = new TextEncoder().encode(writeEventLines(events));
  return frame(envelope, zipped ? await gzip(lines) : lines);
}

/** POST /v1/batch as a browser sends it. */
export function makeRequest(body: Uint8Array | string, headers: Record<string, string> = {}): Request {
  return new Request('http://127.0.0.1/v1/batch', {
    method: 'POST',
    body: body as Uint8Array<ArrayBuffer>,
    headers: { 'content-type': 'text/plain', origin: ORIGIN, ...headers },
  });
}

/** A batch as the store takes it. */
export function batchOf(session: string, seq: number, firstSeenAt: number = Date.now()): StoredBatch {
  return {
    ...{ project: 'p', session, tab: 't', seq, firstSeenAt, receivedAt: firstSeenAt, sentAt: firstSeenAt, page: 'p' },
    ...{ secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '', userAgent: '', dropped: 0 },
    ...{ events: 1, bytes: 2, lines: '{}' },
  };
}

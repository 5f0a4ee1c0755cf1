/**
 * What the collector's answer means for a batch. `later`: keep it, the same bytes may pass another time. `refused`: these bytes will
 * never pass. `conflict`: another document numbers batches under this tab. `erased`: the session is to be forgotten. `forbidden`: this page
 * may not record at all.
 */
export type Verdict = 'stored' | 'later' | 'refused' | 'conflict' | 'erased' | 'forbidden';

/** Status 0: no answer (offline, blocked, timed out). */
export function judge(status: number): Verdict {
  if (status >= 200 && status < 300) return 'stored';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 409) return 'conflict';
  if (status === 410) return 'erased';
  const waits = status === 0 || status === 408 || status === 429 || status >= 500;
  return waits ? 'later' : 'refused';
}

const FIRST_DELAY_MS = 1_000;

/** Half of it is jitter, so clients that lost their collector together come back spread over a minute. */
const MAX_DELAY_MS = 120_000;

/** A collector that asks for more than an hour is asking for the impossible: hardly a page lives that long. */
const MAX_RETRY_AFTER_MS = 3_600_000;

/** Milliseconds before attempt number `attempt` (1 = first repetition). `random` is uniform in 0..1. */
export function retryDelay(attempt: number, retryAfterMs: number, random: number): number {
  const longest = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return Math.min(retryAfterMs, MAX_RETRY_AFTER_MS) + longest / 2 + (longest / 2) * random;
}

/** Reads a Retry-After header (seconds or an HTTP date, RFC 9110 10.2.3) as milliseconds from `now`; 0 without one. */
export function readRetryAfter(header: string | null, now: number): number {
  if (!header) return 0;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}

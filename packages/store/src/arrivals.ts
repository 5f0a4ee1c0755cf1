import type { SessionKey } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** One batch that came. `arrivedAt` in epoch milliseconds of the engine's clock. */
export interface Arrival extends SessionKey {
  arrivedAt: number;
  tab: string;
  seq: number;
}

/** What a look at the arrivals asks for: times in epoch milliseconds of the engine's clock. */
export interface ArrivalsAsked {
  limit: number;
  /** Exclusive; none: without end. */
  until?: number | undefined;
  /** The last one of the page before. */
  after?: Arrival | undefined;
}

/** A time that no clock tells: DateTime64(3) ends in 2299. */
const NEVER = Date.UTC(2299, 0, 1);

/** Batches that arrived at or after `since`, oldest first, at most `limit`. */
export function readArrivals(
  client: Client,
  since: number,
  { limit, until = NEVER, after }: ArrivalsAsked,
): Promise<Arrival[]> {
  const { arrivedAt = since, session = '', tab = '', seq = -1 } = after ?? {};
  const page = { afterAt: arrivedAt, afterSession: session, afterTab: tab, afterSeq: seq };
  return client.rows(sql('arrivals-since'), { since, until, limit, ...page });
}

/** A session that has just begun. Epoch milliseconds of the engine's clock. */
export interface Arriving {
  id: string;
  firstAt: number;
  lastAt: number;
}

/** Sessions whose first batch came since a moment (epoch ms) and of which nothing is known yet, the newest first. */
export function listArriving(
  client: Client,
  asked: { project: string; since: number; limit: number },
): Promise<Arriving[]> {
  return client.rows(sql('sessions-arriving'), asked);
}

/** The engine's clock, epoch milliseconds. */
export async function readEngineClock(client: Client): Promise<number> {
  const rows = await client.rows<{ now: number }>(sql('engine-clock'), {});
  return rows[0]?.now ?? 0;
}

/**
 * Milliseconds after which a row of `arrivals` is late: it is timed when its insert begins and seen when it ends, and followers look
 * back no longer than `ARRIVALS_SETTLE_MS` behind what they saw.
 */
const LATE_MS = 10_000;

/**
 * Milliseconds after the time of an arrival by which every follower has seen it: the client gives an insert 30 s, what took longer than
 * `LATE_MS` and was acknowledged is announced again, and a follower looks this far back every few seconds only.
 */
export const ARRIVALS_SETTLE_MS = 60_000;

/** Announces batches again, whose first announcement may have been lost or seen too late; followers skip what they know. */
export async function announce(
  client: Client,
  batches: readonly (SessionKey & { tab: string; seq: number })[],
): Promise<void> {
  const rows = batches.map(({ project, session, tab, seq }) => ({ project, session, tab, seq }));
  for (let took = Number.POSITIVE_INFINITY; took > LATE_MS; ) {
    const began = performance.now();
    await client.insert('arrivals', rows);
    took = performance.now() - began;
  }
}

import type { SessionKey } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** One batch that came. `arrivedAt` in epoch milliseconds of the engine's clock. */
export interface Arrival extends SessionKey {
  arrivedAt: number;
  tab: string;
  seq: number;
}

/**
 * Batches that arrived at or after `since` (epoch ms of the engine's clock), oldest first, at most `limit`; `after` is the
 * last one of the page before.
 */
export function readArrivals(
  client: Client,
  since: number,
  { limit, after }: { limit: number; after?: Arrival | undefined },
): Promise<Arrival[]> {
  const { arrivedAt = since, session = '', tab = '', seq = -1 } = after ?? {};
  const page = { afterAt: arrivedAt, afterSession: session, afterTab: tab, afterSeq: seq };
  return client.rows(sql('arrivals-since'), { since, limit, ...page });
}

/** The engine's clock, epoch milliseconds. */
export async function readEngineClock(client: Client): Promise<number> {
  const rows = await client.rows<{ now: number }>(sql('engine-clock'), {});
  return rows[0]?.now ?? 0;
}

/** Announces a batch again. For a batch whose first announcement may have been lost; followers skip what they know. */
export async function announce(client: Client, batch: SessionKey & { tab: string; seq: number }): Promise<void> {
  const { project, session, tab, seq } = batch;
  await client.insert('arrivals', [{ project, session, tab, seq }]);
}

import type { SessionKey } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** One batch that came. `arrivedAt` in epoch milliseconds of the engine's clock. */
export interface Arrival extends SessionKey {
  arrivedAt: number;
  tab: string;
  seq: number;
}

/** Batches that arrived at or after `since`, oldest first, at most `limit`. */
export function readArrivals(client: Client, since: number, limit: number): Promise<Arrival[]> {
  return client.rows(sql('arrivals-since'), { since, limit });
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

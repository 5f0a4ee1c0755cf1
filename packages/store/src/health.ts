import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** Parts that the engine put aside as damaged: anything over 0 means lost rows. Doubles as the readiness question. */
export async function countDetachedParts(client: Client): Promise<number> {
  const rows = await client.rows<{ parts: number }>(sql('detached-parts'), {});
  return rows[0]?.parts ?? 0;
}

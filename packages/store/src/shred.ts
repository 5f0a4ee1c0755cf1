import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client.ts';
import { StoreError } from './errors.ts';
import { sql } from './queries.ts';

/** Milliseconds between two looks at how far the engine is. */
const LOOK_EVERY_MS = 500;

/** Tables that have deleted rows on the disk. */
export async function listMaskedTables(client: Client): Promise<string[]> {
  return (await client.rows<{ table: string }>(sql('masked-tables'), {})).map(({ table }) => table);
}

/**
 * Takes deleted rows from the disk: rewrites what holds them, and waits until the parts that were replaced are removed. The engine
 * does it in the background; a ClickHouse of the owner's keeps replaced parts for some minutes (`old_parts_lifetime`).
 * @throws StoreError; AbortError when `signal` ends the waiting: the engine goes on by itself
 */
export async function shred(client: Client, signal?: AbortSignal): Promise<void> {
  const tables = await listMaskedTables(client);
  if (tables.length === 0) return;
  for (const table of tables) await client.command(sql('shred'), { table });
  let until = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const { rewriting, replaced } = await leftovers(client, tables, until);
    if (rewriting === 0 && until === Number.MAX_SAFE_INTEGER) until = Date.now() + 1_000;
    else if (rewriting === 0 && replaced === 0) return;
    if (rewriting === 0) await startCleanup(client, tables);
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

/** A ClickHouse of the owner's may not let us; then it removes them in its own time. @throws StoreError `unavailable` */
async function startCleanup(client: Client, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await client.command(sql('start-cleanup'), { table }).catch((error: unknown) => {
      if (!(error instanceof StoreError) || error.code !== 'refused') throw error;
    });
  }
}

async function leftovers(
  client: Client,
  tables: readonly string[],
  until: number,
): Promise<{ rewriting: number; replaced: number }> {
  const rows = await client.rows<{ rewriting: number; replaced: number }>(sql('leftovers'), {
    tables,
    until: Math.min(until, Date.UTC(2100, 0, 1)),
  });
  return rows[0] ?? { rewriting: 0, replaced: 0 };
}

import type { SearchValues } from '@falter/wire';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** Sessions that are looked at: enough to know what is usual, few enough to be read while somebody begins to type. */
const ROWS = 5_000;

/** What sessions since a time (epoch ms) have most often, of the newest of them. */
export async function readSearchValues(
  client: Client,
  { project, since }: { project: string; since: number },
): Promise<SearchValues> {
  const rows = await client.rows<SearchValues>(sql('search-values'), { project, since, rows: ROWS });
  return (
    rows[0] ?? { urls: [], errors: [], elements: [], browsers: [], systems: [], releases: [], attributes: [], tags: [] }
  );
}

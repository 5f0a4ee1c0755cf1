import { type SessionKey, time } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** How often a value of one measure fell into each bucket. */
export interface NormRow {
  /** `dwell`, `scroll-turns`, ... */
  measure: string;
  /** Route of the page. */
  page: string;
  /** What on the page; '' for the page as a whole. */
  element: string;
  /** Bucket (0 to 255): how many values. */
  buckets: Readonly<Record<number, number>>;
}

/** Rows that are read at most: what most is known of. */
const ROWS_MAX = 20_000;

/**
 * Adds what a closed session tells of what is usual, once: false when it was added before. Rows are written under the session's own
 * token and then the session is written down, so that a writer who died between the two adds nothing twice either.
 */
export async function addNorms(
  client: Client,
  of: SessionKey & { firstSeenAt: number; device: string },
  rows: readonly NormRow[],
): Promise<boolean> {
  const { project, session, firstSeenAt, device } = of;
  if ((await client.rows(sql('norm-session'), { project, session })).length > 0) return false;
  const day = time(firstSeenAt).slice(0, 10);
  await client.insert(
    'norms',
    rows.map(({ measure, page, element, buckets }) => {
      return { project, device, day, measure, page, element, buckets: { ...buckets } };
    }),
    { insert_deduplication_token: `norms ${project} ${session}` },
  );
  await client.insert('norm_sessions', [{ project, session, first_seen_at: time(firstSeenAt) }]);
  return true;
}

/** What is usual, from the values of the days of two moments (epoch ms, UTC), both included; of measures with `least` values or more. */
export function readNorms(
  client: Client,
  asked: { project: string; device: string; from: number; to: number; least: number },
): Promise<NormRow[]> {
  return client.rows(sql('norms'), { ...asked, limit: ROWS_MAX });
}

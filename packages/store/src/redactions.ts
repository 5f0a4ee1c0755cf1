import type { RedactionClass } from '@falter/wire';
import { time } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** What was taken out of batches of one day, of one class and at one place. Times in epoch milliseconds of the collector's clock. */
export interface RedactionCount {
  project: string;
  class: RedactionClass;
  place: string;
  /** Scrubbed path of the page, '' where it is not known. */
  path: string;
  count: number;
  lastAt: number;
}

/** Adds to what is known of a day: that of `lastAt`. Written twice it counts twice. */
export async function addRedactions(client: Client, counts: readonly RedactionCount[]): Promise<void> {
  await client.insert(
    'redactions',
    counts.map(({ lastAt, ...count }) => ({ ...count, day: time(lastAt).slice(0, 10), last_at: time(lastAt) })),
  );
}

export interface RedactionSummary {
  /** Route: the path with its numbers and ids folded, `/order/:id`. */
  page: string;
  place: string;
  class: RedactionClass;
  count: number;
  lastAt: number;
}

/** What was redacted in a project since the day of a moment (epoch ms), most often first, at most `limit` rows. */
export function listRedactions(
  client: Client,
  asked: { project: string; since: number; limit: number },
): Promise<RedactionSummary[]> {
  return client.rows(sql('redaction-rows'), { ...asked });
}

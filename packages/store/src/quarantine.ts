import type { QuarantineReason } from '@falter/wire';
import { type BatchKey, type StoredBatch, time } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** A batch that was kept apart. `receivedAt` in epoch milliseconds. */
export interface Quarantined extends Omit<BatchKey, 'project'> {
  reason: QuarantineReason;
  hash: string;
  page: string;
  userAgent: string;
  events: number;
  /** Inflated. */
  bytes: number;
  receivedAt: number;
}

/** Keeps batches apart, for an admin to look at. No reader of recordings sees them. */
export async function quarantine(
  client: Client,
  batches: readonly { batch: StoredBatch; reason: QuarantineReason }[],
): Promise<void> {
  await client.insert(
    'quarantine',
    batches.map(({ batch, reason }) => ({
      reason,
      project: batch.project,
      session: batch.session,
      tab: batch.tab,
      seq: batch.seq,
      received_at: time(batch.receivedAt),
      page: batch.page,
      hash: batch.hash,
      release: batch.release,
      user_agent: batch.userAgent,
      events: batch.events,
      bytes: batch.bytes,
      lines: batch.lines,
    })),
  );
}

/** What was kept apart of a project, newest first, at most `limit`. */
export function listQuarantined(client: Client, project: string, limit: number): Promise<Quarantined[]> {
  return client.rows(sql('quarantine-list'), { project, limit });
}

/** How many batches of a project were kept apart for a reason, and when the last of them came (epoch milliseconds). */
export interface QuarantineSum {
  reason: QuarantineReason;
  batches: number;
  lastAt: number;
}

/** What was kept apart of a project in the last two weeks, by reason, newest first. */
export function summarizeQuarantine(client: Client, project: string): Promise<QuarantineSum[]> {
  return client.rows(sql('quarantine-summary'), { project });
}

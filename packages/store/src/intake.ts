import { DOCTOR_BROWSER, type IntakeOutcome } from '@falter/wire';
import { time } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** What came to the collector in one minute and ended alike. Times in epoch milliseconds of the collector's clock. */
export interface IntakeCount {
  minute: number;
  /** '' where the key is unknown or was not read. */
  project: string;
  outcome: IntakeOutcome;
  origin: string;
  hint: string;
  count: number;
  /** Milliseconds from the first byte to the disk, of all together and of the slowest; 0 but for `stored`. */
  tookMs: number;
  slowestMs: number;
  lastAt: number;
}

/** Adds to what is known of a minute. Written twice it counts twice. */
export async function addIntake(client: Client, counts: readonly IntakeCount[]): Promise<void> {
  await client.insert(
    'intake',
    counts.map(({ minute, tookMs, slowestMs, lastAt, project, outcome, origin, hint, count }) => ({
      ...{ project, outcome, origin, hint, count },
      ...{ minute: Math.floor(minute / 1000), took_ms: tookMs, slowest_ms: slowestMs, last_at: time(lastAt) },
    })),
  );
}

export interface IntakeSummary {
  /** '' for what came under nobody's key. */
  project: string;
  outcome: IntakeOutcome;
  lastHour: number;
  lastDay: number;
  lastAt: number;
}

/** What came for a project and for nobody's key, by outcome. `now` in epoch milliseconds of the collector's clock. */
export function summariseIntake(client: Client, project: string, now: number): Promise<IntakeSummary[]> {
  const ago = { hourAgo: now - 3_600_000, dayAgo: now - 24 * 3_600_000 };
  return client.rows(sql('intake-summary'), { project, ...ago });
}

export interface IntakeRow {
  project: string;
  outcome: IntakeOutcome;
  origin: string;
  hint: string;
  count: number;
  lastAt: number;
}

/** What came since a moment by outcome, origin and hint, newest first, at most `limit` rows. */
export function listIntake(
  client: Client,
  asked: { project: string; since: number; refusedOnly: boolean; limit: number },
): Promise<IntakeRow[]> {
  return client.rows(sql('intake-rows'), { ...asked });
}

/** How long stored batches took since a moment (epoch ms); `batches` is 0 when there were none. */
export async function readInsertLatency(
  client: Client,
  since: number,
): Promise<{ batches: number; tookMs: number; slowestMs: number }> {
  const rows = await client.rows<{ batches: number; tookMs: number; slowestMs: number }>(sql('insert-latency'), {
    since,
  });
  return rows[0] ?? { batches: 0, tookMs: 0, slowestMs: 0 };
}

/** When the last batch of a project came (epoch ms), but for those of `falter doctor`; undefined when none ever did. From what the detector wrote. */
export async function findLastBatch(client: Client, project: string): Promise<number | undefined> {
  const rows = await client.rows<{ at: number }>(sql('last-batch'), { project, doctor: DOCTOR_BROWSER });
  return rows[0]?.at;
}

/** The session of a project that began last, but for those of `falter doctor`; undefined when there is none. `firstSeenAt` in epoch milliseconds. */
export async function findNewestSession(
  client: Client,
  project: string,
): Promise<{ id: string; firstSeenAt: number } | undefined> {
  const asked = { project, doctor: DOCTOR_BROWSER };
  return (await client.rows<{ id: string; firstSeenAt: number }>(sql('newest-session'), asked))[0];
}

import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** Where recordings lie: `batches` as they come, `kept` those with findings that outlive their day there. */
export type RecordingTable = 'batches' | 'kept';

/** Recordings of one project from sessions first seen on one UTC day (its number, as `dayOf` counts). */
export interface DayOfRecordings {
  project: string;
  day: number;
  batches: number;
  /** Inflated. */
  bytes: number;
}

/** A day of recordings on the disk. */
export interface DayOnDisk {
  table: RecordingTable;
  day: number;
  /** As they lie there, compressed. */
  bytes: number;
  batches: number;
}

const DAY_MS = 86_400_000;

/** What a project still has from days before `before`, oldest first. */
export async function listExpiredRecordings(
  client: Client,
  { project, before, table = 'batches' }: { project: string; before: number; table?: RecordingTable },
): Promise<DayOfRecordings[]> {
  const params = { project, before, table };
  const rows = await client.rows<Omit<DayOfRecordings, 'project'>>(sql('expired-recordings'), params);
  return rows.map((row) => ({ project, ...row }));
}

/** What all projects have of a day. */
export async function listRecordingsOfDay(
  client: Client,
  day: number,
  table: RecordingTable = 'batches',
): Promise<DayOfRecordings[]> {
  const rows = await client.rows<Omit<DayOfRecordings, 'day'>>(sql('recordings-of-day'), { day, table });
  return rows.map((row) => ({ day, ...row }));
}

/** All days of recordings, oldest first. */
export function listDaysOnDisk(client: Client): Promise<DayOnDisk[]> {
  return client.rows(sql('recording-days'), {});
}

/** Drops a whole day of all projects; its place on the disk is free when it resolves. */
export function dropDay(client: Client, day: number, table: RecordingTable = 'batches'): Promise<void> {
  return client.command(sql('drop-day'), { day: partition(day), table });
}

/** Deletes one project's recordings of a day: gone for every reader when it resolves, from the disk soon after. */
export async function deleteRecordings(
  client: Client,
  { project, day }: Pick<DayOfRecordings, 'project' | 'day'>,
  table: RecordingTable = 'batches',
): Promise<void> {
  await client.command(sql('delete-recordings'), { project, day: partition(day), table });
  await client.command(sql('free-deleted'), { day: partition(day), table });
}

/**
 * Copies a project's recordings with findings of a day to `kept`, on disk when it resolves, and returns how many batches lie there.
 * Can be done again after it broke off. @throws Error when not all of them are there: the day must not be dropped
 */
export async function keepFlagged(client: Client, of: Pick<DayOfRecordings, 'project' | 'day'>): Promise<number> {
  const { project, day } = of;
  await client.command(sql('keep-flagged'), { project, day });
  const rows = await client.rows<{ missing: number; copied: number }>(sql('not-kept'), { project, day });
  const { missing = 0, copied = 0 } = rows[0] ?? {};
  if (missing > 0) throw new Error(`[store] ${missing} batches of a day could not be kept. The day stays.`);
  return copied;
}

/** `2026-11-21`, the name of a day's partition. */
export function partition(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

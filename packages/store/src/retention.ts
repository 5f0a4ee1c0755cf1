import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** Recordings of one project from sessions first seen on one UTC day (its number, as `dayOf` counts). */
export interface DayOfRecordings {
  project: string;
  day: number;
  batches: number;
  /** Inflated. */
  bytes: number;
}

const DAY_MS = 86_400_000;

/** What a project still has from days before `before`, oldest first. */
export async function listExpiredRecordings(
  client: Client,
  { project, before }: { project: string; before: number },
): Promise<DayOfRecordings[]> {
  const rows = await client.rows<Omit<DayOfRecordings, 'project'>>(sql('expired-recordings'), { project, before });
  return rows.map((row) => ({ project, ...row }));
}

/** What all projects have of a day. */
export async function listRecordingsOfDay(client: Client, day: number): Promise<DayOfRecordings[]> {
  const rows = await client.rows<Omit<DayOfRecordings, 'day'>>(sql('recordings-of-day'), { day });
  return rows.map((row) => ({ day, ...row }));
}

/** Drops a whole day of all projects; its place on the disk is free when it resolves. */
export function dropDay(client: Client, day: number): Promise<void> {
  return client.command(sql('drop-day'), { day: partition(day) });
}

/** Deletes one project's recordings of a day: gone for every reader when it resolves, from the disk soon after. */
export async function deleteRecordings(client: Client, { project, day }: DayOfRecordings): Promise<void> {
  await client.command(sql('delete-recordings'), { project, day: partition(day) });
  await client.command(sql('free-deleted'), { day: partition(day) });
}

/** `2026-11-21`, the name of a day's partition. */
function partition(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

import { randomUUID } from 'node:crypto';
import type { AuditKind, AuditWho } from '@falter/wire';
import { time } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** Something that was done to data of others. It names nobody whose data it was: a session by its id, a person by a hash. */
export interface AuditEntry {
  /** Epoch milliseconds. */
  at: number;
  id: string;
  /** '' where it is about no single project. */
  project: string;
  kind: AuditKind;
  whoKind: AuditWho;
  /** What they call themselves; '' for a visitor. */
  who: string;
  subject: string;
  why: string;
  /** Sessions, or batches, it was about. */
  count: number;
}

/** Characters of a text that somebody wrote that are kept. */
const TEXT_MAX_CHARS = 500;

/** Adds an entry, on disk when it resolves. Whoever cannot write it must not do what it is about. */
export async function writeAudit(
  client: Client,
  entry: Omit<AuditEntry, 'at' | 'id'> & { at?: number },
): Promise<void> {
  const { project, kind, who, subject, why, count, at = Date.now() } = entry;
  const texts = { who: cut(who), subject: cut(subject), why: cut(why) };
  const row = { at: time(at), id: randomUUID(), project, kind, who_kind: entry.whoKind, ...texts, count };
  await client.insert('audit', [row]);
}

/** A page of the log, newest first; `before` is the last entry of the page before. '' for all projects, all kinds. */
export function listAudit(
  client: Client,
  {
    project,
    kind,
    limit,
    before,
  }: { project: string; kind: string; limit: number; before?: { at: number; id: string } },
): Promise<AuditEntry[]> {
  const { at: beforeAt, id: beforeId } = before ?? { at: Date.UTC(2299, 11, 31), id: '~' };
  return client.rows<AuditEntry>(sql('audit-list'), { project, kind, limit, beforeAt, beforeId });
}

function cut(text: string): string {
  return text.slice(0, TEXT_MAX_CHARS);
}

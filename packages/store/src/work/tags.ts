import type { SessionKey } from '../batches.ts';
import type { Client } from '../client.ts';
import { sql } from '../queries.ts';

/** What is added to the tags of a session, and what is taken away. */
export interface TagChange {
  added: readonly string[];
  removed: readonly string[];
  byName: string;
}

/** Changes the tags of a session, on disk when it resolves. `now`: epoch milliseconds; the newest change of a tag counts. */
export async function changeTags(
  client: Client,
  { project, session }: SessionKey,
  { added, removed, byName, now }: TagChange & { now: number },
): Promise<void> {
  const row = (tag: string, gone: boolean) => ({
    project,
    session,
    tag,
    revision: now,
    by_name: byName,
    removed: gone,
  });
  const rows = [...added.map((tag) => row(tag, false)), ...removed.map((tag) => row(tag, true))];
  if (rows.length > 0) await client.insert('session_tags', rows);
}

/** The tags of a session, by name. */
export async function listTags(client: Client, { project, session }: SessionKey): Promise<string[]> {
  const rows = await client.rows<{ tag: string }>(sql('session-tags'), { project, session });
  return rows.map(({ tag }) => tag);
}

import { type SessionKey, time } from '../batches.ts';
import type { Client } from '../client.ts';
import { sql } from '../queries.ts';

/** What somebody wrote at a moment of a session. */
export interface StoredComment {
  id: string;
  /** Milliseconds since the session's start. */
  at: number;
  /** '' for the session as a whole. */
  tab: string;
  text: string;
  /** Who wrote it: kind and id, and the name. */
  byId: string;
  byName: string;
  /** Epoch milliseconds. */
  writtenAt: number;
}

/** Writes a comment, or what became of it, on disk when it resolves. `writtenAt` decides which is the newest. */
export function saveComment(client: Client, key: SessionKey, comment: StoredComment): Promise<void> {
  return write(client, key, { ...comment, removed: false });
}

/** Takes a comment away. `now`: epoch milliseconds, after it was written. */
export function removeComment(client: Client, key: SessionKey, comment: StoredComment, now: number): Promise<void> {
  return write(client, key, { ...comment, text: '', writtenAt: now, removed: true });
}

function write(
  client: Client,
  { project, session }: SessionKey,
  { id, at, tab, text, byId, byName, writtenAt, removed }: StoredComment & { removed: boolean },
): Promise<void> {
  const what = { id, revision: writtenAt, at_ms: at, tab, text, removed };
  const who = { by_id: byId, by_name: byName, written_at: time(writtenAt) };
  return client.insert('session_comments', [{ project, session, ...what, ...who }]);
}

/** The comments at a session, by moment. */
export function listComments(client: Client, { project, session }: SessionKey): Promise<StoredComment[]> {
  return client.rows(sql('session-comments'), { project, session });
}

import { type SessionKey, time } from '../batches.ts';
import type { Client } from '../client.ts';
import { sql } from '../queries.ts';

/** A link that shows one session to whoever has it. Times in epoch milliseconds. */
export interface StoredShare {
  id: string;
  /** SHA-256 of its token, hex: the token itself is kept nowhere. */
  tokenHash: string;
  byName: string;
  sharedAt: number;
  expiresAt: number;
}

/** Makes a link, on disk when it resolves. */
export function saveShare(client: Client, key: SessionKey, share: StoredShare): Promise<void> {
  return write(client, key, { ...share, revision: share.sharedAt, removed: false });
}

/** From when it resolves, nobody gets in by this link. `now`: epoch milliseconds, after it was made. */
export function endShare(client: Client, key: SessionKey, share: StoredShare, now: number): Promise<void> {
  return write(client, key, { ...share, revision: Math.max(now, share.sharedAt + 1), removed: true });
}

function write(
  client: Client,
  { project, session }: SessionKey,
  { id, tokenHash, byName, sharedAt, expiresAt, ...state }: StoredShare & { revision: number; removed: boolean },
): Promise<void> {
  const times = { shared_at: time(sharedAt), expires_at: time(expiresAt) };
  return client.insert('session_shares', [
    { project, session, id, token_hash: tokenHash, by_name: byName, ...times, ...state },
  ]);
}

/** Links to a session that are good now, newest first. */
export function listShares(client: Client, { project, session }: SessionKey): Promise<StoredShare[]> {
  return client.rows(sql('session-shares'), { project, session });
}

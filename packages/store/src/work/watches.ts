import { type SessionKey, time } from '../batches.ts';
import type { Client } from '../client.ts';
import { sql } from '../queries.ts';

/** Somebody who watched a session, the last time they did (epoch milliseconds). */
export interface Watch {
  /** Kind and id. */
  byId: string;
  byName: string;
  watchedAt: number;
}

/** Writes down who watches. The audit log is the proof; this is what colleagues see. */
export function saveWatch(client: Client, { project, session }: SessionKey, watch: Watch): Promise<void> {
  const { byId, byName, watchedAt } = watch;
  const who = { by_id: byId, by_name: byName, watched_at: time(watchedAt) };
  return client.insert('session_watches', [{ project, session, ...who }]);
}

/** Who watched a session, last first; the last hundred. */
export function listWatches(client: Client, { project, session }: SessionKey): Promise<Watch[]> {
  return client.rows(sql('session-watches'), { project, session });
}

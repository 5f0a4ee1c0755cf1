import { createHash } from 'node:crypto';
import { time } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** Milliseconds after which nobody waits any more: 30 days. */
export const WISH_LASTS_MS: number = 30 * 24 * 3_600_000;

/** Somebody wants to see the next session of a person. Times in epoch milliseconds of the server's clock. */
export interface Wish {
  project: string;
  /** The site's own id of the person. */
  person: string;
  /** SHA-256 of it, in hex. */
  personHash: string;
  /** Name of who wished it. */
  wishedBy: string;
  wishedAt: number;
  expiresAt: number;
}

/** Makes a wish, or makes it anew: then it lasts from now on. */
export async function saveWish(
  client: Client,
  { project, person, wishedBy }: Pick<Wish, 'project' | 'person' | 'wishedBy'>,
  now: number,
): Promise<Wish> {
  const personHash = createHash('sha256').update(person).digest('hex');
  const wish = { project, person, personHash, wishedBy, wishedAt: now, expiresAt: now + WISH_LASTS_MS };
  await save(client, wish, now, {});
  return wish;
}

/** Nobody waits any more: it was taken back, or `session` is what was waited for. */
export function endWish(client: Client, wish: Wish, now: number, session?: string): Promise<void> {
  return save(client, wish, now, session === undefined ? { cancelled: true } : { session });
}

function save(
  client: Client,
  { project, person, personHash, wishedBy, wishedAt, expiresAt }: Wish,
  now: number,
  { cancelled = false, session = '' }: { cancelled?: boolean; session?: string },
): Promise<void> {
  const row = {
    ...{ project, person, revision: now, person_hash: personHash, wished_by: wishedBy, session, cancelled },
    ...{ wished_at: time(wishedAt), expires_at: time(expiresAt) },
  };
  return client.insert('person_wishes', [row]);
}

/** Wishes that stand: of one person, or of all persons of all projects. */
export function listWishes(
  client: Client,
  { project = '', person = '' }: { project?: string; person?: string } = {},
): Promise<Wish[]> {
  return client.rows(sql('person-wish-list'), { project, person });
}

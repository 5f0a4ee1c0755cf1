import { createHash } from 'node:crypto';
import { time } from './batches.ts';
import type { Client } from './client.ts';
import { erase } from './erasure.ts';
import { sql } from './queries.ts';

/** A person as the site names them, within a project. */
export interface PersonKey {
  project: string;
  person: string;
}

/** Under which a person is remembered once nobody may know the name any more: SHA-256 in hex. */
export function personHash({ project, person }: PersonKey): string {
  return createHash('sha256').update(`${project}:${person}`).digest('hex');
}

/** Ids of all sessions of a person, the newest first. */
export async function listSessionsOfPerson(client: Client, { project, person }: PersonKey): Promise<string[]> {
  const rows = await client.rows<{ session: string }>(sql('sessions-of-person'), { project, person });
  return rows.map(({ session }) => session);
}

/**
 * Erases a person: all sessions of theirs so far, and whatever else names them. Sessions from before `askedAt` that turn out to be
 * theirs later go as well (`erasedUntil`); from then on they may come again. Returns the ids of the sessions.
 */
export async function erasePerson(
  client: Client,
  key: PersonKey,
  askedAt: number = Date.now(),
): Promise<readonly string[]> {
  const { project, person } = key;
  await client.insert('erased_persons', [{ project, person_hash: personHash(key), asked_at: time(askedAt) }]);
  const sessions = await listSessionsOfPerson(client, key);
  if (sessions.length > 0) await erase(client, { project, sessions }, askedAt);
  const tables = await client.rows<{ table: string }>(sql('person-tables'), {});
  for (const { table } of tables) {
    const which = { table, project, person };
    if ((await client.rows(sql('has-person'), which)).length > 0) await client.command(sql('hide-person'), which);
  }
  return sessions;
}

/** Sessions of this person that were first seen before this (epoch ms) are erased; undefined: none were. */
export async function erasedUntil(client: Client, key: PersonKey): Promise<number | undefined> {
  const rows = await client.rows<{ at: number }>(sql('erased-person'), { project: key.project, hash: personHash(key) });
  return rows[0]?.at;
}

import { type SessionKey, time } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** What was erased: a session, or a whole project (then `session` is empty). Times in epoch milliseconds. */
export interface Erasure extends SessionKey {
  askedAt: number;
  /** The engine's clock when it was last written: what a follower has read up to. */
  writtenAt: number;
  /** It is gone from the disk too. */
  gone: boolean;
}

/** Sessions of one project; none named: all there is of the project. */
export interface Erased {
  project: string;
  sessions: readonly string[];
}

/** Session ids in one statement: each has at most 64 characters, and parameters travel in the address of a request. */
const TOGETHER = 500;

/**
 * Writes down that these are erased, on disk with fsync. From here on nobody may write of them. Nothing is deleted yet: what is
 * still on its way when the rows go finds this and gives up.
 */
export async function recordErasure(client: Client, { project, sessions }: Erased, askedAt: number): Promise<void> {
  const named = sessions.length > 0 ? sessions : [''];
  const rows = named.map((session) => ({ project, session, revision: 1, asked_at: time(askedAt), gone_at: time(0) }));
  await client.insert('erasures', rows);
}

/**
 * Takes everything there is of these out of every reader's sight: it is gone from all answers when it resolves, and from the disk
 * when `shred` was there. Every table that has a project and a session is looked at, whatever its name.
 */
export async function hideErased(client: Client, erased: Erased): Promise<void> {
  const { project, sessions } = erased;
  const tables = await client.rows<{ table: string; hasSession: boolean }>(sql('personal-tables'), {});
  const slices = sessions.length === 0 ? [[]] : slicesOf(sessions);
  for (const slice of slices) {
    for (const { table, hasSession } of tables) await hideIn(client, { table, hasSession, project, slice });
    if (slice.length > 0) await hidePreviews(client, project, slice);
  }
}

interface Place {
  table: string;
  hasSession: boolean;
  project: string;
  slice: readonly string[];
}

async function hideIn(client: Client, { table, hasSession, project, slice }: Place): Promise<void> {
  if (hasSession) {
    const which = { table, project, sessions: slice };
    if ((await client.rows(sql('has-sessions'), which)).length > 0) await client.command(sql('hide-sessions'), which);
  } else if (slice.length === 0) {
    const which = { table, project };
    if ((await client.rows(sql('has-project'), which)).length > 0) await client.command(sql('hide-project'), which);
  }
}

async function hidePreviews(client: Client, project: string, sessions: readonly string[]): Promise<void> {
  const which = { project, sessions };
  if ((await client.rows(sql('previews-naming'), which)).length > 0) await client.command(sql('hide-previews'), which);
}

/** `recordErasure`, then `hideErased`: the order makes sure that what is written meanwhile is found by one or the other. */
export async function erase(client: Client, erased: Erased, askedAt: number = Date.now()): Promise<void> {
  await recordErasure(client, erased, askedAt);
  await hideErased(client, erased);
}

/** Erasures written since a moment of the engine's clock (epoch ms); 0 for all. */
export function listErasures(client: Client, since: number): Promise<Erasure[]> {
  return client.rows<Erasure>(sql('erasure-list'), { since });
}

/** Whether a session was erased, by itself or with its project. */
export async function isErased(client: Client, { project, session }: SessionKey): Promise<boolean> {
  return (await erasedAmong(client, { project, sessions: [session] })).length > 0;
}

/** Which of these sessions were erased, by themselves or with their project. */
export async function erasedAmong(client: Client, { project, sessions }: Erased): Promise<readonly string[]> {
  const rows = await client.rows<{ session: string }>(sql('erased-sessions'), { project, sessions });
  const erased = new Set(rows.map(({ session }) => session));
  return erased.has('') ? sessions : sessions.filter((session) => erased.has(session));
}

/** Writes down that these are gone from the disk. */
export async function recordGone(client: Client, erasures: readonly Erasure[], goneAt: number): Promise<void> {
  const rows = erasures.map(({ project, session, askedAt }) => {
    return { project, session, revision: 2, asked_at: time(askedAt), gone_at: time(goneAt) };
  });
  await client.insert('erasures', rows);
}

function slicesOf(sessions: readonly string[]): (readonly string[])[] {
  const count = Math.ceil(sessions.length / TOGETHER);
  return Array.from({ length: count }, (_, n) => sessions.slice(n * TOGETHER, (n + 1) * TOGETHER));
}

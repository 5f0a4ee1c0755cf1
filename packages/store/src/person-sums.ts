import { type SignalCount, STRUGGLING_MIN_SCORE } from '@falter/wire';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** What the sessions of a person add up to. Server times in epoch milliseconds; both 0 without a session. */
export interface PersonSums {
  sessions: number;
  /** With a score from `STRUGGLING_MIN_SCORE` on. */
  struggling: number;
  firstSeenAt: number;
  lastSeenAt: number;
  /** The most often first. */
  findings: SignalCount[];
}

/** Adds up all sessions of a person. */
export async function sumUpPerson(client: Client, key: { project: string; person: string }): Promise<PersonSums> {
  const rows = await client.rows<Omit<PersonSums, 'findings'> & { findings: Record<string, number> }>(
    sql('person-sums'),
    { ...key, strugglingFrom: STRUGGLING_MIN_SCORE },
  );
  const { findings = {}, ...sums } = rows[0] ?? { sessions: 0, struggling: 0, firstSeenAt: 0, lastSeenAt: 0 };
  const counts = Object.entries(findings).map(([signal, count]) => ({ signal, count }));
  return { ...sums, findings: counts.sort((a, b) => b.count - a.count || (a.signal < b.signal ? -1 : 1)) };
}

import { findNewestSession, type IntakeRow, listIntake, listProjects } from '@falter/store';
import type { Arrivals, Arrived, IntakeOutcome, Project, Refusal, RefusalList, RefusalReason } from '@falter/wire';
import { DAY_MS, iso, MINUTE_MS } from './health-part.ts';
import { REFUSAL_WORDS, type RefusalWords } from './refusal-words.ts';
import type { Source } from './session-routes.ts';

/** Rows of one answer: more than anybody reads. */
const ROWS_MAX = 200;

/** How far back somebody looks who waits for the first batch. */
const RECENT_MS: number = 15 * MINUTE_MS;

/**
 * Whether something that came under nobody's key may be of this project: a script says no key, and of a wrong key one only knows the
 * page it came from. What comes from an origin of another project alone is that one's.
 */
export function concerns(row: IntakeRow, project: string, projects: readonly Project[]): boolean {
  if (row.project === project) return true;
  const owners = projects.filter(({ origins }) => allows(origins, row.origin));
  return owners.length === 0 || owners.some((owner) => owner.project === project);
}

function allows(origins: readonly string[], origin: string): boolean {
  return origins.includes(origin) || origins.includes(origin.replace(/(?::\d+)?$/, ':*'));
}

const NO_WORDS: RefusalWords = { meaning: '', todo: '' };

function wordsFor(outcome: IntakeOutcome): RefusalWords {
  return Object.hasOwn(REFUSAL_WORDS, outcome) ? REFUSAL_WORDS[outcome as RefusalReason] : NO_WORDS;
}

/** GET /health/refusals: what was refused in the last day. `now` in epoch milliseconds. */
export async function listRefusals({ store, project }: Source, now: number): Promise<RefusalList> {
  const [rows, projects] = await Promise.all([
    listIntake(store, { project, since: now - DAY_MS, refusedOnly: true, limit: ROWS_MAX }),
    listProjects(store),
  ]);
  const refusals = rows
    .filter((row) => concerns(row, project, projects))
    .map(({ outcome, origin, hint, count, lastAt }): Refusal => {
      const said = { origin, keyHint: hint, count, lastAt: iso(lastAt) };
      return { reason: outcome as RefusalReason, ...said, ...wordsFor(outcome) };
    });
  return { refusals };
}

/** GET /health/arrivals: what came in the last quarter of an hour. `now` in epoch milliseconds. */
export async function tellArrivals({ store, project }: Source, now: number): Promise<Omit<Arrivals, 'demoUrl'>> {
  const [rows, projects, newest] = await Promise.all([
    listIntake(store, { project, since: now - RECENT_MS, refusedOnly: false, limit: ROWS_MAX }),
    listProjects(store),
    findNewestSession(store, project),
  ]);
  const mine = projects.find((known) => known.project === project);
  const arrived = rows
    .filter((row) => concerns(row, project, projects))
    .map(({ outcome, origin, hint, count, lastAt }): Arrived => {
      return { outcome, origin, keyHint: hint, count, lastAt: iso(lastAt), ...wordsFor(outcome) };
    });
  return {
    project,
    now: iso(now),
    // The key that was made last: where there are two, it is the one that stays.
    writeKey: mine?.keys.at(-1) ?? '',
    origins: [...(mine?.origins ?? [])],
    arrived,
    newestSession: newest ? { id: newest.id, startedAt: iso(newest.firstSeenAt) } : null,
  };
}

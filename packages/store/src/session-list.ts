import { ID_PATTERN, type SearchTerm, type Session } from '@falter/wire';
import type { Client } from './client.ts';
import { sql } from './queries.ts';
import { conditionsOf } from './session-conditions.ts';
import { fromColumns, type SessionColumns } from './sessions.ts';

export interface SessionFilter {
  project: string;
  /** Only sessions with a finding of this signal; '' for all. */
  signal: string;
  /** Words that URLs, labels, errors, person, traits or attributes of the session contain, each of them; one alone may be its id. */
  words: readonly string[];
  /** The support code that the words may be, as `readSupportCode` reads it; '' when they are none. */
  code: string;
  /** What else must hold, as it was typed; times are told by `from` and `to`. */
  terms: readonly SearchTerm[];
  /** Server time of its last batch, epoch ms, from which on a session is running. */
  liveSince: number;
  /** Kind and id of who asks, for what they watched; absent when it is nobody. */
  watcher?: string | undefined;
  /** Only sessions of the person of this id; '' for all. */
  person: string;
  /** Server time at which the session was first seen, epoch ms: from (inclusive), to (exclusive). */
  from: number;
  to: number;
  minScore: number;
  /** Whether sessions of bots are listed too, or no others. */
  bots: boolean;
  onlyBots: boolean;
  /** Only sessions with a finding of any signal. */
  flagged: boolean;
  /** Device, browser without its version, release; what is not known is called `unknown`. */
  device: string;
  browser: string;
  release: string;
  /** Route of a page that the session saw. */
  page: string;
  /** Route and element of a finding: of one and the same, and of `signal` where that is given. */
  foundOn: string;
  element: string;
  /** Issue of a finding: of that same one, where they are given too. */
  issue: string;
  limit: number;
}

/** Last row of the page before; see `START` for the first page. */
export interface SessionCursor {
  beforeScore: number;
  beforeAt: number;
  beforeId: string;
}

/** The cursor before every row: no score is over 100, no time behind 2299, no id after '~'. */
export const START: SessionCursor = { beforeScore: 101, beforeAt: Date.UTC(2299, 11, 31), beforeId: '~' };

/** Rows that are asked for at first, for each session of a page: a session that just runs has a row for each time it was looked at. */
const ROWS_EACH = 3;

/** So many times more rows where too few of them were the newest of their session. */
const MORE = 4;

/** More rows than that at once are no page of anything. */
const ROWS_MAX = 20_000;

/** Where the query of the list has room for the terms of a search. */
const TERMS = '-- and what else was asked for: session-conditions.ts';

/** Rows that the engine reads at once: few, where the first rows will do; the usual where an index says where to look. */
const BLOCK = 4_096;
const TEXT_BLOCK = 65_536;

type Query = SessionFilter & SessionCursor & { byScore: boolean };

/** A row that passes the filter, in whatever revision. */
interface Found {
  id: string;
  firstSeenAt: number;
  revision: number;
  score: number;
}

/** A session in its newest revision. */
interface Newest {
  id: string;
  revision: number;
  session: Session;
}

/** A page of sessions, newest first. */
export function listRecentSessions(client: Client, filter: SessionFilter, after: SessionCursor): Promise<Session[]> {
  return list(client, { ...filter, ...after, byScore: false });
}

/** A page of sessions, highest struggle score first. */
export function listSessionsByScore(client: Client, filter: SessionFilter, after: SessionCursor): Promise<Session[]> {
  return list(client, { ...filter, ...after, byScore: true });
}

/**
 * Finds rows in the order of the list, whatever their revision, and then looks whether they are the newest of their session. The other
 * way round, the newest revision of every session first, the whole range would be sorted for one page (measured in the README).
 */
async function list(client: Client, query: Query): Promise<Session[]> {
  const page = new Map<string, Session>();
  let cursor = {};
  for (let rows = query.limit * ROWS_EACH; ; rows = Math.min(rows * MORE, ROWS_MAX)) {
    const found = await find(client, { ...query, ...cursor }, { rows });
    for (let at = 0; at < found.length && page.size < query.limit; at += query.limit) {
      const newest = await newestOf(client, query, found.slice(at, at + query.limit));
      for (const session of newest) page.set(session.id, session);
    }
    const last = found.at(-1);
    if (!last || found.length < rows || page.size >= query.limit) return [...page.values()].slice(0, query.limit);
    cursor = { beforeScore: last.score, beforeAt: last.firstSeenAt, beforeId: last.id };
  }
}

/**
 * The first rows in the order of the list. What a person types may be a text, an id or a support code: each is looked for.
 * `only`: ids of sessions, [] for all.
 */
async function find(
  client: Client,
  query: Query,
  { rows, only = [] }: { rows: number; only?: string[] },
): Promise<Found[]> {
  const { words, code, terms, liveSince, watcher, byScore, ...params } = query;
  const ask = (more: readonly SearchTerm[]): Promise<Found[]> => {
    const conditions = conditionsOf([...terms, ...more], { liveSince, watcher });
    const table = byScore && !conditions.wide ? 'session_scores' : 'sessions';
    const block = conditions.indexed ? TEXT_BLOCK : BLOCK;
    const text = sql('session-list').replace(TERMS, () => conditions.sql);
    return client.rows(text, { ...params, ...conditions.params, byScore, table, block, rows, only });
  };
  const texts = words.map((value) => term('', value));
  const [word = ''] = words;
  const found = await Promise.all([
    ...(words.length > 0 || code === '' ? [ask(texts)] : []),
    ...(words.length === 1 && ID_PATTERN.test(word) ? [ask([term('id', word)])] : []),
    ...(code === '' ? [] : [ask([term('code', code)])]),
  ]);
  if (found.length === 1) return found.flat();
  const each = new Map(found.flat().map((row) => [nameRow(row), row]));
  return [...each.values()].sort((a, b) => compare(a, b, byScore)).slice(0, rows);
}

function term(field: string, value: string): SearchTerm {
  return { field, not: false, compare: '', value };
}

/** Negative where `a` comes first; of one session the newer revision does. */
function compare(a: Found, b: Found, byScore: boolean): number {
  const score = byScore ? b.score - a.score : 0;
  // ids compare as the engine's do: by their characters, no language asked
  const id = a.id === b.id ? 0 : a.id < b.id ? 1 : -1;
  return score || b.firstSeenAt - a.firstSeenAt || id || b.revision - a.revision;
}

/** Sessions whose newest revision is among the rows, in the order of the rows. */
async function newestOf(client: Client, query: Query, found: readonly Found[]): Promise<Session[]> {
  const newest = await lookUp(client, query.project, found);
  const passed = new Set(found.map(nameRow));
  const hasPassed = ({ id }: Found): boolean => passed.has(nameRow(newest.get(id) as Newest));
  // By score a session stands where its newest revision does, and not where an older one did; erased meanwhile, nowhere.
  const inPlace = found.filter(({ id, score }) => {
    const own = newest.get(id);
    return own !== undefined && (!query.byScore || own.session.score === score);
  });
  const others = inPlace.filter((row) => !hasPassed(row));
  // Most others do not pass in their newest revision. But a session that runs may have got one after the rows were found.
  if (others.length > 0) for (const row of await findAgain(client, query, others)) passed.add(nameRow(row));
  return inPlace.filter(hasPassed).flatMap(({ id }) => newest.get(id)?.session ?? []);
}

const nameRow = ({ id, revision }: { id: string; revision: number }): string => `${id} ${revision}`;

/** Sessions of these rows as they are now, by their ids. */
async function lookUp(client: Client, project: string, found: readonly Found[]): Promise<Map<string, Newest>> {
  const each = [...new Map(found.map((row) => [row.id, row])).values()];
  const [ats, ids] = [each.map(({ firstSeenAt }) => firstSeenAt), each.map(({ id }) => id)];
  const rows = await client.rows<SessionColumns & Newest>(sql('sessions-at'), { project, ats, ids });
  return new Map(rows.map(({ revision, ...row }) => [row.id, { id: row.id, revision, session: fromColumns(row) }]));
}

/** All rows of the sessions of these that pass. */
function findAgain(client: Client, query: Query, found: readonly Found[]): Promise<Found[]> {
  const ats = found.map(({ firstSeenAt }) => firstSeenAt);
  const around = { from: Math.min(...ats), to: Math.max(...ats) + 1 };
  const only = [...new Set(found.map(({ id }) => id))];
  return find(client, { ...query, ...around, ...START }, { rows: ROWS_MAX, only });
}

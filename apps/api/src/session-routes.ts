import {
  type Client,
  findSession,
  listFindings,
  listPageViews,
  listRecentSessions,
  listSessionsByScore,
  START,
  summariseRecording,
} from '@falter/store';
import {
  type FindingList,
  printTerm,
  type SearchTerm,
  type Session,
  type SessionDetail,
  type SessionList,
  type SessionRow,
} from '@falter/wire';
import { readCursor, writeCursor } from './cursor.ts';
import { refuseErased } from './erasure-routes.ts';
import { ApiError } from './problem.ts';
import { sessionFromRecording, toFindingRow, toSessionDetail, toSessionRow } from './rows.ts';
import type { SessionQuery } from './session-query.ts';
import { filterOf, type SessionSearch, searchOf } from './session-search.ts';
import { arrivingRows } from './sessions-arriving.ts';
import { whyMatched } from './why-matched.ts';

/** What the answers are read from. */
export interface Source {
  store: Client;
  project: string;
  /** Kind and id of who asks, where they may watch sessions. */
  watcher?: string | undefined;
}

/**
 * GET /sessions. One row more than asked for tells whether there is a next page.
 * @param signals ids of the signals that there are
 */
export async function listSessions(
  source: Source,
  query: SessionQuery,
  signals: readonly string[],
): Promise<SessionList> {
  const { sort, limit } = query;
  if (query.from > query.to) throw new ApiError('bad_parameter', '`from`: expected a time that is not after `to`.');
  const cursor = query.cursor === '' ? START : readCursor(sort, query.cursor);
  if (!cursor) throw new ApiError('bad_parameter', '`cursor`: expected the `next` of an answer with the same `sort`.');
  const now = Date.now();
  const search = searchOf(query, { signals, now, mayWatch: source.watcher !== undefined });
  const [arriving, found] = await Promise.all([
    arrivingRows(source, { query, search, now }),
    LISTS[sort](source.store, { ...askedBy(source), ...search.filter, limit: limit + 1 }, cursor),
  ]);
  const known = new Set(found.map(({ id }) => id));
  const first = arriving.filter(({ id }) => !known.has(id)).slice(0, limit - 1);
  const page = found.slice(0, limit - first.length);
  const last = page.at(-1);
  const rows = page.map((session) => toListRow(session, search.terms, now));
  return {
    sessions: [...first, ...rows],
    next:
      last && found.length > page.length
        ? writeCursor(sort, { beforeScore: last.score, beforeAt: last.firstSeenAt, beforeId: last.id })
        : null,
    ...(search.warnings.length > 0 && { warnings: search.warnings }),
    ...(rows.length + first.length === 0 && (await explain(source, query, search))),
  };
}

const LISTS = { recent: listRecentSessions, score: listSessionsByScore };

function toListRow(session: Session, terms: readonly SearchTerm[], now: number): SessionRow {
  const why = whyMatched(session, terms);
  return { ...toSessionRow(session, now), ...(why.length > 0 && { why }) };
}

/** Terms without any one of which something would be found: each costs a question more, so only the first are tried. */
const EXPLAINED_MAX = 6;

function askedBy({ project, watcher }: Source): { project: string; watcher: string | undefined } {
  return { project, watcher };
}

async function explain(
  source: Source,
  query: SessionQuery,
  { terms }: SessionSearch,
): Promise<Pick<SessionList, 'excludedBy'>> {
  if (query.explain === 'no' || terms.length < 2) return {};
  const tried = terms.slice(0, EXPLAINED_MAX).map(async (term) => {
    const others = filterOf(
      query,
      terms.filter((other) => other !== term),
      Date.now(),
    );
    const found = await listRecentSessions(source.store, { ...askedBy(source), ...others, limit: 1 }, START);
    return found.length > 0 ? [printTerm(term)] : [];
  });
  return { excludedBy: (await Promise.all(tried)).flat() };
}

/** GET /sessions/ID. @throws ApiError `unknown_session` when there is neither a row nor a recording */
export async function showSession({ store, project }: Source, id: string): Promise<SessionDetail> {
  const key = { project, session: id };
  const [session, tabs, pageViews] = await Promise.all([
    findSession(store, key),
    summariseRecording(store, key),
    listPageViews(store, key),
  ]);
  if (!session) await refuseErased(store, project, id);
  if (!session && tabs.length === 0) throw unknownSession();
  const known = session ?? sessionFromRecording(key, tabs);
  return toSessionDetail({ session: known, tabs, pageViews, processing: !session }, Date.now());
}

/** Whether there is such a session, for who needs nothing of it. @throws ApiError `unknown_session`, `erased` */
export async function requireSession({ store, project }: Source, id: string): Promise<void> {
  const key = { project, session: id };
  if (await findSession(store, key)) return;
  await refuseErased(store, project, id);
  if ((await summariseRecording(store, key)).length === 0) throw unknownSession();
}

/** GET /sessions/ID/findings; none before the detector has looked. @throws ApiError `unknown_session` */
export async function showFindings({ store, project }: Source, id: string): Promise<FindingList> {
  const key = { project, session: id };
  const [session, findings] = await Promise.all([findSession(store, key), listFindings(store, key)]);
  if (session) return { findings: findings.map((finding) => toFindingRow(finding, session.startedAt)) };
  await requireSession({ store, project }, id);
  return { findings: [] };
}

export function unknownSession(): ApiError {
  return new ApiError('unknown_session', 'There is no session of this id.');
}

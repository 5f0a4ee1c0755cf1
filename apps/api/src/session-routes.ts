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
import { type FindingList, readSupportCode, type SessionDetail, type SessionList } from '@falter/wire';
import { readCursor, writeCursor } from './cursor.ts';
import { refuseErased } from './erasure-routes.ts';
import { ApiError } from './problem.ts';
import { sessionFromRecording, toFindingRow, toSessionDetail, toSessionRow } from './rows.ts';
import type { SessionQuery } from './session-query.ts';

/** What the answers are read from. */
export interface Source {
  store: Client;
  project: string;
}

/** GET /sessions. One row more than asked for tells whether there is a next page. */
export async function listSessions({ store, project }: Source, query: SessionQuery): Promise<SessionList> {
  const { sort, limit, from, to, bots, flagged, cursor: _, ...filter } = query;
  if (from > to) throw new ApiError('bad_parameter', '`from`: expected a time that is not after `to`.');
  const cursor = query.cursor === '' ? START : readCursor(sort, query.cursor);
  if (!cursor) throw new ApiError('bad_parameter', '`cursor`: expected the `next` of an answer with the same `sort`.');
  const list = sort === 'score' ? listSessionsByScore : listRecentSessions;
  const kinds = { bots: bots !== 'exclude', onlyBots: bots === 'only', flagged: flagged === 'yes' };
  const code = readSupportCode(query.q);
  const found = await list(store, { project, from, to, ...filter, ...kinds, code, limit: limit + 1 }, cursor);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const more = last && found.length > limit;
  const now = Date.now();
  return {
    sessions: page.map((session) => toSessionRow(session, now)),
    next: more ? writeCursor(sort, { beforeScore: last.score, beforeAt: last.firstSeenAt, beforeId: last.id }) : null,
  };
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

/** GET /sessions/ID/findings; none before the detector has looked. @throws ApiError `unknown_session` */
export async function showFindings({ store, project }: Source, id: string): Promise<FindingList> {
  const key = { project, session: id };
  const [session, findings] = await Promise.all([findSession(store, key), listFindings(store, key)]);
  if (session) return { findings: findings.map((finding) => toFindingRow(finding, session.startedAt)) };
  await refuseErased(store, project, id);
  const tabs = await summariseRecording(store, key);
  if (tabs.length === 0) throw unknownSession();
  return { findings: [] };
}

export function unknownSession(): ApiError {
  return new ApiError('unknown_session', 'There is no session of this id.');
}

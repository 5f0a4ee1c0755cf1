import {
  type Client,
  type IssueExampleRow,
  type IssueNumbers,
  type IssuePartNumbers,
  type IssueQuestion,
  listIssueDecisions,
  listIssueExamples,
  listIssueParts,
  listIssues,
} from '@falter/store';
import {
  ISSUE_NEW_MS,
  ISSUE_TREND_PARTS,
  type IssueDetail,
  type IssueExample,
  type IssueList,
  type IssuePart,
  type IssueRow,
  type SessionsQuery,
} from '@falter/wire';
import { type IssueQuery, type IssueRange, readIssueCursor, writeIssueCursor } from './issue-query.ts';
import { ApiError } from './problem.ts';

/** What the answers are read from. */
export interface IssueSource {
  store: Client;
  project: string;
  /** Whether sessions of bots count where a request leaves it open. */
  countBots: boolean;
}

const DAY_MS = 86_400_000;
const RANGE_MS = 30 * DAY_MS;
/** What lies longer ago than a year and a bit is not looked at: an issue of then that comes back is new. */
const LOOKED_AT_MS = 400 * DAY_MS;
const EXAMPLES = 12;

/** GET /issues. One row more than asked for tells whether there is a next page. @throws ApiError `bad_parameter` */
export async function showIssues(source: IssueSource, query: IssueQuery, now: number): Promise<IssueList> {
  const { sort, limit, state, signal, q } = query;
  const asked = questionOf(source, query, now);
  const after = readIssueCursor(sort, query.cursor);
  if (!after) throw new ApiError('bad_parameter', '`cursor`: expected the `next` of an answer with the same `sort`.');
  const found = await listIssues(source.store, { ...asked, state, signal, q, sort, limit: limit + 1 }, after);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const more = last && found.length > limit;
  return {
    from: iso(asked.from),
    to: iso(asked.to),
    issues: page.map((row) => toRow(row, asked)),
    next: more ? writeIssueCursor(sort, { beforeRank: last.rank, beforeId: last.id }) : null,
  };
}

/** GET /issues/ID. @throws ApiError `unknown_issue` */
export async function showIssue(source: IssueSource, id: string, asked: IssueRange, now: number): Promise<IssueDetail> {
  const question = { ...questionOf(source, asked, now), issue: id };
  const [[row], parts, examples, decisions] = await Promise.all([
    listIssues(source.store, question, { beforeRank: Number.MAX_SAFE_INTEGER, beforeId: '~' }),
    listIssueParts(source.store, question),
    listIssueExamples(source.store, question, EXAMPLES),
    listIssueDecisions(source.store, question),
  ]);
  if (!row) throw unknownIssue();
  const of = (part: IssuePartNumbers['part']) =>
    parts.filter((one) => one.part === part).map((one) => toPart(one, question));
  const history = decisions.map(({ state, release, decidedAt, decidedBy, note }) => {
    return { state, release, at: iso(decidedAt), by: decidedBy, note };
  });
  return {
    ...toRow(row, question),
    ...{ from: iso(question.from), to: iso(question.to), decision: history[0] ?? null },
    ...{ releases: of('release'), where: of('page'), browsers: of('browser'), devices: of('device') },
    ...{ examples: examples.map(toExample), history },
  };
}

export function unknownIssue(): ApiError {
  return new ApiError('unknown_issue', 'There is no issue of this id, or no session of it counts any more.');
}

function questionOf({ project, countBots }: IssueSource, asked: IssueRange, now: number): IssueQuestion {
  const to = Math.min(asked.to, now);
  const from = asked.from === 0 ? to - RANGE_MS : asked.from;
  if (from > to) throw new ApiError('bad_parameter', '`from`: expected a time that is not after `to`.');
  const bots = asked.bots === '' ? countBots : asked.bots === 'include';
  return {
    ...{ project, issue: '', from, to, since: Math.min(from, now - LOOKED_AT_MS), newSince: now - ISSUE_NEW_MS },
    ...{ state: '', signal: '', q: '', bots, sort: 'sessions', buckets: ISSUE_TREND_PARTS, limit: 1 },
  };
}

function toRow(row: IssueNumbers, question: IssueQuestion): IssueRow {
  const { id, kind, title, state, signals, pages, sessions, persons, meanScore, trend } = row;
  const { firstSeenAt, lastSeenAt, firstRelease, lastRelease } = row;
  return {
    ...{ id, kind, title, state, signals, pages, sessions, persons, meanScore, trend },
    ...{ firstSeenAt: iso(firstSeenAt), lastSeenAt: iso(lastSeenAt), firstRelease, lastRelease },
    query: sessionsOf({ ...question, issue: id }, { from: iso(question.from), to: iso(question.to) }),
  };
}

const NARROWED = { release: 'release', page: 'foundOn', browser: 'browser', device: 'device' } as const;

function toPart({ part, name, sessions, firstSeenAt, lastSeenAt }: IssuePartNumbers, of: IssueQuestion): IssuePart {
  const query = sessionsOf(of, { [NARROWED[part]]: name });
  return { name, sessions, firstSeenAt: iso(firstSeenAt), lastSeenAt: iso(lastSeenAt), query };
}

function sessionsOf({ issue, bots }: IssueQuestion, more: SessionsQuery): SessionsQuery {
  return { issue, ...(bots ? {} : { bots: 'exclude' }), ...more };
}

function toExample({ id, firstSeenAt, startedAt, stack, ...row }: IssueExampleRow): IssueExample {
  const { session, signal, page, why, release, browser, os, device, score, person } = row;
  return {
    ...{ session, finding: id, signal, at: Math.max(0, row.at - startedAt), page, why, seenAt: iso(firstSeenAt) },
    ...{ release, browser, os, device, score, person, hasStack: stack !== '' },
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

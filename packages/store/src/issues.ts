import type { Cause, IssueDecided, IssueState } from '@falter/wire';
import { time } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** Which issues are asked for. Empty texts mean: all. Times in epoch ms of the server's clock. */
export interface IssueQuestion {
  project: string;
  /** One issue, whatever else is asked for. */
  issue: string;
  /** What is counted: sessions first seen from (inclusive), to (exclusive). */
  from: number;
  to: number;
  /** Nothing from before is looked at, also for when an issue was seen first. */
  since: number;
  /** An issue that was seen first since then is new. */
  newSince: number;
  /** `open`: neither muted nor resolved. */
  state: IssueState | 'open' | '';
  signal: string;
  /** Text of the title or of a route. */
  q: string;
  /** Whether sessions of bots count. */
  bots: boolean;
  sort: 'sessions' | 'last' | 'first';
  /** Parts into which the range is cut for the trend. */
  buckets: number;
  limit: number;
}

/** The last row of the page before. */
export interface IssueCursor {
  beforeRank: number;
  beforeId: string;
}

/** Before every row: no rank is higher, no id comes after '~'. */
export const ISSUES_START: IssueCursor = { beforeRank: Number.MAX_SAFE_INTEGER, beforeId: '~' };

/** An issue, with what was found of it in the range. */
export interface IssueNumbers {
  id: string;
  kind: Cause['kind'];
  title: string;
  state: IssueState;
  signals: string[];
  /** Routes, at most three, the most frequent first. */
  pages: string[];
  sessions: number;
  /** Those that the site named. */
  persons: number;
  meanScore: number;
  /** Sessions of each part of the range. */
  trend: number[];
  /** Of all times that are looked at, epoch ms. */
  firstSeenAt: number;
  lastSeenAt: number;
  firstRelease: string;
  lastRelease: string;
  /** What somebody decided; '' for nothing so far. */
  decided: IssueDecided | '';
  decidedRelease: string;
  decidedAt: number;
  decidedBy: string;
  note: string;
  /** What it is sorted by. */
  rank: number;
}

/** A page of issues, the highest rank first. */
export function listIssues(client: Client, question: IssueQuestion, after: IssueCursor): Promise<IssueNumbers[]> {
  return client.rows(sql('issue-list'), { ...question, ...after });
}

/** Which issue, and what of it counts; see `IssueQuestion`. */
export type OneIssue = Pick<IssueQuestion, 'project' | 'issue' | 'since' | 'bots'>;

/** An issue in one release, on one page, in one browser or on one kind of device. */
export interface IssuePartNumbers {
  part: 'release' | 'page' | 'browser' | 'device';
  /** `unknown` where it is not known. */
  name: string;
  sessions: number;
  firstSeenAt: number;
  lastSeenAt: number;
}

/** Releases the latest first, the others by sessions, at most 20 of each. */
export function listIssueParts(client: Client, { project, issue, since, bots }: OneIssue): Promise<IssuePartNumbers[]> {
  return client.rows(sql('issue-parts'), { project, issue, since, bots });
}

/** A finding of an issue, and who was there. Times in epoch ms; `startedAt` is the session's by the page's clock. */
export interface IssueExampleRow {
  session: string;
  id: string;
  signal: string;
  tab: string;
  page: string;
  why: string;
  confidence: number;
  at: number;
  until: number;
  /** '' for what is no error. */
  stack: string;
  startedAt: number;
  firstSeenAt: number;
  release: string;
  browser: string;
  os: string;
  device: string;
  score: number;
  person: string;
}

/** The newest findings of an issue, one of each session. */
export function listIssueExamples(
  client: Client,
  { project, issue, since, bots }: OneIssue,
  limit: number,
): Promise<IssueExampleRow[]> {
  return client.rows(sql('issue-examples'), { project, issue, since, bots, limit });
}

/** What somebody decided of an issue. */
export interface IssueDecisionRow {
  project: string;
  issue: string;
  state: IssueDecided;
  /** In which it is resolved; '' for whatever comes from now on. */
  release: string;
  decidedBy: string;
  note: string;
}

/** Writes it down, on disk when it resolves; the later one counts. `now`: epoch ms. */
export function saveIssueDecision(client: Client, decision: IssueDecisionRow, now: number): Promise<void> {
  const { project, issue, state, release, decidedBy, note } = decision;
  const row = { project, issue, decided_at: time(now), state, release, decided_by: decidedBy, note };
  return client.insert('issue_decisions', [row]);
}

/** What was decided of an issue, newest first, at most 20. */
export function listIssueDecisions(
  client: Client,
  { project, issue }: Pick<OneIssue, 'project' | 'issue'>,
): Promise<(Omit<IssueDecisionRow, 'project' | 'issue'> & { decidedAt: number })[]> {
  return client.rows(sql('issue-decisions'), { project, issue });
}

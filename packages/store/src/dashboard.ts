import { DOCTOR_BROWSER } from '@falter/wire';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** What every number of a dashboard is asked with. Empty texts mean: all. */
export interface DashboardQuestion {
  project: string;
  /** Server time at which a session was first seen, epoch ms: from (inclusive), to (exclusive). */
  from: number;
  to: number;
  /** Milliseconds by which the period before lies earlier; at least `to - from`. */
  shift: number;
  /** `quarter`: of an hour. */
  step: 'minute' | 'quarter' | 'hour' | 'day' | 'week';
  /** IANA name of the time zone in which days begin. */
  tz: string;
  /** Struggle score from which on a session counts as struggling. */
  minScore: number;
  device: string;
  /** Name without version. */
  browser: string;
  release: string;
  /** Route that the sessions saw, and on which findings count. */
  page: string;
  /** Signal that counts as struggling, whatever the score. */
  signal: string;
  /** Whether sessions of bots count. */
  bots: boolean;
}

/** Sessions of one part of the whole. `name` is '' for `all`; `startsAt` (epoch ms) is meant for `bucket` only. */
export interface SessionNumbers {
  part: 'all' | 'bucket' | 'device' | 'browser' | 'release';
  name: string;
  startsAt: number;
  sessions: number;
  struggling: number;
  /** With a finding of any signal. */
  flagged: number;
  previousSessions: number;
  previousStruggling: number;
  /** Sessions of bots, whether they count or not. */
  bots: number;
}

/** Sessions, now and before, in all and by time, device, browser and release; the largest part first. */
export function countSessions(client: Client, question: DashboardQuestion): Promise<SessionNumbers[]> {
  return client.rows(sql('dashboard-sessions'), { ...question });
}

export interface PageNumbers {
  route: string;
  sessions: number;
  previousSessions: number;
}

/** Sessions that saw each page, the most seen (now or before) first, at most 5,000 pages. */
export function countPages(
  client: Client,
  { step: _, tz: __, ...question }: DashboardQuestion,
): Promise<PageNumbers[]> {
  return client.rows(sql('dashboard-pages'), question);
}

/** Sessions with findings of a signal, on a page, or of a signal on an element of a page. */
export interface FindingNumbers {
  part: 'signal' | 'page' | 'element';
  signal: string;
  page: string;
  element: string;
  sessions: number;
  previousSessions: number;
  /** Those of them that count as struggling. */
  struggling: number;
  previousStruggling: number;
  /** Mean struggle score of the struggling ones, 0 where there is none. Exact for `element` only. */
  meanScore: number;
  /** Alike where the struggling sessions are the same, now and before. For `element` only. */
  sessionSet: string;
  /** The issue that most of the sessions have; '' where none is known. For `element` only. */
  issue: string;
}

/**
 * Sessions with findings by signal, page and element, what costs most first, at most 500 of each that are found now and
 * as many that were found before only.
 */
export function countFindings(client: Client, question: DashboardQuestion): Promise<FindingNumbers[]> {
  return client.rows(sql('dashboard-findings'), { ...question });
}

/** Examples of what JavaScript errors of no element said on a page, of any session of the range. */
export interface PageMessages {
  page: string;
  /** At most three: of now, or of the period before where there is none now. */
  messages: string[];
}

/** What JavaScript errors of no element said, by page. */
export function listMessages(
  client: Client,
  { project, from, to, shift, page }: Pick<DashboardQuestion, 'project' | 'from' | 'to' | 'shift' | 'page'>,
): Promise<PageMessages[]> {
  return client.rows(sql('dashboard-messages'), { project, from, to, shift, page });
}

/** Where the buckets of a range begin, epoch ms. The first may begin before the range. */
export async function listBuckets(
  client: Client,
  { from, to, step, tz }: Pick<DashboardQuestion, 'from' | 'to' | 'step' | 'tz'>,
): Promise<number[]> {
  const rows = await client.rows<{ startsAt: number }>(sql('dashboard-buckets'), { from, to, step, tz });
  return rows.map(({ startsAt }) => startsAt);
}

/** Whether a project has at least one session, but for those of `falter doctor`. */
export async function hasSessions(client: Client, project: string): Promise<boolean> {
  return (await client.rows(sql('first-session'), { project, doctor: DOCTOR_BROWSER })).length > 0;
}

import type { DashboardQuestion } from '@falter/store';
import type { SessionsQuery } from '@falter/wire';

/** Epoch milliseconds: from (inclusive), to (exclusive). */
export interface Period {
  from: number;
  to: number;
}

/** Parameters of GET /api/v1/sessions, on top of what the dashboard is narrowed to. */
export type Narrowing = Readonly<
  Partial<
    Record<
      'device' | 'browser' | 'release' | 'page' | 'signal' | 'foundOn' | 'element' | 'minScore' | 'flagged' | 'bots',
      string
    >
  >
>;

/** The period that `period` is compared with. */
export function before({ shift }: DashboardQuestion, { from, to }: Period): Period {
  return { from: from - shift, to: to - shift };
}

/** The list of all sessions of a period that pass the dashboard's filters and these. What is empty is left out. */
export function sessionsOf(question: DashboardQuestion, { from, to }: Period, narrowing: Narrowing): SessionsQuery {
  const { device, browser, release, page, bots } = question;
  const all = {
    ...{ from: new Date(from).toISOString(), to: new Date(to).toISOString() },
    ...{ device, browser, release, page, bots: bots ? '' : 'exclude' },
    ...narrowing,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/**
 * What makes a session count as struggling. Without a signal: its score; with one: a finding of it, at any score. On a
 * page: that finding, or any where no signal is asked for, must be on it. The same as the queries of the store say.
 */
export function struggle({ minScore, signal, page }: DashboardQuestion, on: Narrowing): Narrowing {
  return { minScore: minScore > 0 ? String(minScore) : '', signal, foundOn: page, ...on };
}

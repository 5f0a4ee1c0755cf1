/**
 * Struggle score from which on a session counts as struggling. One sure rage click is 33, one abandoned form 26, an error
 * that nobody may have noticed 18: a single small thing is no struggle, two are. The list colours scores from here on.
 */
export const STRUGGLING_MIN_SCORE = 25;

/** The query of GET /api/v1/sessions that lists exactly the sessions behind a number. */
export type SessionsQuery = Readonly<Record<string, string>>;

/** A number of sessions, and the way to them. */
export interface Counted {
  count: number;
  query: SessionsQuery;
}

/** An estimate with its 95 % interval, as fractions: 0.124 is 12.4 % or, as a difference, 12.4 points. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** A number of sessions out of others: now and in the period before. */
export interface ShareNow {
  found: Counted;
  /** The denominator: sessions in which it could have been found. */
  of: Counted;
  /** Wilson interval; null where there is nothing to be a share of. */
  share: Estimate | null;
}

export interface ComparedShare extends ShareNow {
  previous: ShareNow;
  /** Share now minus share before, Newcombe interval; null where one of them is not there. */
  change: Estimate | null;
}

export interface DashboardRow extends ComparedShare {
  /** Id of the signal, route of the page, or name of the device, browser or release; `unknown` where it is not known. */
  name: string;
}

/** A signal on an element of a page, or on the page itself (`(no element)`). */
export interface DashboardElement extends ComparedShare {
  signal: string;
  page: string;
  element: string;
  /** Mean struggle score of the sessions found. */
  meanScore: number;
}

/** A signal on an element. */
export interface CausePart {
  signal: string;
  element: string;
  /** Examples of what JavaScript errors of the page said there, at most three; nothing for other parts. */
  messages: string[];
  /** Id of the issue that most of its sessions have; '' where none is known. */
  issue: string;
}

/**
 * One thing to fix, or one that got better. Several parts are signals whose struggling sessions are the same; without
 * parts it is the page as a whole, without a page the signal wherever it is.
 */
export interface DashboardCause extends ComparedShare {
  page: string;
  parts: CausePart[];
  /** Mean struggle score of the sessions found now; 0 where there is none. */
  meanScore: number;
}

/** A minute, a quarter of an hour, an hour, a day or a week; the first and the last may be cut by the range. */
export interface DashboardBucket {
  /** ISO 8601 in UTC: from (inclusive), to (exclusive). */
  from: string;
  to: string;
  now: ShareNow;
  previous: ShareNow;
}

/** Rows of one kind, what costs most first. `more`: how many are not told. */
export interface Ranking<Row> {
  rows: Row[];
  more: number;
}

/** GET /api/v1/dashboard. Every session is one that was first seen in the range and passes the filters. */
export interface Dashboard {
  /** ISO 8601 in UTC. */
  from: string;
  to: string;
  /**
   * How far before the period lies that it is compared with: `before` just before, `day` so many whole days earlier that
   * it does not overlap, `week` so many whole weeks.
   */
  compare: 'before' | 'day' | 'week';
  /** The period it is compared with, of the same length. */
  previousFrom: string;
  previousTo: string;
  /** `quarter`: of an hour. */
  step: 'minute' | 'quarter' | 'hour' | 'day' | 'week';
  tz: string;
  /** `STRUGGLING_MIN_SCORE`; 0 where a signal is asked for, which then counts at any score. */
  minScore: number;
  /** Bots are in all numbers, or in none but `bots`. */
  botsCount: boolean;
  /** When the numbers were read, ISO 8601. */
  at: string;
  /** Whether the project has at least one session, whenever it was. */
  recorded: boolean;
  struggling: ComparedShare;
  /** With a finding of any signal, at any score. */
  flagged: Counted;
  bots: Counted;
  buckets: DashboardBucket[];
  /** Sessions with the signal at any score, of all. */
  signals: Ranking<DashboardRow>;
  /** Struggling sessions with a finding on the page, of those that saw it. */
  pages: Ranking<DashboardRow>;
  /** Struggling sessions with the signal on the element, of those that saw its page. */
  elements: Ranking<DashboardElement>;
  /** The elements, those with the same struggling sessions on one page as one: what to fix, what costs most first. */
  causes: Ranking<DashboardCause>;
  /** What was found before and is gone or clearly less: elements (as in `causes`), pages and signals. */
  improved: Ranking<DashboardCause>;
  devices: Ranking<DashboardRow>;
  browsers: Ranking<DashboardRow>;
  releases: Ranking<DashboardRow>;
}

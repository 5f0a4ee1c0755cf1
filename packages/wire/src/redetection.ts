import type { Preview } from './preview.ts';

/**
 * Sessions of the past judged once more, by the rules and settings of now. GET /api/v1/redetections/ID. `result.before` is what the store
 * held, `result.after` what is found now; sessions that still run are left out: they are judged by the present rules anyway.
 */
export interface Redetection extends Omit<Preview, 'detection'> {
  /** Only findings of these signals are looked at and replaced; empty: of all. */
  signals: readonly string[];
  /** Nothing is written. */
  dryRun: boolean;
}

/** What is asked for with POST /api/v1/redetections. */
export interface RedetectionWish {
  /** ISO 8601: sessions first seen from here (inclusive) to there (exclusive), by the server's clock. */
  from: string;
  to: string;
  signals?: readonly string[] | undefined;
  dryRun?: boolean | undefined;
}

/** Sessions that one redetection looks at, the newest of its time. Who has more asks for shorter times, one after another. */
export const REDETECTION_SESSIONS_MAX = 1_000_000;

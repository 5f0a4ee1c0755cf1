import type { DashboardQuestion } from '@falter/store';
import type { ComparedShare, ShareNow } from '@falter/wire';
import { before, type Narrowing, type Period, sessionsOf } from './dashboard-links.ts';
import { changeOf, shareOf } from './proportion.ts';

/** What a share is made of, now and before. */
export interface Numbers {
  found: number;
  of: number;
  previousFound: number;
  previousOf: number;
}

/** A share of sessions that are `found` (a narrowing) among those that are `all` (another). */
export type Compare = (numbers: Numbers, all: Narrowing, found: Narrowing) => ComparedShare;

export interface Sample {
  question: DashboardQuestion;
  period: Period;
  count: number;
  of: number;
}

/** One period's share, with the lists of the sessions that were found and of those they were found among. */
export function shareNow(
  { question, period, count, of }: Sample,
  { all, found }: { all: Narrowing; found: Narrowing },
): ShareNow {
  return {
    found: { count, query: sessionsOf(question, period, found) },
    of: { count: of, query: sessionsOf(question, period, all) },
    share: shareOf({ count, of }),
  };
}

/** Compares the question's range with the period before. */
export function comparer(question: DashboardQuestion): Compare {
  const period = { from: question.from, to: question.to };
  return ({ found: count, of, previousFound, previousOf }, all, found) => {
    const narrowings = { all, found };
    const now = shareNow({ question, period, count, of }, narrowings);
    const earlier = { question, period: before(question, period), count: previousFound, of: previousOf };
    const previous = shareNow(earlier, narrowings);
    return { ...now, previous, change: changeOf(now.share, previous.share) };
  };
}

import type { StepRow } from '@falter/wire';

/** Requests that begin this long after all before them ended have nothing to do with those: another burst, with a scale of its own. */
const QUIET_MS = 2_000;

/** A burst that was over sooner does not fill the width: what took a blink must not look like what took seconds. */
const LEAST_MS = 1_000;

/** Where a request lies in its burst. */
export interface Bar {
  /** 0..1 of the burst's length. */
  from: number;
  width: number;
  /** It begins a burst, and how long that lasted. Milliseconds. */
  begins: number | null;
}

/**
 * Bars of a waterfall for requests by their start. An hour on one scale would show slivers: each burst (a page that loads, a click and what
 * it asks for) that takes a second or more fills the width.
 */
export function barsOf(requests: readonly Pick<StepRow, 'at' | 'until'>[]): Bar[] {
  const bursts: { from: number; until: number; count: number }[] = [];
  for (const { at, until } of requests) {
    const burst = bursts.at(-1);
    if (burst && at - burst.until < QUIET_MS) {
      burst.until = Math.max(burst.until, until);
      burst.count++;
    } else bursts.push({ from: at, until, count: 1 });
  }
  let next = 0;
  return bursts.flatMap(({ from, until, count }) => {
    const length = Math.max(LEAST_MS, until - from);
    const first = next;
    next += count;
    return requests.slice(first, next).map((request, n) => ({
      from: (request.at - from) / length,
      width: (request.until - request.at) / length,
      begins: n === 0 ? until - from : null,
    }));
  });
}

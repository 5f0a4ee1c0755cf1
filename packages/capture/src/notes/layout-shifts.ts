export interface Shift {
  /** Milliseconds since the document began. */
  startTime: number;
  value: number;
  /** Something that the visitor did half a second before may have caused it. */
  hadRecentInput: boolean;
}

/** A window of shifts ends after this long without one, and at this length: https://web.dev/articles/cls. */
const GAP_MS = 1_000;
const WINDOW_MS = 5_000;

/** Takes shifts in order and gives the worst window's sum so far. */
export function createCls(): (shift: Shift) => number {
  let worst = 0;
  let sum = 0;
  let first = Number.NEGATIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  return ({ startTime, value, hadRecentInput }) => {
    if (hadRecentInput) return worst;
    if (startTime - last >= GAP_MS || startTime - first >= WINDOW_MS) {
      sum = 0;
      first = startTime;
    }
    last = startTime;
    sum += value;
    worst = Math.max(worst, sum);
    return worst;
  };
}

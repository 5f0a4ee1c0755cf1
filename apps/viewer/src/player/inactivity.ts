/** A stretch of the session's clock, milliseconds since its start. */
export interface Span {
  from: number;
  until: number;
}

/** A visitor who does nothing for this long is reading or away: worth skipping. Milliseconds. */
export const INACTIVE_AFTER_MS = 5_000;

/** Shown before and after an action, so that a skip never lands in the middle of something. Milliseconds. */
export const MARGIN_MS = 1_000;

/**
 * The stretches between `bounds` in which nothing happened. `moments` are the times of what the visitor did and of whatever
 * else must not be skipped (findings); their order does not matter.
 */
export function inactiveSpans(moments: readonly number[], bounds: Span): Span[] {
  const inside = moments.filter((at) => at >= bounds.from && at <= bounds.until).sort((a, b) => a - b);
  const spans: Span[] = [];
  let last = bounds.from;
  for (const at of [...inside, bounds.until]) {
    if (at - last > INACTIVE_AFTER_MS) {
      const from = last === bounds.from && inside[0] !== last ? last : last + MARGIN_MS;
      const until = at === bounds.until ? at : at - MARGIN_MS;
      spans.push({ from, until });
    }
    last = at;
  }
  return spans;
}

/** The span that the playhead is in, if any. Its end is outside: whoever skipped there goes on playing. */
export function spanAt(spans: readonly Span[], at: number): Span | undefined {
  return spans.find((span) => at >= span.from && at < span.until);
}

/** The same again within this time says nothing new. */
const REPEAT_EVERY_MS = 1_000;

/** What ticks may not use up what the session has for all of its kind. */
const REPEATS_MAX = 10;

/** Passes what was not seen for a second, and at most ten times. */
export function createRepeatFilter(): (what: string, now: number) => boolean {
  const seen = new Map<string, { last: number; count: number }>();
  return (what, now) => {
    const key = what.slice(0, 500);
    const before = seen.get(key);
    if (before && (now - before.last < REPEAT_EVERY_MS || before.count >= REPEATS_MAX)) return false;
    // A page that says something new each time must not fill the memory.
    if (seen.size > 200) seen.clear();
    seen.set(key, { last: now, count: (before?.count ?? 0) + 1 });
    return true;
  };
}

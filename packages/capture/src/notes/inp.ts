export interface Interaction {
  /** Milliseconds until the next frame showed something. */
  duration: number;
  /** Equal for all events of one interaction; 0 for what is none. */
  interactionId?: number;
}

/** Interactions that are kept: with one outlier left out for each fifty, enough for five hundred. */
const KEPT = 10;
const OUTLIER_EACH = 50;

/** Browsers count up by this from one interaction to the next. */
const ID_STEP = 7;

/** Takes interactions and gives the INP so far (https://web.dev/articles/inp): the longest, of many all but the outliers. 0: none yet. */
export function createInp(): (interaction: Interaction) => number {
  const longest = new Map<number, number>();
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  return ({ duration, interactionId: id = 0 }) => {
    if (id) {
      least = Math.min(least, id);
      most = Math.max(most, id);
      longest.set(id, Math.max(duration, longest.get(id) ?? 0));
    }
    const sorted = [...longest].sort(([, a], [, b]) => b - a);
    for (const [rest] of sorted.splice(KEPT)) longest.delete(rest);
    const known = (performance as { interactionCount?: number }).interactionCount;
    const count = known || (most - least) / ID_STEP + 1;
    return sorted[Math.min(sorted.length - 1, Math.floor(count / OUTLIER_EACH))]?.[1] ?? 0;
  };
}

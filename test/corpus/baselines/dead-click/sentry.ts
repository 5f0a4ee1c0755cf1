import { type Baseline, clicksOf, closest, type Hit, type Seen, type SeenElement, type Sight } from '../sight.ts';

const SLOW_MS = 3000;
const TIMEOUT_MS = 7000;
const SCROLL_MS = 300;
const SAME_MS = 1000;

/** rrweb's sources that Sentry takes for a change of the page. */
const CHANGES: ReadonlySet<Seen['kind']> = new Set([
  'mutation',
  'style',
  'adopted-style',
  'canvas',
  'selection',
  'media',
]);

/** A click whose first change came late or not at all. */
export interface SlowClick {
  at: number;
  element: SeenElement | null;
  /** Milliseconds to the first change within the timeout; null: there was none, the click is dead. */
  mutationAfter: number | null;
  /** What Sentry takes a click on this for. */
  closest(element: SeenElement | null): SeenElement | null;
}

/** The button, link or input that a click was meant for. */
function interactive(element: SeenElement | null): SeenElement | null {
  return closest(element, ({ tag }) => tag === 'button' || tag === 'a') ?? element;
}

function isWatched({ tag, attributes }: SeenElement): boolean {
  if (tag === 'input') return attributes.type === 'submit' || attributes.type === 'button';
  if (tag !== 'a') return tag === 'button';
  return !('download' in attributes) && (attributes.target ?? '_self') === '_self';
}

export function sentrySlowClicks(sight: Sight): SlowClick[] {
  const slow: SlowClick[] = [];
  const last = new Map<SeenElement, number>();
  for (const { at, element } of clicksOf(sight)) {
    const found = interactive(element);
    if (!found || !isWatched(found) || at - (last.get(found) ?? Number.NEGATIVE_INFINITY) < SAME_MS) continue;
    last.set(found, at);
    const change = sight.find((seen) => isChange(seen) && seen.at >= at && seen.at <= at + TIMEOUT_MS);
    const mutationAfter = change ? change.at - at : null;
    const scrolled = sight.some((seen) => seen.kind === 'scroll' && seen.at >= at && seen.at - at <= SCROLL_MS);
    if (scrolled || (mutationAfter !== null && mutationAfter <= SLOW_MS)) continue;
    slow.push({ at, element: found, mutationAfter, closest: interactive });
  }
  return slow;
}

/** A new document ends the recording's page: nothing can be said of clicks before it. */
function isChange(seen: Seen): boolean {
  return CHANGES.has(seen.kind) || (seen.kind === 'address' && seen.document);
}

/**
 * Sentry: a click on a link, a button or a submit or plain button input after which the page does not change for seven seconds, nor
 * scrolls within 300 ms; links to elsewhere and downloads are left out, one click a second and element is looked at. After three to seven
 * seconds it is called slow and not dead.
 * Source: https://github.com/getsentry/sentry-javascript, packages/replay-internal/src/coreHandlers/handleClick.ts.
 */
export const sentry: Baseline = {
  vendor: 'Sentry',
  signal: 'dead-click',
  rule: 'no change of the page for 7 s after a click on a, button or a button input, no scroll within 300 ms',
  source: 'https://github.com/getsentry/sentry-javascript packages/replay-internal/src/coreHandlers/handleClick.ts',
  find: (sight) =>
    sentrySlowClicks(sight).flatMap(({ at, element, mutationAfter }): Hit[] =>
      mutationAfter === null ? [{ at, until: at, element }] : [],
    ),
};

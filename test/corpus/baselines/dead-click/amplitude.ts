import { trackedAncestor } from '../rage-click/amplitude.ts';
import { type Baseline, clicksOf, type Hit, happened, type SeenClick, type SeenElement, type Sight } from '../sight.ts';

const WINDOW_MS = 3000;
const ALIVE = new Set(['mutation', 'address'] as const);

/** `a` with target=_blank is left out, and what Amplitude's list of selectors does not track. */
function isWatched(click: SeenClick, tracked: (element: SeenElement | null) => SeenElement | null): boolean {
  if (click.button !== 0) return false;
  const element = tracked(click.element);
  return element !== null && !(element.tag === 'a' && element.attributes.target === '_blank');
}

/** `tracked`: the element that a click is taken for; what the site configures. */
export function amplitudeDead(sight: Sight, tracked = trackedAncestor): Hit[] {
  const hits: Hit[] = [];
  let told = Number.NEGATIVE_INFINITY;
  for (const click of clicksOf(sight)) {
    if (!isWatched(click, tracked) || happened(sight, ALIVE, [click.at, click.at + WINDOW_MS])) continue;
    if (click.at - told < WINDOW_MS) continue;
    told = click.at;
    hits.push({ at: click.at, until: click.at, element: click.element });
  }
  return hits;
}

/**
 * Amplitude: a click of the main button on a tracked element that neither a mutation nor a navigation follows within 3 s; one in 3 s
 * is told.
 * Source: https://github.com/amplitude/Amplitude-TypeScript,
 * packages/plugin-autocapture-browser/src/autocapture/track-dead-click.ts.
 */
export const amplitude: Baseline = {
  vendor: 'Amplitude',
  signal: 'dead-click',
  rule: 'no mutation or navigation within 3 s of a click on a tracked element; 1 per 3 s',
  source:
    'https://github.com/amplitude/Amplitude-TypeScript packages/plugin-autocapture-browser/src/autocapture/track-dead-click.ts',
  find: (sight) => amplitudeDead(sight),
};

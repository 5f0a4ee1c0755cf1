import { activityEnd } from '../activity.ts';
import { datadogChains, during, isDatadogRage } from '../rage-click/datadog.ts';
import { type Baseline, closest, type Hit, happened, type SeenClick, type SeenElement, type Sight } from '../sight.ts';

const CLICKED_INPUTS = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range']);

function isExcluded(element: SeenElement): boolean {
  const { tag, attributes } = element;
  if (tag === 'input') return !CLICKED_INPUTS.has(attributes.type ?? 'text');
  if (tag === 'textarea' || tag === 'select' || tag === 'canvas') return true;
  return (
    closest(element, (one) => 'contenteditable' in one.attributes || (one.tag === 'a' && 'href' in one.attributes)) !==
    null
  );
}

/**
 * Datadog: a click without activity of the page (a mutation or request that begins within 100 ms), input or scroll; not on text
 * fields, selects, canvases, editable text and links. In a chain that is no rage click, none is dead if the selection changed; a rage
 * click with a dead one among its clicks is told as dead as well.
 * Source: https://github.com/DataDog/browser-sdk, packages/rum-core/src/domain/action/computeFrustration.ts.
 */
export const datadog: Baseline = {
  vendor: 'Datadog',
  signal: 'dead-click',
  rule: 'no mutation or request within 100 ms, no input, no scroll; not on links, text fields, selects, canvases',
  source: 'https://github.com/DataDog/browser-sdk packages/rum-core/src/domain/action/computeFrustration.ts',
  find: (sight) => datadogChains(sight).flatMap((chain) => deadOf(sight, chain)),
};

function deadOf(sight: Sight, chain: readonly SeenClick[]): Hit[] {
  const dead = chain.filter((click, at) => isDead(sight, click, during(chain, at)));
  const hits = dead.map(({ at, element }) => ({ at, until: at, element }));
  if (isDatadogRage(sight, chain)) return hits.slice(0, 1);
  const selects = chain.some((_, at) => happened(sight, new Set(['selection'] as const), during(chain, at)));
  return selects ? [] : hits;
}

function isDead(sight: Sight, click: SeenClick, span: [number, number]): boolean {
  if (!click.element || isExcluded(click.element)) return false;
  if (happened(sight, new Set(['input', 'scroll'] as const), span)) return false;
  return activityEnd(sight, click) === null;
}

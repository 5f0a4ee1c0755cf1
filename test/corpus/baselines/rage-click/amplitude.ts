import { hitOf } from '../chains.ts';
import { type Baseline, closest, type Hit, type SeenClick, type SeenElement, type Sight } from '../sight.ts';

export interface AmplitudeRageOptions {
  clicks: number;
  /** The last `clicks` of a row lie within less than this. */
  ms: number;
  /** Longest side of the box around a row. */
  px: number;
  /** The element that a click is taken for, null where it is not looked at: what a site configures. */
  tracked(element: SeenElement | null): SeenElement | null;
}

const TRACKED = new Set(['a', 'button', 'input', 'select', 'textarea', 'label', 'video', 'audio']);

/** The element that Amplitude's default list of selectors takes a click for. */
export function trackedAncestor(element: SeenElement | null): SeenElement | null {
  return closest(element, ({ tag, attributes }) => TRACKED.has(tag) || attributes.contenteditable === 'true');
}

const DEFAULTS: AmplitudeRageOptions = { clicks: 4, ms: 1000, px: 50, tracked: trackedAncestor };

/**
 * Amplitude: four presses on the same tracked element within a sliding second and a box of 50 px; a change of the selection begins anew.
 * Source: https://github.com/amplitude/Amplitude-TypeScript,
 * packages/plugin-autocapture-browser/src/autocapture/track-rage-click.ts.
 */
export function amplitudeRage(sight: Sight, options: AmplitudeRageOptions = DEFAULTS): Hit[] {
  const hits: Hit[] = [];
  let row: SeenClick[] = [];
  const end = () => {
    if (row.length >= options.clicks) hits.push(hitOf(row));
    row = [];
  };
  for (const seen of sight) {
    if (seen.kind === 'selection') end();
    if (seen.kind !== 'click' || !options.tracked(seen.element)) continue;
    if (row.length > 0 && !goesOn(row, seen, options)) end();
    row.push(seen);
  }
  end();
  return hits;
}

function goesOn(row: readonly SeenClick[], click: SeenClick, options: AmplitudeRageOptions): boolean {
  const first = row[Math.max(0, row.length - options.clicks + 1)]!;
  const side = (axis: 'x' | 'y') => {
    const values = [...row, click].map((one) => one[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  const isSame = options.tracked(click.element) === options.tracked(first.element);
  return isSame && click.downAt - first.downAt < options.ms && side('x') <= options.px && side('y') <= options.px;
}

export const amplitude: Baseline = {
  vendor: 'Amplitude',
  signal: 'rage-click',
  rule: '4 presses on one tracked element within 1 s and a box of 50 px',
  source:
    'https://github.com/amplitude/Amplitude-TypeScript packages/plugin-autocapture-browser/src/autocapture/track-rage-click.ts',
  find: (sight) => amplitudeRage(sight),
};

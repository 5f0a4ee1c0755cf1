import { crowded, hitOf, rowsOf } from '../chains.ts';
import {
  type Baseline,
  clicksOf,
  closest,
  happened,
  isInteractive,
  type Seen,
  type SeenClick,
  type Sight,
} from '../sight.ts';

/** What the page would do in answer; the manual does not say what counts. */
const RESPONSES: ReadonlySet<Seen['kind']> = new Set(['mutation', 'style', 'address', 'answer', 'media', 'canvas']);
const WINDOW_MS = 2000;

/**
 * Conviva: three clicks or more on the same clickable element within two seconds "without meaningful interaction or response". What a
 * response is, it does not say: here any change of the page, address or answered request from the first click to two seconds after it.
 * Source: https://docs.conviva.ai/learning-center-files/content/eco/features/frustration_signal.html.
 */
export const conviva: Baseline = {
  vendor: 'Conviva',
  signal: 'rage-click',
  rule: '3 clicks on one clickable element within 2 s, without a response',
  source: 'https://docs.conviva.ai/learning-center-files/content/eco/features/frustration_signal.html',
  find: (sight) =>
    rowsOf(clicksOf(sight), (row, click) => same(row[0]!, click) && click.at - row.at(-1)!.at <= WINDOW_MS)
      .filter((row) => crowded(row, 3, (ms) => ms <= WINDOW_MS) && !answered(sight, row))
      .map(hitOf),
};

function same(first: SeenClick, click: SeenClick): boolean {
  const clickable = closest(first.element, isInteractive);
  return clickable !== null && clickable === closest(click.element, isInteractive);
}

function answered(sight: Sight, row: readonly SeenClick[]): boolean {
  return happened(sight, RESPONSES, [row[0]!.at, row[0]!.at + WINDOW_MS]);
}

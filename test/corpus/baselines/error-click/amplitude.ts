import { trackedAncestor } from '../rage-click/amplitude.ts';
import { type Baseline, clicksOf, type Hit } from '../sight.ts';

const WINDOW_MS = 2000;

/**
 * Amplitude: an error within two seconds of a click on a tracked element; it is told of the latest click alone.
 * Source: https://github.com/amplitude/Amplitude-TypeScript,
 * packages/plugin-autocapture-browser/src/autocapture/track-error-click.ts.
 */
export const amplitude: Baseline = {
  vendor: 'Amplitude',
  signal: 'error-click',
  rule: 'an error within 2 s of the latest click',
  source:
    'https://github.com/amplitude/Amplitude-TypeScript packages/plugin-autocapture-browser/src/autocapture/track-error-click.ts',
  find: (sight) => {
    const clicks = clicksOf(sight).filter(({ element }) => trackedAncestor(element) !== null);
    return clicks.flatMap((click, n): Hit[] => {
      const end = Math.min(click.at + WINDOW_MS, clicks[n + 1]?.at ?? Number.POSITIVE_INFINITY);
      const error = sight.find(({ kind, at }) => kind === 'error' && at >= click.at && at < end);
      return error ? [{ at: click.at, until: error.at, element: click.element }] : [];
    });
  },
};

import { type Baseline, clicksOf, type Hit } from '../sight.ts';

const WINDOW_MS = 1000;

/**
 * Splunk: an error within a second of a click.
 * Source: https://github.com/signalfx/splunk-otel-js-web, packages/web/README.md (Frustration Signals 2.0).
 */
export const splunk: Baseline = {
  vendor: 'Splunk',
  signal: 'error-click',
  rule: 'an error within 1 s of a click',
  source: 'https://github.com/signalfx/splunk-otel-js-web packages/web/README.md',
  find: (sight) =>
    clicksOf(sight).flatMap(({ at, element }): Hit[] => {
      const error = sight.find((seen) => seen.kind === 'error' && seen.at >= at && seen.at - at <= WINDOW_MS);
      return error ? [{ at, until: error.at, element }] : [];
    }),
};

import { type Baseline, clicksOf, closest, happened, isInteractive } from '../sight.ts';

const WINDOW_MS = 1000;
const ALIVE = new Set(['mutation', 'request', 'address'] as const);

/**
 * Splunk: a click on something interactive after which neither a DOM mutation nor a request comes within a second.
 * Source: https://github.com/signalfx/splunk-otel-js-web, packages/web/README.md (Frustration Signals 2.0).
 */
export const splunk: Baseline = {
  vendor: 'Splunk',
  signal: 'dead-click',
  rule: 'no mutation and no request within 1 s of a click on something interactive',
  source: 'https://github.com/signalfx/splunk-otel-js-web packages/web/README.md',
  find: (sight) =>
    clicksOf(sight)
      .filter(({ element }) => closest(element, isInteractive) !== null)
      .filter(({ at }) => !happened(sight, ALIVE, [at, at + WINDOW_MS]))
      .map(({ at, element }) => ({ at, until: at, element })),
};

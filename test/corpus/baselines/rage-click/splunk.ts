import { crowded, hitOf, rowsOf } from '../chains.ts';
import { type Baseline, clicksOf } from '../sight.ts';

/**
 * Splunk: four clicks on one element within a second (three before version 2.1.0).
 * Source: https://github.com/signalfx/splunk-otel-js-web/releases/tag/v2.1.0.
 */
export const splunk: Baseline = {
  vendor: 'Splunk',
  signal: 'rage-click',
  rule: '4 clicks on one element within 1 s',
  source: 'https://github.com/signalfx/splunk-otel-js-web/releases/tag/v2.1.0',
  find: (sight) =>
    rowsOf(clicksOf(sight), (row, click) => click.element === row[0]!.element && click.at - row.at(-1)!.at <= 1000)
      .filter((row) => crowded(row, 4, (ms) => ms <= 1000))
      .map(hitOf),
};

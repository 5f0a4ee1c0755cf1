import { hitOf, rowsOf } from '../chains.ts';
import { labelOf } from '../openreplay-label.ts';
import { type Baseline, clicksOf } from '../sight.ts';

/**
 * OpenReplay: three clicks on the same label, each less than 300 ms after the last. What has no label is not seen.
 * Source: https://github.com/openreplay/openreplay, backend/pkg/handlers/web/clickRage.go.
 */
export const openreplay: Baseline = {
  vendor: 'OpenReplay',
  signal: 'rage-click',
  rule: '3 clicks on one label, each < 300 ms after the last',
  source: 'https://github.com/openreplay/openreplay backend/pkg/handlers/web/clickRage.go',
  find: (sight) =>
    rowsOf(
      clicksOf(sight),
      (row, click) =>
        labelOf(click.element) !== '' &&
        labelOf(click.element) === labelOf(row[0]!.element) &&
        click.at - row.at(-1)!.at < 300,
    )
      .filter((row) => row.length >= 3)
      .map(hitOf),
};

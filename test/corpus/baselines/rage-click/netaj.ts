import { crowded, hitOf, nearAll, rowsOf } from '../chains.ts';
import { type Baseline, clicksOf } from '../sight.ts';

/**
 * Netaj: three clicks or more within 50 px in less than a second.
 * Source: https://netaj.io/en/help/heatmaps-recordings/frustration-scoring-how-it-works.
 */
export const netaj: Baseline = {
  vendor: 'Netaj',
  signal: 'rage-click',
  rule: '3 clicks within 50 px in < 1 s',
  source: 'https://netaj.io/en/help/heatmaps-recordings/frustration-scoring-how-it-works',
  find: (sight) =>
    rowsOf(clicksOf(sight), (row, click) => nearAll(row, click, 50) && click.at - row.at(-1)!.at < 1000)
      .filter((row) => crowded(row, 3, (ms) => ms < 1000))
      .map(hitOf),
};

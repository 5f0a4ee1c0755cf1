import { crowded, hitOf, rowsOf } from '../chains.ts';
import { type Baseline, clicksOf } from '../sight.ts';

/**
 * Contentsquare: three clicks or more on an element in less than two seconds.
 * Source: https://www.mediapost.com/publications/article/382533/, https://marketingprofs.com/charts/2023/48956/.
 */
export const contentsquare: Baseline = {
  vendor: 'Contentsquare',
  signal: 'rage-click',
  rule: '3 clicks on one element in < 2 s',
  source: 'https://marketingprofs.com/charts/2023/48956/',
  find: (sight) =>
    rowsOf(clicksOf(sight), (row, click) => click.element === row[0]!.element && click.at - row.at(-1)!.at < 2000)
      .filter((row) => crowded(row, 3, (ms) => ms < 2000))
      .map(hitOf),
};

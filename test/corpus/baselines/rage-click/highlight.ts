import { hitOf, nearAll, rowsOf } from '../chains.ts';
import { type Baseline, clicksOf } from '../sight.ts';

/**
 * Highlight (LaunchDarkly): five clicks or more within 30 px that go on for two seconds or more. How long a pause may be is not
 * published: here as long as that.
 * Source: https://github.com/highlight/highlight/pull/1365.
 */
export const highlight: Baseline = {
  vendor: 'Highlight',
  signal: 'rage-click',
  rule: '5 clicks over 2 s or more within 30 px',
  source: 'https://github.com/highlight/highlight/pull/1365',
  find: (sight) =>
    rowsOf(clicksOf(sight), (row, click) => nearAll(row, click, 30) && click.at - row.at(-1)!.at <= 2000)
      .filter((row) => row.length >= 5 && row.at(-1)!.at - row[0]!.at >= 2000)
      .map(hitOf),
};

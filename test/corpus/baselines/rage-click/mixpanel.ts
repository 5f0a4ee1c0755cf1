import { hitOf, rowsOf } from '../chains.ts';
import { type Baseline, clicksOf, distance, type Hit, type SeenClick, type Sight } from '../sight.ts';

export interface MixpanelRageOptions {
  clicks: number;
  /** Both less than, from one click to the next. */
  px: number;
  ms: number;
}

const DEFAULTS: MixpanelRageOptions = { clicks: 4, px: 30, ms: 1000 };

/**
 * Mixpanel: four clicks, each less than 30 px and less than 1000 ms from the one before; counting begins anew after the fourth.
 * Source: https://github.com/mixpanel/mixpanel-js, src/autocapture/rageclick.js (before: three).
 */
export function mixpanelRows(sight: Sight, { clicks, px, ms }: MixpanelRageOptions = DEFAULTS): SeenClick[][] {
  return rowsOf(
    clicksOf(sight),
    (row, click) => click.at - row.at(-1)!.at < ms && distance(click, row.at(-1)!) < px,
    (row) => row.length >= clicks,
  );
}

export function mixpanelRage(sight: Sight, options: MixpanelRageOptions = DEFAULTS): Hit[] {
  return mixpanelRows(sight, options)
    .filter((row) => row.length >= options.clicks)
    .map(hitOf);
}

export const mixpanel: Baseline = {
  vendor: 'Mixpanel',
  signal: 'rage-click',
  rule: '4 clicks, each < 30 px and < 1 s after the last',
  source: 'https://github.com/mixpanel/mixpanel-js src/autocapture/rageclick.js',
  find: (sight) => mixpanelRage(sight),
};

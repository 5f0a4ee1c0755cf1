import { hitOf, rowsOf } from '../chains.ts';
import { type Baseline, clicksOf, type Hit, type SeenClick, type Sight } from '../sight.ts';

export interface PosthogRageOptions {
  clicks: number;
  /** Both less than, from one click to the next. */
  px: number;
  ms: number;
}

const DEFAULTS: PosthogRageOptions = { clicks: 3, px: 30, ms: 1000 };

/**
 * PostHog: three clicks, each less than 30 px (|dx| + |dy|) and less than 1000 ms from the one before; told once a row, at the third.
 * Source: https://github.com/PostHog/posthog-js, packages/browser/src/extensions/rageclick.ts (its reference page says "between first and
 * last"; the code and its tests compare with the one before).
 */
export function posthogRows(sight: Sight, { px, ms }: PosthogRageOptions = DEFAULTS): SeenClick[][] {
  return rowsOf(clicksOf(sight), (row, click) => {
    const last = row.at(-1)!;
    return Math.abs(click.x - last.x) + Math.abs(click.y - last.y) < px && click.at - last.at < ms;
  });
}

export function posthogRage(sight: Sight, options: PosthogRageOptions = DEFAULTS): Hit[] {
  return posthogRows(sight, options)
    .filter((row) => row.length >= options.clicks)
    .map(hitOf);
}

export const posthog: Baseline = {
  vendor: 'PostHog',
  signal: 'rage-click',
  rule: '3 clicks, each < 30 px and < 1 s after the last',
  source: 'https://github.com/PostHog/posthog-js packages/browser/src/extensions/rageclick.ts',
  find: (sight) => posthogRage(sight),
};

/** What PostHog set for its own web site, after toggles on its page of prices had been false alarms. */
export const posthogOwnSite: Baseline = {
  vendor: 'PostHog (own site)',
  signal: 'rage-click',
  rule: '4 clicks, each < 30 px and < 750 ms after the last',
  source: 'https://github.com/PostHog/posthog.com/pull/17269',
  find: (sight) => posthogRage(sight, { clicks: 4, px: 30, ms: 750 }),
};

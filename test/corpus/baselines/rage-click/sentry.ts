import { type SlowClick, sentrySlowClicks } from '../dead-click/sentry.ts';
import { type Baseline, clicksOf, type Hit, type Sight } from '../sight.ts';

const CLICKS = 3;
const WINDOW_MS = 7000;

/**
 * Sentry: three clicks on the same dead button, link or input within the seven seconds in which it waits for an answer.
 * Source: https://docs.sentry.io/platforms/javascript/guides/react-router/session-replay/issue-types/ (older pages say five).
 */
export const sentry: Baseline = {
  vendor: 'Sentry',
  signal: 'rage-click',
  rule: '3 clicks on the same dead element within 7 s',
  source: 'https://docs.sentry.io/platforms/javascript/guides/react-router/session-replay/issue-types/',
  find: (sight) => sentrySlowClicks(sight).flatMap((slow) => (slow.mutationAfter === null ? rageOf(sight, slow) : [])),
};

function rageOf(sight: Sight, { at, element, closest }: SlowClick): Hit[] {
  const same = clicksOf(sight).filter(
    (click) => click.at >= at && click.at <= at + WINDOW_MS && closest(click.element) === element,
  );
  return same.length >= CLICKS ? [{ at, until: same.at(-1)!.at, element }] : [];
}

import {
  type Baseline,
  clicksOf,
  closest,
  type Hit,
  type Seen,
  type SeenClick,
  type SeenElement,
  type Sight,
} from '../sight.ts';

export interface PosthogDeadOptions {
  /** All in milliseconds after the click; less than. */
  mutation: number;
  scroll: number;
  selection: number;
  /** Before and after it, included. */
  attention: number;
  /** After which a click that nothing followed is dead. */
  absolute: number;
  /** Clicks on one node within less than this are one. */
  same: number;
}

export const POSTHOG_DEAD: PosthogDeadOptions = {
  mutation: 2500,
  scroll: 100,
  selection: 100,
  attention: 1000,
  absolute: 2750,
  same: 1000,
};

export type PosthogReason = 'scroll_timeout' | 'mutation_timeout' | 'selection_changed_timeout' | 'absolute_timeout';

/** Whether PostHog looks at a click on this at all. */
export function isPosthogCandidate(element: SeenElement | null): boolean {
  if (!element || element.tag === '' || element.tag === 'html') return false;
  const classes = ({ attributes }: SeenElement) => (attributes.class ?? '').split(/\s+/);
  const out = closest(element, (one) =>
    classes(one).some((name) => name === 'ph-no-deadclick' || name === 'ph-no-capture'),
  );
  return !out && !closest(element, ({ tag }) => tag === 'a');
}

/** Clicks that are looked at: of those on one node within a second, the first. */
export function posthogCandidates(sight: Sight, { same }: PosthogDeadOptions = POSTHOG_DEAD): SeenClick[] {
  const kept: SeenClick[] = [];
  for (const click of clicksOf(sight)) {
    if (!isPosthogCandidate(click.element)) continue;
    if (kept.some(({ element, at }) => element === click.element && Math.abs(click.at - at) < same)) continue;
    kept.push(click);
  }
  return kept;
}

/**
 * What becomes of a click: the reason for which it is dead, `alive`, or `pending` when nothing that was seen up to `now` decides.
 * Delays are of the first such thing after the click.
 */
export function posthogVerdict(
  sight: Sight,
  { at }: SeenClick,
  { now, options = POSTHOG_DEAD }: { now: number; options?: PosthogDeadOptions },
): PosthogReason | 'alive' | 'pending' {
  const after = (kind: Seen['kind']) => {
    const found = sight.find((seen) => seen.kind === kind && seen.at >= at && seen.at <= now);
    return found ? found.at - at : null;
  };
  const attention = sight.some(
    ({ kind, at: when }) =>
      (kind === 'visibility' || kind === 'window') && when <= now && Math.abs(when - at) <= options.attention,
  );
  if (attention) return 'alive';
  const [mutation, scroll, selection] = [after('mutation'), after('scroll'), after('selection')];
  if (mutation !== null && mutation < options.mutation) return 'alive';
  if (scroll !== null && scroll < options.scroll) return 'alive';
  if (selection !== null && selection < options.selection) return 'alive';
  if (scroll !== null) return 'scroll_timeout';
  if (mutation !== null) return 'mutation_timeout';
  if (selection !== null) return 'selection_changed_timeout';
  return now - at > options.absolute ? 'absolute_timeout' : 'pending';
}

/**
 * PostHog: a click on anything but a link, after which no mutation comes within 2.5 s, no scroll and no selection within 100 ms, and the
 * tab does not change its visibility or focus a second before or after.
 * Source: https://github.com/PostHog/posthog-js, packages/browser/src/entrypoints/dead-clicks-autocapture.ts. A visit that leaves the page
 * within the window is not told, as the script goes away with it.
 */
export const posthog: Baseline = {
  vendor: 'PostHog',
  signal: 'dead-click',
  rule: 'no mutation for 2.5 s, no scroll or selection within 100 ms, tab neither hidden nor blurred within 1 s; not on links',
  source: 'https://github.com/PostHog/posthog-js packages/browser/src/entrypoints/dead-clicks-autocapture.ts',
  find: (sight) =>
    posthogCandidates(sight).flatMap((click): Hit[] => {
      const now = click.at + POSTHOG_DEAD.absolute + 1;
      const leaves = sight.some(
        (seen) => seen.kind === 'address' && seen.document && seen.at >= click.at && seen.at <= now,
      );
      const verdict = posthogVerdict(sight, click, { now });
      if (leaves || verdict === 'alive' || verdict === 'pending') return [];
      return [{ at: click.at, until: click.at, element: click.element }];
    }),
};

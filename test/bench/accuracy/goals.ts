import type { Scored } from './results.ts';

/** Which figures a signal counts into; the goals stand in targets.json. `slow-page` repeats a measured value: it has no goal of its own kind. */
export const GROUPS: Readonly<Record<'click_error' | 'form_navigation' | 'weak', readonly string[]>> = {
  click_error: [
    'rage-click',
    'dead-click',
    'error-click',
    'js-error',
    'failed-request',
    'slow-response',
    'error-message',
  ],
  form_navigation: ['form-abandonment', 'field-struggle', 'validation-loop', 'quick-back', 'page-loop'],
  weak: ['excessive-scroll', 'thrashed-cursor', 'search-struggle'],
};

/** Smallest precision and recall of a group. A signal that flags nothing where there is something to find has a precision of 0. */
export function figuresOf(scored: readonly Scored[]): Record<string, number> {
  const own = scored.filter(({ judge }) => judge.rule === '');
  return Object.fromEntries(
    Object.entries(GROUPS).flatMap(([group, signals]) => {
      const scores = own.filter(({ judge, score }) => signals.includes(judge.signal) && hasAny(score));
      const least = (values: number[]) => Math.min(1, ...values.map((value) => (Number.isNaN(value) ? 0 : value)));
      return [
        [`${group}_precision_min`, least(scores.map(({ score }) => score.precision.value))],
        [`${group}_recall_min`, least(scores.map(({ score }) => score.recall.value))],
      ];
    }),
  );
}

function hasAny({ right, wrong, missed }: Scored['score']): boolean {
  return right + wrong + missed > 0;
}

/** Vendors' rules whose F1 is above ours for their signal. */
export function aheadOfFalter(scored: readonly Scored[]): Scored[] {
  const own = new Map(scored.filter(({ judge }) => judge.rule === '').map(({ judge, score }) => [judge.signal, score]));
  return scored.filter(
    ({ judge, score }) => judge.rule !== '' && score.f1.value > (own.get(judge.signal)?.f1.value ?? 0),
  );
}

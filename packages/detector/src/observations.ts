import type { Observation } from './norms.ts';
import type { Step } from './timeline/steps.ts';

/** What a session tells of what is usual, in order of time. `routeOf` names the page of a step. */
export function observationsOf(steps: readonly Step[], routeOf: (step: Step) => string): Observation[] {
  return steps.flatMap((step) => {
    const page = routeOf(step);
    return page === '' ? [] : measuresOf(step).map((measured) => ({ ...measured, page }));
  });
}

/** Who is led on at once has not seen the page. */
const SEEN_MS = 500;

function measuresOf(step: Step): Omit<Observation, 'page'>[] {
  if (step.kind !== 'view' || step.background || step.torn || step.shownMs < SEEN_MS) return [];
  return [
    { measure: 'dwell', element: '', value: step.shownMs },
    { measure: 'scroll-turns', element: '', value: step.scrolled.count },
  ];
}

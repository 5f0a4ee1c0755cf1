import type { Observation } from './norms.ts';
import type { Step, StepOf } from './timeline/steps.ts';

/** What a session tells of what is usual, in order of time. `routeOf` names the page of a step. */
export function observationsOf(steps: readonly Step[], routeOf: (step: Step) => string): Observation[] {
  return steps.flatMap((step) => {
    const measures = measuresOf(step);
    const page = measures.length > 0 ? routeOf(step) : '';
    return page === '' ? [] : measures.map((measured) => ({ ...measured, page }));
  });
}

/** Who is led on at once has not seen the page. */
const SEEN_MS = 500;

function measuresOf(step: Step): Omit<Observation, 'page'>[] {
  if (step.kind === 'form') return fieldTimes(step);
  if (step.kind !== 'view' || step.background || step.torn || step.shownMs < SEEN_MS) return [];
  return [
    { measure: 'dwell', element: '', value: step.shownMs },
    { measure: 'scroll-turns', element: '', value: step.scrolled.count },
  ];
}

/** What the browser fills in takes no time. */
function fieldTimes({ fields }: StepOf<'form'>): Omit<Observation, 'page'>[] {
  return fields.flatMap(({ name: element, filledBy, spentMs, hesitationMs }) => {
    if (filledBy !== 'hand' || hesitationMs === null) return [];
    return [
      { measure: 'field-time', element, value: spentMs } as const,
      { measure: 'hesitation', element, value: hesitationMs } as const,
    ];
  });
}

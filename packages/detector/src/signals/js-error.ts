import { defineSignal, type SignalDefinition } from '../signal.ts';
import { identityOf, isOwn } from '../timeline/errors.ts';
import { grouped } from '../timeline/grouped.ts';
import { speakable, times } from '../timeline/wording.ts';

/** The page's own code failed where nobody caught it. */
export const jsError: SignalDefinition = defineSignal({
  id: 'js-error',
  title: 'JavaScript error',
  summary: 'An uncaught exception or an unhandled rejection in the code of the page.',
  version: 2,
  weight: 12,
  reads: ['error'],
  options: { frames: 3, evidence: 5 },
  optionWords: {
    frames: {
      label: 'Lines of the stack trace compared to tell errors apart',
      unit: 'lines',
      min: 0,
      max: 20,
      step: 1,
    },
    evidence: { label: 'Occurrences listed in a finding', unit: 'errors', min: 1, max: 50, step: 1 },
  },
  *detect(steps, { frames, evidence }) {
    // Errors of one page view with one cause.
    const groups = grouped(steps.filter(isOwn), (step) => `${step.tab} ${step.view} ${identityOf(step, frames)}`);
    for (const group of groups) {
      const first = group[0]!;
      const said = speakable([first.name, first.message].filter(Boolean).join(': '), 160) || 'Unknown error';
      const what = first.rejection ? 'An unhandled rejection' : 'An uncaught error';
      yield {
        first,
        until: group.at(-1)!.at,
        evidence: group.slice(0, evidence).map(({ at }) => ({ kind: 'error', at, text: said })),
        why: `${what} occurred ${times(group.length)} in the page's code: "${said}".`,
        confidence: 1,
        identity: identityOf(first, frames),
      };
    }
  },
});

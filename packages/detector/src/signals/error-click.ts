import { defineSignal, type SignalDefinition } from '../signal.ts';
import { type Failure, Failures } from '../timeline/failures.ts';
import type { ClickStep, SubmitStep } from '../timeline/steps.ts';
import { times } from '../timeline/wording.ts';

/** Somebody clicks, and that very click makes something fail. */
export const errorClick: SignalDefinition = defineSignal({
  id: 'error-click',
  title: 'Error click',
  summary: 'A click after which at once the code of the page, or a request that the click caused, fails.',
  version: 3,
  weight: 18,
  reads: ['click', 'submit', 'error', 'request'],
  options: { withinMs: 1000, togetherMs: 5000, evidence: 10 },
  optionWords: {
    withinMs: { label: 'Longest time from the click to the error', unit: 'ms', min: 100, max: 10_000, step: 100 },
    togetherMs: { label: 'Count clicks on one element together within', unit: 'ms', min: 0, max: 60_000, step: 500 },
    evidence: { label: 'Clicks listed in a finding', unit: 'clicks', min: 1, max: 50, step: 1 },
  },
  *detect(steps, { withinMs, togetherMs, evidence }) {
    const failures = new Failures(steps, withinMs);
    const bad: Bad[] = [];
    for (const step of steps) {
      if ((step.kind !== 'click' && step.kind !== 'submit') || step.ignored.includes('error-click')) continue;
      const failure = failures.causedBy(step).find((one) => !one.ticks && one.step.at - step.at <= withinMs);
      if (failure) bad.push({ act: step, failure });
    }
    for (const group of together(bad, togetherMs)) {
      const { act, failure } = group[0]!;
      const label = act.target?.label ?? (act.kind === 'click' ? 'an element' : 'a form');
      const did = act.kind === 'click' ? `Clicked ${label}` : `Pressed Enter in ${label}`;
      const failed = failure.step.kind === 'error' ? `the page's code failed: ${failure.text}` : failure.text;
      yield {
        first: act,
        until: group.at(-1)!.failure.step.at,
        target: act.target,
        evidence: group.slice(0, evidence).flatMap(({ act: { kind, at }, failure: { step, text } }) => [
          { kind, at, text: `${kind === 'click' ? 'click on' : 'Enter in'} ${label}` },
          { kind: step.kind, at: step.at, text },
        ]),
        why: `${did}${group.length > 1 ? ` ${times(group.length)}` : ''}, and at once ${failed}.`,
        confidence: failure.step.kind === 'request' ? 0.95 : 0.9,
        identity: `${act.target?.selector ?? ''}\n${failure.identity}`,
        cause: failure.step,
      };
    }
  },
});

interface Bad {
  act: ClickStep | SubmitStep;
  failure: Failure;
}

/** Clicks on one target with one cause that follow each other are one incident. */
function* together(bad: readonly Bad[], withinMs: number): Generator<Bad[]> {
  const open = new Map<string, Bad[]>();
  for (const one of bad) {
    const key = `${one.act.tab} ${one.act.view} ${one.act.subject} ${one.failure.identity}`;
    const group = open.get(key);
    if (group && one.act.at - group.at(-1)!.act.at <= withinMs) group.push(one);
    else {
      if (group) yield group;
      open.set(key, [one]);
    }
  }
  yield* open.values();
}

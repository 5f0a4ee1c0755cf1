import { defineSignal, type SignalDefinition } from '../signal.ts';
import { type ClickStep, type ErrorStep, firstFrom } from '../timeline/steps.ts';
import { times } from '../timeline/wording.ts';

/** Something looks as if a click would do something, and a click does nothing. */
export const deadClick: SignalDefinition = defineSignal({
  id: 'dead-click',
  title: 'Dead click',
  summary: 'A click on something that looks clickable, and nothing follows.',
  version: 1,
  weight: 15,
  reads: ['click', 'error'],
  options: { togetherMs: 5000, errorMs: 1000, silentMs: 3000, evidence: 10 },
  optionWords: {
    togetherMs: {
      label: 'Dead clicks on one target this close are one finding',
      unit: 'ms',
      min: 0,
      max: 60_000,
      step: 500,
    },
    errorMs: { label: 'Left to JavaScript error when one follows within', unit: 'ms', min: 0, max: 10_000, step: 100 },
    silentMs: { label: 'Live: silence after which it is told of', unit: 'ms', min: 500, max: 7000, step: 500 },
    evidence: { label: 'Clicks that a finding lists', unit: 'clicks', min: 1, max: 50, step: 1 },
  },
  *detect(steps, { togetherMs, errorMs, silentMs, evidence }) {
    const errors = steps.filter((step) => step.kind === 'error');
    const clicks = steps.filter((step) => step.kind === 'click' && isDead(step, silentMs)) as ClickStep[];
    const dead = clicks.filter((click) => !failed(click, errors, errorMs));
    for (const burst of together(dead, togetherMs)) {
      const first = burst[0]!;
      const label = first.target?.label ?? 'an element';
      yield {
        first,
        until: burst.at(-1)!.at,
        target: first.target,
        evidence: burst
          .slice(0, evidence)
          .map(({ at }) => ({ kind: 'click', at, text: `click on ${label}, no effect` })),
        why: `Clicked ${label} ${times(burst.length)} and nothing happened.`,
        confidence: first.looks === 'control' ? (first.effect.watched ? 0.9 : 0.6) : 0.7,
      };
    }
  },
});

/** Live, three silent seconds are told of already; an answer that comes after all takes the finding back. */
function isDead({ looks, exempt, disabled, ignored, effect }: ClickStep, silentMs: number): boolean {
  if (looks === '' || exempt !== '' || disabled || ignored.includes('dead-click')) return false;
  return effect.verdict === 'none' || (effect.verdict === 'slow' && effect.silentMs >= silentMs);
}

/** The click made the page's code fail: js-error tells that better, with the cause. `errors` are sorted by time. */
function failed(click: ClickStep, errors: readonly ErrorStep[], withinMs: number): boolean {
  for (let i = firstFrom(errors, click.pressedAt); i < errors.length && errors[i]!.at - click.at <= withinMs; i++) {
    if (errors[i]!.tab === click.tab) return true;
  }
  return false;
}

/** Clicks on one target that follow each other are one incident. */
function* together(dead: readonly ClickStep[], withinMs: number): Generator<ClickStep[]> {
  const open = new Map<string, ClickStep[]>();
  for (const step of dead) {
    const key = `${step.tab} ${step.view} ${step.subject}`;
    const burst = open.get(key);
    if (burst && step.at - burst.at(-1)!.at <= withinMs) burst.push(step);
    else {
      if (burst) yield burst;
      open.set(key, [step]);
    }
  }
  yield* open.values();
}

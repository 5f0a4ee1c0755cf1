import { defineSignal, type SignalDefinition } from '../signal.ts';
import { isUnseen, together } from '../timeline/bursts.ts';
import { Failures } from '../timeline/failures.ts';
import type { ClickStep, MessageStep } from '../timeline/steps.ts';
import { times } from '../timeline/wording.ts';

/** Something looks as if a click would do something, and a click does nothing. */
export const deadClick: SignalDefinition = defineSignal({
  id: 'dead-click',
  title: 'Dead click',
  summary: 'A click on something that looks clickable, and nothing follows.',
  version: 6,
  weight: 15,
  reads: ['click', 'error', 'request', 'message'],
  options: { togetherMs: 5000, errorMs: 0, silentMs: 3000, evidence: 10 },
  optionWords: {
    togetherMs: { label: 'Count clicks on one element together within', unit: 'ms', min: 0, max: 60_000, step: 500 },
    errorMs: {
      label: 'Not counted when an error follows within (0: all the same)',
      unit: 'ms',
      min: 0,
      max: 10_000,
      step: 100,
    },
    silentMs: { label: 'During a visit, report after this much silence', unit: 'ms', min: 500, max: 7000, step: 500 },
    evidence: { label: 'Clicks listed in a finding', unit: 'clicks', min: 1, max: 50, step: 1 },
  },
  *detect(steps, { togetherMs, errorMs, silentMs, evidence }, { tells }) {
    const clicks = steps.filter((step) => step.kind === 'click' && isDead(step, silentMs)) as ClickStep[];
    const messages = steps.filter((step) => step.kind === 'message') as MessageStep[];
    const acts = steps.filter((step) => step.kind !== 'message');
    const failures = errorMs > 0 ? new Failures(acts, errorMs) : null;
    const dead = clicks.filter((click) => !failures?.tellsOf(click, tells) && !isRefused(click, messages));
    for (const burst of together(dead, togetherMs)) {
      if (isUnseen(burst)) continue;
      const first = burst[0]!;
      const label = first.target?.label ?? 'an element';
      yield {
        first,
        until: burst.at(-1)!.at,
        target: first.target,
        evidence: burst
          .slice(0, evidence)
          .map(({ at }) => ({ kind: 'click', at, text: `click on ${label}, no effect` })),
        why:
          burst.length === 1
            ? `Clicked ${label} once and nothing happened.`
            : `Clicked ${label} ${times(burst.length)}, and not one of the clicks had an effect.`,
        confidence: first.looks === 'control' ? (first.effect.watched ? 0.9 : 0.6) : 0.7,
      };
    }
  },
});

/** Live, three silent seconds are told of already; an answer that comes after all takes the finding back. */
function isDead({ looks, exempt, disabled, ignored, effect }: ClickStep, silentMs: number): boolean {
  if (looks === '' || (exempt !== '' && exempt !== 'silent') || disabled || ignored.includes('dead-click'))
    return false;
  return effect.verdict === 'none' || (effect.verdict === 'slow' && effect.silentMs >= silentMs);
}

/** What it was answered before still stands there: an error message. */
function isRefused({ tab, view, subject, at }: ClickStep, messages: readonly MessageStep[]): boolean {
  const isOwn = (one: MessageStep) => one.tab === tab && one.view === view && one.after.subject === subject;
  return messages.some((one) => isOwn(one) && one.at < at && one.goneAt > at);
}

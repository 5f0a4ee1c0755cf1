import { defineSignal, type SignalDefinition } from '../signal.ts';
import { bursts, isUnanswered } from '../timeline/bursts.ts';
import type { ClickStep } from '../timeline/steps.ts';
import { lasting } from '../timeline/wording.ts';

/** Someone hits the same spot again and again because nothing answers. */
export const rageClick: SignalDefinition = defineSignal({
  id: 'rage-click',
  title: 'Rage click',
  summary: 'Three or more quick clicks in one place, and nothing answers.',
  version: 4,
  weight: 30,
  reads: ['click'],
  options: { clicks: 3, withinMs: 1000, radiusPx: 30, evidence: 10 },
  optionWords: {
    clicks: { label: 'Quick clicks needed to count as rage', unit: 'clicks', min: 2, max: 20, step: 1 },
    withinMs: { label: 'Longest pause between two of the clicks', unit: 'ms', min: 100, max: 5000, step: 100 },
    radiusPx: { label: 'How far apart the clicks may be on the screen', unit: 'px', min: 0, max: 300, step: 5 },
    evidence: { label: 'Clicks listed in a finding', unit: 'clicks', min: 1, max: 50, step: 1 },
  },
  *detect(steps, { clicks, withinMs, radiusPx, evidence }) {
    for (const burst of bursts(steps, withinMs, radiusPx)) {
      if (burst.length < clicks || !isUnanswered(burst, clicks)) continue;
      const first = burst[0]!;
      const last = burst.at(-1)!;
      const label = first.target?.label ?? 'the same spot';
      yield {
        first,
        until: last.at,
        target: first.target,
        evidence: burst
          .slice(0, evidence)
          .map(({ at, effect }) => ({ kind: 'click', at, text: `click on ${label}, ${outcome(effect)}` })),
        why: `Clicked ${label} ${burst.length} times ${lasting(last.at - first.at)} and nothing happened.`,
        confidence: first.looks === '' ? 0.7 : last.effect.watched ? 0.95 : 0.8,
      };
    }
  },
});

/** What is said of a click in the evidence: a change that may have come by itself is no sure answer, and not nothing. */
function outcome({ verdict }: ClickStep['effect']): string {
  return verdict === 'answered' ? 'no sure effect' : 'no effect';
}

import { isTooSoon } from '../next-verdict.ts';
import { defineSignal, type SignalDefinition } from '../signal.ts';
import { isSameSpot } from '../timeline/spot.ts';
import type { ClickStep } from '../timeline/steps.ts';
import { lasting } from '../timeline/wording.ts';

/** Someone hits the same spot again and again because nothing answers. */
export const rageClick: SignalDefinition = defineSignal({
  id: 'rage-click',
  title: 'Rage click',
  summary: 'Three or more quick clicks in one place, and nothing answers.',
  version: 3,
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

/** Clicks on one target or in one spot, each soon after the one before, in one tab. */
function* bursts(steps: readonly ClickStep[], withinMs: number, radiusPx: number): Generator<ClickStep[]> {
  const open = new Map<string, ClickStep[]>();
  for (const step of steps) {
    const burst = open.get(step.tab);
    const last = burst?.at(-1);
    if (burst && last && step.at - last.at <= withinMs && isSame(step, last, radiusPx)) burst.push(step);
    else {
      if (burst) yield burst;
      open.set(step.tab, [step]);
    }
  }
  yield* open.values();
}

function isSame(a: ClickStep, b: ClickStep, radiusPx: number): boolean {
  return (a.subject !== 0 && a.subject === b.subject) || isSameSpot(a, b, radiusPx);
}

/** Enough had no effect, none a sure one (who leaves after hammering in vain was not answered), and chance answered less than half of them. */
function isUnanswered(burst: readonly ClickStep[], clicks: number): boolean {
  if (isTooSoon(burst[0]!.effect)) return false;
  let none = 0;
  let chance = 0;
  for (const { exempt, ignored, effect } of burst) {
    if (none >= clicks && effect.kind === 'navigation' && effect.at - burst[0]!.at > 3_000) continue;
    if (exempt !== '' || ignored.includes('rage-click')) return false;
    if (effect.verdict === 'answered' && !effect.doubtful) return false;
    if (effect.verdict === 'answered') chance++;
    // Also `slow` and `pending`: live, nothing followed yet.
    else if (effect.verdict !== 'unknown') none++;
  }
  return none >= clicks && chance < none;
}

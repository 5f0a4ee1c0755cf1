import { isTooSoon } from '../next-verdict.ts';
import { isSameSpot } from './spot.ts';
import type { ClickStep } from './steps.ts';

/** More than a double and a second one, to be sure. */
const SILENT_CLICKS = 4;
/** Nobody who was answered in this time would have gone on; longer than what waits for the hand to rest. */
const LATE_MS = 2_000;
const REST_MS = 800;

/** Clicks on something that prints, copies or gives a file which say that it does not, and in which time: no triple click. */
const DEAD_CLICKS = 3;
const SILENT_MS = 1_000;

/** Clicks on one target or in one spot, each soon after the one before, in one tab. */
export function* bursts(steps: readonly ClickStep[], withinMs: number, radiusPx: number): Generator<ClickStep[]> {
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
export function isUnanswered(burst: readonly ClickStep[], clicks: number): boolean {
  if (isTooSoon(burst[0]!.effect)) return false;
  let none = 0;
  let chance = 0;
  for (const { exempt, ignored, effect } of burst) {
    if (isExempt(exempt, burst) || ignored.includes('rage-click')) return false;
    if (none >= clicks && effect.kind === 'navigation' && effect.at - burst[0]!.at > 3_000) continue;
    if (effect.verdict === 'answered' && !effect.doubtful && !isTooLate(effect, burst, clicks)) return false;
    if (effect.verdict === 'answered' && effect.doubtful) chance++;
    // Also `slow` and `pending`: live, nothing followed yet.
    else if (effect.verdict !== 'unknown') none++;
  }
  return none >= clicks && chance < none;
}

/** What happens outside of the page is seen by the visitor alone: who has the file, or the printer's dialog, does not go on pressing. */
function isExempt(exempt: ClickStep['exempt'], burst: readonly ClickStep[]): boolean {
  if (exempt === 'silent') return burst.length < SILENT_CLICKS;
  return exempt !== '';
}

/**
 * One answer for all of them, long after the first and some time after the last: who hammered had seen nothing. What is told when the hand
 * rests comes sooner after the last.
 */
function isTooLate({ at }: ClickStep['effect'], burst: readonly ClickStep[], clicks: number): boolean {
  const [first, last] = [burst[0]!, burst.at(-1)!];
  if (burst.length <= clicks || at - first.at < LATE_MS || at - last.at < REST_MS) return false;
  return burst.every(({ effect }) => effect.verdict !== 'answered' || effect.at === at);
}

/** Clicks on one target that follow each other are one incident. */
export function* together(dead: readonly ClickStep[], withinMs: number): Generator<ClickStep[]> {
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

/** It prints, copies or gives a file, and the visitor alone sees whether it did; but who got what they wanted does not go on pressing. */
export function isUnseen(burst: readonly ClickStep[]): boolean {
  if (!burst.some(({ exempt }) => exempt === 'silent')) return false;
  return burst.length < DEAD_CLICKS || burst.at(-1)!.at - burst[0]!.at < SILENT_MS;
}

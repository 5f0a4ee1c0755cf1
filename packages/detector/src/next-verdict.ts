import type { ActiveSignal } from './settings.ts';
import { LATE_MS } from './timeline/effect.ts';
import type { Effect, Step } from './timeline/steps.ts';

/**
 * Live, milliseconds of silence after the first press from which on a burst is told of, while an answer may still come: nobody waits for
 * a page less long, and who is on the phone should know while it happens. An answer takes the finding back.
 */
const RAGE_SILENT_MS = 300;

/**
 * The first moment (epoch ms, page clock) at which silence alone would change what is said of a click: who follows a session looks again
 * then, and not later. Infinity when no click waits for an answer.
 */
export function nextVerdict(steps: readonly Step[], active: readonly ActiveSignal[]): number {
  const dead = active.find(({ signal }) => signal.id === 'dead-click')?.options.silentMs;
  const silences = [RAGE_SILENT_MS, dead ?? LATE_MS, LATE_MS];
  let next = Number.POSITIVE_INFINITY;
  for (const step of steps) {
    if (step.kind !== 'click' || step.exempt !== '') continue;
    const { verdict, silentMs } = step.effect;
    if (verdict !== 'pending' && verdict !== 'slow') continue;
    for (const silence of silences) if (silence > silentMs) next = Math.min(next, step.at + silence);
  }
  return next;
}

/** No page could have answered a click yet, or a visitor have seen that it did not. */
export function isTooSoon({ verdict, silentMs }: Effect): boolean {
  return verdict === 'pending' && silentMs < RAGE_SILENT_MS;
}

import type { Reading } from '../detect.ts';
import type { Step } from '../timeline/steps.ts';

/** The stacks of errors in a reading, each once: what source maps are needed for. */
export function stacksOf({ steps }: Reading): string[] {
  return [...new Set(steps.flatMap((step) => (step.kind === 'error' && step.stack !== '' ? [step.stack] : [])))];
}

/** The reading with the stacks of its errors in original code, by the stack as the browser told it. */
export function withOriginals(reading: Reading, originals: ReadonlyMap<string, string>): Reading {
  if (originals.size === 0) return reading;
  const steps = reading.steps.map((step): Step => {
    const original = step.kind === 'error' ? originals.get(step.stack) : undefined;
    return original === undefined ? step : { ...(step as Step & { kind: 'error' }), original };
  });
  return { ...reading, steps };
}

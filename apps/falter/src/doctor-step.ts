/** What a step found: `skipped` where there was no sense in trying. */
export type Outcome = 'ok' | 'failed' | 'skipped';

/** How a step went: what was found, and the one thing to do about it ('' where there is nothing). */
export interface Finding {
  outcome: Outcome;
  found: string;
  todo: string;
}

/** One line of the doctor's report. */
export interface StepReport extends Finding {
  step: string;
}

export function ok(found: string): Finding {
  return { outcome: 'ok', found, todo: '' };
}

export function failed(found: string, todo: string): Finding {
  return { outcome: 'failed', found, todo };
}

export function skipped(found: string, todo = ''): Finding {
  return { outcome: 'skipped', found, todo };
}

import type { StepRow } from '@falter/wire';

/** A row before it is counted: times in epoch milliseconds of the page's clock, an error with its stack. */
export interface Draft extends Omit<StepRow, 'id' | 'stack' | 'outcome' | 'level'> {
  outcome?: string;
  level?: StepRow['level'];
  stack?: string;
}

/** Characters of a row's text: what the console was given may be megabytes. */
export const TEXT_MAX = 1_000;
/** Characters of an address. */
export const URL_MAX = 500;

/** `0.4 s`, `3.1 s`, `2 min`: how long something took, as a row says it. Below a tenth of a second in `ms`. */
export function took(ms: number): string {
  if (ms < 100) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 9_950) return `${(Math.round(ms / 100) / 10).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

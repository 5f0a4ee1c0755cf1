import type { HealthPart } from '@falter/wire';

export const MINUTE_MS = 60_000;
export const HOUR_MS: number = 60 * MINUTE_MS;
export const DAY_MS: number = 24 * HOUR_MS;

/** What was found out about a part, besides its facts. `since` in epoch milliseconds. */
export type Verdict = Pick<HealthPart<unknown>, 'state' | 'cause'> & { todo?: string; since?: number | undefined };

export function part<Facts>({ state, cause, todo = '', since }: Verdict, facts: Facts): HealthPart<Facts> {
  return { state, cause, todo, since: since === undefined ? null : iso(since), facts };
}

/** ISO 8601 of an epoch time in milliseconds. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** `40 s`, `12 min`, `5 h`, `3 days`: how long something is, to read in a sentence. */
export function span(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.max(0, Math.round(ms / 1000))} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  return `${Math.floor(ms / DAY_MS)} days`;
}

/** `1 batch`, `1,200 batches`. */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

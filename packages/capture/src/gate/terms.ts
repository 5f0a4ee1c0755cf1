import type { SettingsAnswer } from '@falter/wire';
import type { Recording } from '../recording/recording.ts';
import type { Falter, StartOptions } from '../start.ts';
import type { CheckState, Tell } from './check.ts';

/** What a site wishes, as it was written in its tag or given to `start`. */
export interface Tag extends Omit<StartOptions, 'sample' | 'privacy'> {
  sample?: number | string | undefined;
  privacy?: string | undefined;
  /** What this script wraps would be muted: it is of another origin and was loaded without `crossorigin`. */
  isMuted?: boolean | undefined;
}

/** What a site says to us: `window.falter`, or what `start` returns. */
export interface Handle extends Partial<Falter> {
  /** What the visitor had decided before we came. */
  given?: unknown;
  /** Calls that wait for the recorder, by name, with their arguments. */
  q?: [name: string, ...args: unknown[]][];
}

/** An `error` or `unhandledrejection` event of the page, and when it came in epoch milliseconds. */
export type EarlyError = [event: Event, at: number];

/**
 * What the recorder is told when a recording begins. A list, because the names would be a fiftieth of the loader. `endpoint`: without a slash at its end.
 * `share`: of `told` and of what the tag says, the smaller one. `session`: as the gate opened it, as JSON; for where the browser denies
 * storage. `fail`: nothing came back for a batch. `end`: nothing may be recorded until the page is loaded again.
 */
export type Wishes = [
  tag: Tag,
  endpoint: string,
  told: SettingsAnswer,
  share: number,
  handle: Handle,
  send: typeof fetch,
  session: string,
  early: EarlyError[] | undefined,
  tell: Tell,
  fail: () => void,
  end: (state: CheckState, why?: string) => void,
];

/** The recorder, as the gate gets it. */
export interface Recorder {
  record(...wishes: Wishes): Recording | undefined;
  /** Hears what Google Consent Mode says; again and again is once. */
  hear(consent: (given: boolean) => void): void;
}

import type { SiteSettings } from '@falter/wire';
import type { Recording } from '../recording/recording.ts';
import type { Falter, StartOptions } from '../start.ts';
import type { CheckState, Tell } from './check.ts';

/** What a site wishes, as it was written in its tag or given to `start`. */
export interface Tag extends Omit<StartOptions, 'sample'> {
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

/** What the recorder is told when a recording begins. */
export interface Wishes extends Tag {
  told: SiteSettings;
  /** Of `told` and of what the tag says, the smaller one. */
  share: number;
  handle: Handle;
  send: typeof fetch;
  /** The session as the gate opened it, as JSON; for where the browser denies storage. */
  session: string;
  early: EarlyError[] | undefined;
  tell: Tell;
  /** Nothing came back for a batch. */
  fail(): void;
  /** Nothing may be recorded until the page is loaded again. */
  end(state: CheckState, why?: string): void;
}

/** The recorder, as the gate gets it. */
export interface Recorder {
  record(wishes: Wishes): Recording | undefined;
  /** Hears what Google Consent Mode says; again and again is once. */
  hear(consent: (given: boolean) => void): void;
}

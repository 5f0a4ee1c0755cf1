import { openGate, WORDS } from './gate/gate.ts';
import { giveHere } from './gate/give-here.ts';

/** What a site says about itself. */
export interface StartOptions {
  /** Write key of the project; it is public. */
  key: string;
  /** Where the collector is, without the path: `https://falter.example`. */
  endpoint: string;
  /** The site's own name for what it deployed (a version, a commit), at most 128 characters. */
  release?: string;
  /** `required`: nothing is recorded, kept on the device or sent before `consent(true)`. Default: `granted`. */
  consent?: 'granted' | 'required';
  /** How much of the page leaves; of this and the project's setting the stricter counts. Default: as the project says. */
  privacy?: 'strict' | 'default' | 'open';
  /** Share of the sessions that are recorded, 0 to 1. Default: 1, all. */
  sample?: number;
}

/** What a trait, an attribute and the value of something tracked may be: a text of at most 200 characters, a number, true or false. */
export type FalterValue = string | number | boolean;

/** How it stands with the recording of this page. */
export interface FalterDiagnostics {
  /**
   * `recording`; `delivered` once the collector took something; `consent-pending`, `sampled-out`, `not-recorded`, `stopped`,
   * `blocked-by-csp`, `refused`, `unreachable`: nothing is recorded or nothing arrives; `loaded`: it has not begun yet.
   */
  state: string;
  /** Why nothing is recorded or nothing arrives, in a sentence; '' otherwise. */
  why: string;
  /** Id of the session; this and what follows is absent before anything was recorded on this page. */
  session?: string;
  /** Batches of this tab that were numbered for sending. */
  batches?: number;
  /** Events that could not be delivered, and notes that were too many for one session. */
  dropped?: number;
  leftOut?: number;
  /** Faults of the snippet's own. */
  faults?: number;
  /** Style sheets, pictures and fonts that the collector asked for: how many were sent, and how many it did not get. */
  assets?: { sent: number; failed: number };
}

/** Calling it stops for good, as `stop()` does: what was recorded until then is still sent. Nothing of it ever throws. */
export interface Falter {
  (): void;
  /**
   * What the visitor decided. `true` begins, where it has not begun. `false` stops at once, forgets what was not sent and removes
   * what was kept on the device. It is not remembered: say it on every page.
   */
  consent(given: boolean): void;
  /**
   * Who is there: the site's own id of the person (at most 200 characters), and what helps to recognise it (at most 30 traits). `null`:
   * nobody is signed in any more. Kept for this page; said again on the next one.
   */
  identify(person: string | null, traits?: Record<string, FalterValue>): void;
  /** What is true of this session: a plan, a variant of a test. Given again under the same name it replaces; at most 30. */
  setAttributes(attributes: Record<string, FalterValue>): void;
  /** Something happened that only the site knows the meaning of: `track('voucher refused', 'SPRING')`. */
  track(name: string, value?: FalterValue): void;
  /** The visitor reached a step: `mark('checkout: address')`. */
  mark(step: string): void;
  /** Names what is deployed, where the tag could not. */
  release(name: string): void;
  /** Ends the recording; what was recorded until then is still sent. */
  stop(): void;
  /** Begins again after `stop`. Where consent is required, `consent(true)` begins. */
  start(): void;
  /** This session is worth seeing: sends what is kept in the browser, where sessions are recorded on struggle only. */
  record(): void;
  /** Address at which the viewer opens this session at this moment, for whoever may see it; '' where nothing is recorded. */
  sessionUrl(): string;
  /** A short code of this session to read out to support (`7K2M-Q9XD`); '' where nothing is recorded. */
  supportCode(): string;
  /** Why nothing is recorded, and how much was sent and lost. */
  diagnostics(): FalterDiagnostics;
}

/**
 * Starts recording this page and returns what stops it; nothing of it ever throws. Records nothing outside a browser, in one that
 * is too old, inside a frame whose page is recorded already, and a second time in the same page.
 */
export function start(options: StartOptions): Falter {
  const falter: Falter = Object.assign(() => void falter.stop(), silent());
  try {
    openGate(options, giveHere, falter);
  } catch {
    // There is no page, or a broken one.
  }
  return falter;
}

/** What takes every word and does nothing. */
function silent(): Pick<Falter, keyof Falter> {
  const why = 'there is no page, or it is recorded already.';
  const words = Object.fromEntries(WORDS.map((word) => [word, () => '']));
  return { ...words, consent: () => {}, diagnostics: () => ({ state: 'not-recorded', why }) } as never;
}

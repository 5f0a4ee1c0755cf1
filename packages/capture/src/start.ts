import { begin } from './begin.ts';

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
  /** Share of the sessions that are recorded, 0 to 1. Default: 1, all. */
  sample?: number;
}

/** Calling it stops for good: what was recorded until then is still sent. */
export interface Falter {
  (): void;
  /**
   * What the visitor decided. `true` begins, where it has not begun. `false` stops at once, forgets what was not sent and removes
   * what was kept on the device. It is not remembered: say it on every page.
   */
  consent(given: boolean): void;
}

/**
 * Starts recording this page and returns what stops it; nothing of it ever throws. Records nothing outside a browser, in one that
 * is too old, inside a frame whose page is recorded already, and a second time in the same page.
 */
export function start(options: StartOptions): Falter {
  return begin(options) ?? Object.assign(() => {}, { consent: () => {} });
}

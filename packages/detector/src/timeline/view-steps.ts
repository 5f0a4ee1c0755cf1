import type { Vitals } from '@falter/wire';
import type { ScrollTurns } from './scroll-turns.ts';
import type { Base } from './steps.ts';
import type { Came } from './trail.ts';

/** One page view: a document, or a route of a single-page app. `at` is its beginning. */
export interface ViewStep extends Base {
  kind: 'view';
  /** Epoch milliseconds: the next one began, or the tab told nothing more. */
  until: number;
  /** Scrubbed; `page` is its route. */
  url: string;
  page: string;
  came: Came;
  /** How the view after it came; `ended`: there was none. `open`: it is still shown. */
  went: Came | 'ended' | 'open';
  /** The recording says how it was left; else it follows from the order of the addresses. */
  sure: boolean;
  /** Milliseconds in the foreground. */
  shownMs: number;
  /** It began in a tab that nobody looked at. */
  background: boolean;
  /** The visitor did something there: moved the pointer, pressed, typed. */
  active: boolean;
  /** It was scrolled, by whomever. */
  moved: boolean;
  /** A part of the recording is missing in it or beside it. */
  torn: boolean;
  /** A page between the one before and this one that went before it was recorded, and how long it was there at most. */
  passed: { page: string; shownMs: number } | null;
  /** The longest row of hurried turns while scrolling. */
  scrolled: ScrollTurns;
  /** How the document felt that began with this view; null where nothing was told. */
  vitals: Vitals | null;
}

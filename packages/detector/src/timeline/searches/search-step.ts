import type { Target } from '@falter/wire';

/** The visitor looked for something in the site's own search. */
export interface SearchStep {
  kind: 'search';
  tab: string;
  /** Epoch milliseconds of the page's clock, repaired: it was sent, or typing came to rest. */
  at: number;
  /** Number of the page view in its tab. */
  view: number;
  /** The field. */
  target: Target;
  /** `sent`, or `typed`: the page shows results while somebody types. */
  by: 'sent' | 'typed';
  /** Another question than the search before it in this tab. */
  reformulated: boolean;
  /** What the page said of finding nothing, '' when it did not. */
  empty: string;
  /** A result of it was opened, or used. */
  opened: boolean;
  /** Another search came after it, or so much time passed that a result would have been opened; epoch milliseconds of that. */
  settled: boolean;
  until: number;
  ignored: readonly string[];
}

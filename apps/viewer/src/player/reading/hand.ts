import type { Click } from './clicks.ts';
import type { PointerAt } from './pointer-trail.ts';

/** What the visitor's hand did, to be drawn over the page: each in order of time. */
export interface Hand {
  clicks: Click[];
  pointers: PointerAt[];
}

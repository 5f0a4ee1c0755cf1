import type { Span } from './inactivity.ts';
import type { Acts } from './reading/part-map.ts';

/** What plays: one tab's recording on the session's clock, as its map has it. Another object whenever that has grown. */
export interface Reel {
  /** When this tab can first be seen, and when its last event came. */
  firstFrameAt: number;
  lastAt: number;
  durationMs: number;
  /** The session goes on: at its end there will be more. */
  isRunning: boolean;
  /** Stretches in which the visitor did something. */
  acts: Acts[];
  /** Stretches to jump over while skipping inactivity. */
  inactive: Span[];
}

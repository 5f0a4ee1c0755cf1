import type { RecordedEvent } from '@falter/wire';

/** Batches that are missing before an event. */
export interface Gap {
  /** Number of the event. */
  before: number;
  /** How many are. */
  batches: number;
}

/** One tab, checked and timed. */
export interface TimedTab {
  tab: string;
  events: readonly RecordedEvent[];
  /** Repaired times, one an event. */
  times: Float64Array;
  losses: readonly Gap[];
  /** Events that are not among `events`: malformed, or there twice. */
  dropped: number;
}

export interface ReadingOptions {
  /** Nothing more will come. */
  closed: boolean;
  /** Epoch ms up to which the recording is known to be complete. */
  until: number;
  /** Sorted times at which other tabs began. */
  openings: readonly number[];
}

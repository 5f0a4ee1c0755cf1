import type { RecordedEvent } from '@falter/wire';

/** One tab, checked and timed. */
export interface TimedTab {
  tab: string;
  events: readonly RecordedEvent[];
  /** Repaired times, one an event. */
  times: Float64Array;
  /** Numbers of the events before which something is missing. */
  losses: readonly number[];
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

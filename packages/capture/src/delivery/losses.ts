import type { LostPayload } from '@falter/wire';
import type { Batch } from './batch.ts';

/** `size`: an event over the limit; `room`: more waited than may wait; `refused`: the collector did not take it. */
export interface Loss extends LostPayload {
  why: 'size' | 'room' | 'refused';
}

/** What was lost and not told so far. */
export interface Losses {
  /** Counts the events of a batch in its stream's `dropped`. */
  count(batch: Batch, why: Loss['why']): void;
  /** Gives what was lost since this was last asked, as one. */
  take(): Loss | undefined;
}

export function createLosses(): Losses {
  let loss: Loss | undefined;
  return {
    count({ stream, events, from, until }, why) {
      stream.dropped += events;
      if (loss) loss = { ...loss, why, events: loss.events + events, until };
      else loss = { why, events, from, until };
    },
    take() {
      const all = loss;
      loss = undefined;
      return all;
    },
  };
}

import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';

/** rrweb's IncrementalSource.MouseInteraction and MouseInteractions.Click. */
const INTERACTION = 2;
const CLICK = 2;

/** Clicks this close may be the beginning of rage; whether they are is the detector's question. */
const QUICK_MS = 1_000;

/** Tells of every third quick click, because somebody may be watching live. */
export function createClickCounter(): (event: RecordedEvent) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  let count = 0;
  return ({ type, timestamp, data }) => {
    if (type !== EVENT_TYPE.incremental || data.source !== INTERACTION || data.type !== CLICK) return false;
    count = timestamp - last <= QUICK_MS ? count + 1 : 1;
    last = timestamp;
    return count % 3 === 0;
  };
}

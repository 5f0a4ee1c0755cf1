import {
  CLICK_WATCH_MS,
  EVENT_TYPE,
  FLUSH_AFTER_CLICK_MS,
  FLUSH_EVERY_MS,
  type RecordedEvent,
  type RequestPayload,
} from '@falter/wire';

/** rrweb's IncrementalSource.MouseInteraction and MouseInteractions.Click. */
const INTERACTION = 2;
const CLICK = 2;

/** Clicks this close may be the beginning of rage; whether they are is the detector's question. */
const QUICK_MS = 1_000;

/** What matters at once still waits this long, because what it causes follows at once. */
export const SOON_MS = 50;

/**
 * Tells within how many milliseconds an event must be sent. Every third quick click at once, because somebody may be
 * watching live (`onThird`: they are what rage begins with); what follows a click soon, because it is the answer to it, or the missing of one; the rest in its time. Where somebody sets the site up (`hurried`), everything at once.
 */
export function createPace(hurried: boolean, onThird: () => void): (event: RecordedEvent) => number {
  let last = Number.NEGATIVE_INFINITY;
  let count = 0;
  return ({ type, timestamp, data }) => {
    if (type === EVENT_TYPE.incremental && data.source === INTERACTION && data.type === CLICK) {
      count = timestamp - last <= QUICK_MS ? count + 1 : 1;
      last = timestamp;
      if (count % 3 === 0) {
        onThird();
        return SOON_MS;
      }
    }
    if (hurried || type === EVENT_TYPE.fullSnapshot) return SOON_MS;
    return timestamp - last <= CLICK_WATCH_MS ? FLUSH_AFTER_CLICK_MS : FLUSH_EVERY_MS;
  };
}

/** Whether a request ended so that somebody who is watching live should know. What the page took back itself is no failure. */
export function isUrgent({ status, failure }: RequestPayload): boolean {
  return status >= 400 || failure === 'network' || failure === 'timeout';
}

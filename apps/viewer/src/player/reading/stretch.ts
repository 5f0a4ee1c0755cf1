import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import { takeMovesApart } from '../replay/pointer-way.ts';
import { SOURCE } from '../replay/rrweb-shapes.ts';
import { type Click, clicksOf } from './clicks.ts';
import { FARTHEST_MS } from './part-map.ts';
import { type PointerAt, pointersOf } from './pointer-trail.ts';

/** The next events of a segment, ready for the replayer. Times but those in `events` are milliseconds since the session's start. */
export interface Stretch {
  /** The segment that they belong to. */
  segment: string;
  events: RecordedEvent[];
  /** Times at which the picture changes, for stepping. */
  frames: number[];
  clicks: Click[];
  pointers: PointerAt[];
  /** Whether the visitor has no mouse. */
  touch: boolean;
}

/** Where a segment lies: epoch milliseconds. */
export interface Bounds {
  from: number;
  until: number;
}

/**
 * Puts the sanitised events of one segment in their places as they come in.
 *
 * rrweb writes the size of the window (`meta`) a few milliseconds before the snapshot it belongs to. A seek to a moment in between
 * would start from that snapshot without showing it, so the size moves to the snapshot's time; a size without a snapshot is a change of the
 * size, since rrweb begins to rebuild at every `meta`. Times outside of the segment (clocks were set meanwhile) move into it.
 */
export class StretchMaker {
  readonly #segment: string;
  readonly #startedAt: number;
  readonly #bounds: Bounds;
  #before: number;

  constructor(segment: string, startedAt: number, bounds: Bounds) {
    this.#segment = segment;
    this.#startedAt = startedAt;
    this.#bounds = bounds;
    this.#before = bounds.from;
  }

  /** The snapshot that the segment begins with, at the size of its window. */
  begin(snapshot: RecordedEvent, size: RecordedEvent | undefined): [size: RecordedEvent, snapshot: RecordedEvent] {
    const { from } = this.#bounds;
    return [
      { ...(size ?? assumedWindow(snapshot)), timestamp: from },
      { ...snapshot, timestamp: from },
    ];
  }

  /** @param events those that follow, in the order in which they were written. */
  make(events: readonly RecordedEvent[]): Stretch {
    for (const event of events) this.#keepInside(event);
    const ordered = events.toSorted((a, b) => a.timestamp - b.timestamp);
    const at = (event: RecordedEvent): number => event.timestamp - this.#startedAt;
    const frames = ordered.filter(changesPicture).map(at);
    const apart = takeMovesApart(ordered, this.#bounds.from);
    return {
      segment: this.#segment,
      events: apart,
      frames: frames.filter((frame, index) => frame !== frames[index - 1]),
      clicks: clicksOf(ordered, this.#startedAt),
      pointers: pointersOf(apart, this.#startedAt),
      touch: ordered.some(isTouch),
    };
  }

  /** Too early: at the start. Too late: when the event before it was, which is all that is known of it. */
  #keepInside(event: RecordedEvent): void {
    const { from, until } = this.#bounds;
    const late = event.timestamp - this.#startedAt > FARTHEST_MS;
    event.timestamp = late ? this.#before : Math.min(until, Math.max(from, event.timestamp));
    this.#before = event.timestamp;
  }
}

/** A size that no snapshot followed. */
export function asResize({ timestamp, data }: RecordedEvent): RecordedEvent {
  const { width, height } = data;
  return { type: EVENT_TYPE.incremental, timestamp, data: { source: SOURCE.viewportResize, width, height } };
}

/** Some recordings begin with the snapshot: a common window then has to do. */
function assumedWindow({ timestamp }: RecordedEvent): RecordedEvent {
  return { type: EVENT_TYPE.meta, timestamp, data: { href: '', width: 1280, height: 800 } };
}

function changesPicture({ type, data }: RecordedEvent): boolean {
  return type === EVENT_TYPE.fullSnapshot || (type === EVENT_TYPE.incremental && data.source !== SOURCE.log);
}

const TOUCH_START = 7;

function isTouch({ type, data }: RecordedEvent): boolean {
  if (type !== EVENT_TYPE.incremental) return false;
  return data.source === SOURCE.touchMove || (data.source === SOURCE.mouseInteraction && data.type === TOUCH_START);
}

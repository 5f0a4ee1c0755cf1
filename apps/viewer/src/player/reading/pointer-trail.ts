import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import { lastUpTo } from '../last-up-to.ts';
import { SOURCE } from '../replay/rrweb-shapes.ts';

/** Where the pointer was: CSS pixels of the recorded viewport, `at` in ms since the session's start. */
export interface PointerAt {
  at: number;
  x: number;
  y: number;
}

/** How long the way of the pointer stays visible: the sweep to a button, not the wandering before it. Milliseconds. */
export const TRAIL_MS = 1_000;

/** A pause of the pointer this long ends its way: what comes after it is drawn as another one. Milliseconds. */
const PAUSE_MS = 600;

/** Farther apart than this no hand moves between two samples: the pointer left the page and came back elsewhere. CSS pixels. */
const LEAP_PX = 900;

/** Where mouse or finger were, in order; events as the replayer gets them, one position each. */
export function pointersOf(events: readonly RecordedEvent[], startedAt: number): PointerAt[] {
  return events.flatMap(({ type, timestamp, data }) => {
    const moves =
      type === EVENT_TYPE.incremental && (data.source === SOURCE.mouseMove || data.source === SOURCE.touchMove);
    if (!moves || !Array.isArray(data.positions)) return [];
    return data.positions.flatMap(({ x, y }: Partial<PointerAt>) =>
      x !== undefined && y !== undefined && Number.isFinite(x) && Number.isFinite(y)
        ? [{ at: timestamp - startedAt, x, y }]
        : [],
    );
  });
}

/** A piece of the way; `age` runs from 0 (now) to 1 (about to vanish). */
export interface TrailPiece {
  from: PointerAt;
  to: PointerAt;
  age: number;
}

/** The pieces of the way to draw at a moment, oldest first. @param pointers in order */
export function trailAt(pointers: readonly PointerAt[], at: number): TrailPiece[] {
  const pieces: TrailPiece[] = [];
  for (let index = lastUpTo(pointers, at, (one) => one.at); index > 0; index--) {
    const to = pointers[index];
    const from = pointers[index - 1];
    if (to === undefined || from === undefined || at - to.at >= TRAIL_MS || to.at - from.at >= PAUSE_MS) break;
    if (Math.hypot(to.x - from.x, to.y - from.y) > LEAP_PX) break;
    pieces.unshift({ from, to, age: (at - to.at) / TRAIL_MS });
  }
  return pieces;
}

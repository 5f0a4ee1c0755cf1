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

/** Points of a way that are drawn: recorders tell twenty a second, and a batch can tell a hundred thousand at once. */
const POINTS_MAX = 120;

/** Parts of the way, each fainter than the one after it. */
const BANDS = 5;

/** A part of the way; `age` runs from 0 (now) to 1 (about to vanish). */
export interface TrailBand {
  age: number;
  /** In order, two at least. */
  points: PointerAt[];
}

/** The way to draw at a moment, the oldest part first; the last point of a part is the first of the next. @param pointers in order */
export function trailAt(pointers: readonly PointerAt[], at: number): TrailBand[] {
  const way = wayTo(pointers, at);
  const bands: TrailBand[] = [];
  for (const [index, to] of way.entries()) {
    const from = way[index - 1];
    if (from === undefined) continue;
    const age = Math.floor(((at - to.at) / TRAIL_MS) * BANDS) / BANDS;
    const last = bands.at(-1);
    if (last?.age === age) last.points.push(to);
    else bands.push({ age, points: [from, to] });
  }
  return bands;
}

/** The points up to a moment that belong together, in order. */
function wayTo(pointers: readonly PointerAt[], at: number): PointerAt[] {
  const end = lastUpTo(pointers, at, (one) => one.at);
  let start = end;
  for (; start > 0 && end - start < POINTS_MAX; start--) {
    const to = pointers[start];
    const from = pointers[start - 1];
    if (to === undefined || from === undefined || at - to.at >= TRAIL_MS || to.at - from.at >= PAUSE_MS) break;
    if (Math.hypot(to.x - from.x, to.y - from.y) > LEAP_PX) break;
  }
  return pointers.slice(Math.max(0, start), end + 1);
}

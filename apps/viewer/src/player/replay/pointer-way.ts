import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import { SOURCE } from './rrweb-shapes.ts';

/** Ways of a mouse, of a finger, and of something that is dragged. */
const MOVES: ReadonlySet<number> = new Set([SOURCE.mouseMove, SOURCE.touchMove, SOURCE.drag]);

interface Move {
  source: number;
  positions: { timeOffset: number }[];
}

/**
 * Takes moves of the pointer apart, one event a position, each at its own time, and puts all events in order again.
 *
 * rrweb writes the way of half a second as one event at its end. Its replayer believes that such an event was played when its
 * first position was, and, going on from there, applies once more what happened between the two: nodes are removed that are
 * gone, and the page no longer fits. No position comes before the snapshot that its element belongs to.
 * @param events in order, of one segment. Positions have `timeOffset` in milliseconds, zero or less, relative to their event.
 */
export function takeMovesApart(events: readonly RecordedEvent[], earliest: number): RecordedEvent[] {
  const apart = events.flatMap((event) => {
    if (event.type !== EVENT_TYPE.incremental) return event;
    const data = event.data as Move;
    if (!MOVES.has(data.source) || !Array.isArray(data.positions)) return event;
    return data.positions.map((position) => ({
      ...event,
      timestamp: Math.max(earliest, Math.min(event.timestamp, event.timestamp + (Number(position.timeOffset) || 0))),
      data: { ...data, positions: [{ ...position, timeOffset: 0 }] },
    }));
  });
  return apart.sort((a, b) => a.timestamp - b.timestamp);
}

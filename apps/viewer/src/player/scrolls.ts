import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import { SOURCE } from './rrweb-shapes.ts';

/** How far something is scrolled, in CSS pixels. */
export interface Scroll {
  x: number;
  y: number;
}

interface Added {
  node: { id: number; attributes?: Record<string, unknown> };
}

/**
 * How far everything is scrolled at a moment, by node id: the last that the recording says since the snapshot that the page
 * of that moment comes from. What nothing is said of is absent.
 * @param events in order.
 * @param until epoch ms; events of this time count.
 */
export function scrollsAt(events: readonly RecordedEvent[], until: number): Map<number, Scroll> {
  const scrolls = new Map<number, Scroll>();
  const end = events.findLastIndex(({ timestamp }) => timestamp <= until) + 1;
  const last = events.findLastIndex(({ type }, index) => index < end && type === EVENT_TYPE.fullSnapshot);
  for (const { type, data } of events.slice(Math.max(0, last), end)) {
    if (type === EVENT_TYPE.fullSnapshot) {
      scrolls.set(data.node.id, { x: data.initialOffset?.left ?? 0, y: data.initialOffset?.top ?? 0 });
    } else if (type !== EVENT_TYPE.incremental) continue;
    else if (data.source === SOURCE.scroll) scrolls.set(data.id, { x: data.x, y: data.y });
    else if (data.source === SOURCE.mutation) putIn(data.adds ?? [], scrolls);
  }
  return scrolls;
}

/** A browser scrolls what is put into a page, or moved within it, to its start; a recorder says so where that is not all. */
function putIn(adds: readonly Added[], scrolls: Map<number, Scroll>): void {
  for (const { node } of adds) {
    const { rr_scrollLeft: x, rr_scrollTop: y } = node.attributes ?? {};
    if (x || y || scrolls.has(node.id)) scrolls.set(node.id, { x: Number(x) || 0, y: Number(y) || 0 });
  }
}

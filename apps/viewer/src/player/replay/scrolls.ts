import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import { MOUSE, SOURCE } from './rrweb-shapes.ts';

/** How far something is scrolled, in CSS pixels. */
export interface Scroll {
  x: number;
  y: number;
}

/** A recorder tells of scrolling every 150 ms at most, and then in the turn of a page that may be busy. Milliseconds. */
const LATE_MS = 200;

/** A scroll that was told of after a click, and may have been there before it: `click` says what was clicked, where in the window. */
export interface LateScroll {
  id: number;
  scroll: Scroll;
  click: Scroll & { id: number };
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

/**
 * The first scroll after a moment that belongs to the click before it, as far as times can say: nothing else is clicked and no
 * page comes in between. Whether the page was scrolled when it was clicked, the page has to say.
 * @param events in order.
 * @param until epoch ms; events of this time count as before.
 */
export function lateScroll(events: readonly RecordedEvent[], until: number): LateScroll | undefined {
  const next = events.findLastIndex(({ timestamp }) => timestamp <= until) + 1;
  let click: RecordedEvent | undefined;
  for (let index = next - 1; index >= 0 && click === undefined; index--) {
    const event = events[index];
    if (event === undefined || until - event.timestamp > LATE_MS || isScroll(event)) return;
    if (isClick(event)) click = event;
  }
  if (click === undefined) return;
  for (let index = next; index < events.length; index++) {
    const event = events[index];
    if (event === undefined || event.timestamp - click.timestamp > LATE_MS || isClick(event)) return;
    if (event.type === EVENT_TYPE.fullSnapshot) return;
    const { id, x, y } = event.data ?? {};
    if (isScroll(event))
      return { id, scroll: { x, y }, click: { id: click.data.id, x: click.data.x, y: click.data.y } };
  }
}

function isScroll({ type, data }: RecordedEvent): boolean {
  return type === EVENT_TYPE.incremental && data.source === SOURCE.scroll;
}

function isClick({ type, data }: RecordedEvent): boolean {
  return type === EVENT_TYPE.incremental && data.source === SOURCE.mouseInteraction && data.type === MOUSE.click;
}

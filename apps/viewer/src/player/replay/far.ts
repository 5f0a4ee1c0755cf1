import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import { SOURCE } from './rrweb-shapes.ts';

/** Nodes that are changed one by one in less time than it takes to copy a page of some thousand nodes and to compare it with its copy. */
const NEAR_CHANGES = 400;

/**
 * Whether so much changes on the way to a moment that rrweb should do it in a copy of the page, and put the difference into the page at the end. On
 * the way of a playhead that is drawn, or of a film that plays, it is nearly nothing, and the copy would be most of the work.
 * @param events in order. @param from where the page stands, epoch ms; where it lies behind, or a snapshot is on the way, the way begins there.
 */
export function isFar(events: readonly RecordedEvent[], from: number, until: number): boolean {
  const goesBack = until < from;
  let changes = 0;
  for (let index = lastUpTo(events, until); index >= 0; index--) {
    const event = events[index];
    if (event === undefined || (!goesBack && event.timestamp <= from)) return false;
    if (event.type === EVENT_TYPE.fullSnapshot) return false;
    if (event.type !== EVENT_TYPE.incremental || event.data.source !== SOURCE.mutation) continue;
    const { adds, removes, texts, attributes } = event.data;
    changes += adds.length + removes.length + texts.length + attributes.length;
    if (changes > NEAR_CHANGES) return true;
  }
  return false;
}

function lastUpTo(events: readonly RecordedEvent[], until: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.timestamp ?? 0) <= until) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import type { Guard } from '../host/guard.ts';
import { listen, undoAll } from '../host/listen.ts';

/** What only a visitor does. Scrolling is left out: pages scroll themselves; whoever scrolls turns a wheel, presses or touches. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'touchmove'];

/**
 * Tells that the visitor is there. It listens on the window, before rrweb does on the document: when this sign begins a new
 * session, its snapshot comes before the click itself.
 */
export function watchActivity(report: (now: number) => void, guard: Guard): () => void {
  const onSign = guard((event: Event) => {
    if (event.isTrusted) report(Date.now());
  });
  return undoAll(SIGNS.map((sign) => listen(window, sign, onSign, { capture: true, passive: true })));
}

/** rrweb's IncrementalSource: MouseMove, TouchMove, Drag; then MouseInteraction and Input, of which only some are a visitor's. */
const MOVES = new Set([1, 6, 12]);
const INTERACTION = 2;
const INPUT = 5;

/** rrweb's MouseInteractions: MouseDown, TouchStart. Scripts click and focus too, but hardly press. */
const PRESSES = new Set([1, 7]);

/** Whether a recorded event is a sign of the visitor: inside a frame, rrweb listens and the window does not. */
export function isVisitors({ type, data }: RecordedEvent): boolean {
  if (type !== EVENT_TYPE.incremental) return false;
  if (data.source === INPUT) return data.userTriggered === true;
  return MOVES.has(data.source) || (data.source === INTERACTION && PRESSES.has(data.type));
}

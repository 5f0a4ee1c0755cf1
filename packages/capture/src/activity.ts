import type { Guard } from './guard.ts';
import { listen, undoAll } from './listen.ts';

/** What only a visitor does. Scrolling is left out: pages scroll themselves; whoever scrolls turns a wheel, presses or touches. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'touchmove'];

/** Whoever moves a mouse does so a hundred times a second; the session's clock counts minutes. */
const EVERY_MS = 1_000;

/**
 * Tells that the visitor is there, at most once a second. It listens on the window, before rrweb does on the document: when
 * this sign begins a new session, its snapshot comes before the click itself.
 */
export function watchActivity(report: (now: number) => void, guard: Guard): () => void {
  let last = Number.NEGATIVE_INFINITY;
  const onSign = guard((event: Event) => {
    const now = Date.now();
    if (!event.isTrusted || Math.abs(now - last) < EVERY_MS) return;
    last = now;
    report(now);
  });
  const stops = SIGNS.map((sign) => listen(window, sign, onSign, { capture: true, passive: true }));
  return undoAll(stops);
}

import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import { lastUpTo } from '../last-up-to.ts';
import { MOUSE, SOURCE } from '../replay/rrweb-shapes.ts';

/** Something the visitor pressed. `x` and `y` in CSS pixels of the recorded viewport, `at` ms since the session's start. */
export interface Click {
  at: number;
  x: number;
  y: number;
  kind: 'click' | 'touch';
}

/** How long a click stays visible. Long enough to be seen, short enough that quick clicks pile up as such. Milliseconds. */
export const CLICK_SHOWN_MS = 1_200;

/** More than a hand can press in that time; a program that presses faster is drawn by its last ones. */
const SHOWN_MAX = 50;

/** All clicks and touches of a recording, in order. */
export function clicksOf(events: readonly RecordedEvent[], startedAt: number): Click[] {
  const clicks: Click[] = [];
  for (const { type, timestamp, data } of events) {
    if (type !== EVENT_TYPE.incremental || data.source !== SOURCE.mouseInteraction) continue;
    const touch = data.type === MOUSE.touchStart;
    if (!touch && data.type !== MOUSE.click && data.type !== MOUSE.contextMenu) continue;
    if (!Number.isFinite(data.x) || !Number.isFinite(data.y)) continue;
    clicks.push({ at: timestamp - startedAt, x: data.x, y: data.y, kind: touch ? 'touch' : 'click' });
  }
  return clicks;
}

/** The clicks to draw at a moment, oldest first; `age` runs from 0 (now) to 1 (about to vanish). */
export function clicksShown(clicks: readonly Click[], at: number): (Click & { age: number })[] {
  const end = lastUpTo(clicks, at, (one) => one.at) + 1;
  return clicks
    .slice(Math.max(0, end - SHOWN_MAX), end)
    .filter((click) => at - click.at < CLICK_SHOWN_MS)
    .map((click) => ({ ...click, age: (at - click.at) / CLICK_SHOWN_MS }));
}

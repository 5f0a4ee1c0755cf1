import type { Viewport } from './replay/replayer.ts';

/** A phone's page is not blown up beyond this: it would only get blurred. */
const SCALE_MAX = 1.25;

/** The scale at which a recorded window fits into the room there is, whole. */
export function fitScale(window: Viewport, room: Viewport): number {
  if (window.width <= 0 || window.height <= 0) return 1;
  return Math.max(0.05, Math.min(SCALE_MAX, room.width / window.width, room.height / window.height));
}

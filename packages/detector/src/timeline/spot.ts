/** Two presses this near in pixels aim at the same thing (PostHog and Mixpanel take the same radius). */
export const SAME_SPOT_PX = 30;

type Point = { x: number; y: number };

export function isSameSpot(a: Point, b: Point, radius: number = SAME_SPOT_PX): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) <= radius;
}

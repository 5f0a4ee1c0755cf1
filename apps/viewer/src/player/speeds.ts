/** Times real time. */
export const SPEEDS: readonly number[] = [0.5, 1, 2, 4, 8, 16];

/** One up or down; at the ends the same. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  return SPEEDS[SPEEDS.indexOf(speed) + direction] ?? speed;
}

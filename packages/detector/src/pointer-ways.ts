/** Ways of a pointer for tests: a point each 50 ms, in pixels of the window. */
export type Way = (readonly [x: number, y: number])[];

const EVERY_MS = 50;
const MIDDLE = 400;

const along = (ms: number, place: (at: number) => readonly [number, number]): Way =>
  Array.from({ length: Math.floor(ms / EVERY_MS) }, (_, n) => place(n * EVERY_MS));

/** Round and round, `roundMs` for each. */
export function circling(radius: number, roundMs: number, ms: number): Way {
  return along(ms, (at) => {
    const angle = (2 * Math.PI * at) / roundMs;
    return [MIDDLE + radius * Math.cos(angle), MIDDLE + radius * Math.sin(angle)];
  });
}

/** To and fro, `swingMs` for both. */
export function shaking(width: number, swingMs: number, ms: number): Way {
  return along(ms, (at) => [MIDDLE + width * Math.sin((2 * Math.PI * at) / swingMs), MIDDLE + (at % 3)]);
}

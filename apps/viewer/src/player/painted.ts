/** A page that is hidden paints nothing: then so long is waited at most. Milliseconds. */
const PAINT_MAX_MS = 100;

/** Resolves when what was changed just now is on the screen. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PAINT_MAX_MS);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}

/** The page is there, in front of somebody whose network costs nothing: what nobody waits for may be done. */
export function calm(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return document.readyState === 'complete' && document.visibilityState === 'visible' && !connection?.saveData;
}

/** Safari has no idle time to ask for. */
const REST_MS = 200;

/** Resolves when the page has nothing to do. Does not hurry: on a page that never rests, it never does. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve());
    else setTimeout(resolve, REST_MS);
  });
}

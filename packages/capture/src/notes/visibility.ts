import type { VisibilityPayload } from '@falter/wire';
import type { Guard } from '../host/guard.ts';
import { listen, undoAll } from '../host/listen.ts';

/** What a document's coming and going means for the recording. */
export interface Comings {
  report(state: VisibilityPayload['state']): void;
  /** The document goes away, perhaps into the back/forward cache. Everything must be said synchronously. */
  leave(): void;
  /** It came back from there as it was. */
  comeBack(): void;
}

/** Listens to visibility, pagehide and pageshow. Never to unload: that alone would keep the page out of the cache. */
export function watchVisibility({ report, leave, comeBack }: Comings, guard: Guard): () => void {
  const stops = [
    listen(
      document,
      'visibilitychange',
      guard(() => report(document.visibilityState === 'hidden' ? 'hidden' : 'visible')),
    ),
    listen(window, 'pagehide', guard(leave)),
    listen(
      window,
      'pageshow',
      guard((event: Event) => (event as PageTransitionEvent).persisted && comeBack()),
    ),
  ];
  return undoAll(stops);
}

import { type NavigationPayload, scrubUrl } from '@falter/wire';
import type { Guard } from './guard.ts';
import { listen, undoAll } from './listen.ts';

type Method = 'pushState' | 'replaceState';

/** Reports that the URL changed without a new document. Calls that leave it as it was (state only) are none. */
export function watchNavigation(report: (navigation: NavigationPayload) => void, guard: Guard): () => void {
  let before = location.href;
  const changed = guard((kind: NavigationPayload['kind']) => {
    const from = before;
    before = location.href;
    if (from !== before) report({ kind, from: scrubUrl(from), to: scrubUrl(before) });
  });
  const stops = [
    wrapHistory('pushState', () => changed('push')),
    wrapHistory('replaceState', () => changed('replace')),
    // The browser tells of a changed fragment twice; `hashchange` follows and says it better.
    listen(window, 'popstate', () => withoutHash(before) !== withoutHash(location.href) && changed('pop')),
    listen(window, 'hashchange', () => changed('hash')),
  ];
  return undoAll(stops);
}

function withoutHash(url: string): string {
  return url.split('#', 1)[0] ?? '';
}

/**
 * Wraps a method of `history` so that the page notices nothing: arguments, result and what it throws are its own. Unwrapping
 * restores what was there, unless somebody wrapped ours meanwhile; then ours stays inside theirs and does nothing.
 */
function wrapHistory(method: Method, after: () => void): () => void {
  const original = history[method];
  const wasOwn = Object.hasOwn(history, method);
  let active = true;
  function wrapped(this: History, ...args: Parameters<History[Method]>): unknown {
    const result = Reflect.apply(original, this, args);
    if (active) after();
    return result;
  }
  try {
    history[method] = wrapped;
  } catch {
    // A frozen history cannot be wrapped; popstate and hashchange remain.
  }
  return () => {
    active = false;
    if (history[method] !== wrapped) return;
    if (wasOwn) history[method] = original;
    else Reflect.deleteProperty(history, method);
  };
}

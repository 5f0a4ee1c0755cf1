import { type NavigationPayload, scrubUrl } from '@falter/wire';
import type { Guard } from '../host/guard.ts';
import { listen, type Undo, undoAll } from '../host/listen.ts';
import { wrap } from '../host/wrap.ts';

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

/** Arguments, result and what it throws are the page's own. */
function wrapHistory(method: 'pushState' | 'replaceState', after: () => void): Undo {
  return wrap(history, method, (call) => {
    const result = call();
    after();
    return result;
  });
}

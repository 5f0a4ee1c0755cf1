import { type ResourcePayload, scrubUrl } from '@falter/wire';
import type { Guard } from '../host/guard.ts';
import { listen, type Undo } from '../host/listen.ts';
import { createRepeatFilter } from './repeat-filter.ts';

/**
 * Reports images, scripts, style sheets, ... that did not load. Their `error` events do not bubble, but are caught on the way down. What
 * comes from the collector is ours and no concern of the site's.
 */
export function watchResources(
  report: (resource: ResourcePayload) => void,
  { endpoint, idOf }: { endpoint: string; idOf: (node: Node) => number },
  guard: Guard,
): Undo {
  const fresh = createRepeatFilter();
  const onError = guard(({ target, isTrusted }: Event) => {
    if (!isTrusted || !(target instanceof Element)) return;
    const { currentSrc, src, href, data } = target as Element & Partial<Record<string, unknown>>;
    // An address inside SVG is an object, and says nothing here.
    const url = scrubUrl(String(currentSrc || src || href || data || ''));
    if (!url || url.startsWith(`${endpoint}/`) || !fresh(url, Date.now())) return;
    report({ tag: target.localName, url, id: idOf(target) });
  });
  return listen(window, 'error', onError, { capture: true });
}

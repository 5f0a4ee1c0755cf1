import { guarded } from './guarded.ts';

/**
 * The browser's own fetch. A page (or a library on it) that wrapped `fetch` would see our requests in its spinners, its logs and
 * its error handling, or add a header that costs a preflight. An empty frame has an untouched one, which works for this
 * window too. Where frames are forbidden, the page's own will do.
 */
export function nativeFetch(): typeof fetch {
  let own = fetch;
  // By its name: what is bound or put behind a proxy says `[native code]` too, but has none.
  if (!/^\w+ fetch\W+native/.test(own as never)) {
    guarded(() => {
      const frame = document.createElement('iframe');
      frame.hidden = true;
      document.head.append(frame);
      own = (frame.contentWindow as Window & typeof globalThis).fetch;
      frame.remove();
    })();
  }
  return own.bind(window);
}

import { watchFetch } from '../notes/fetch.ts';
import { attempt } from './guard.ts';

export type WatchFetch = typeof watchFetch;

/** Gives what may watch the page's fetch, now, later, or never. */
export type WithFetch = (use: (watch: WatchFetch) => void) => void;

/** Where a copy of this script finds who waits for it. */
const WAITING = Symbol.for('falter waiting');

type Waiting = Partial<Record<typeof WAITING, (watch: WatchFetch) => void>>;

/**
 * Whether the browser hides from the page what goes wrong below this script, because it is of another origin and was loaded without
 * `crossorigin`. A fetch that fails below a wrapper in such a script is not even reported as an unhandled rejection any more
 * (https://html.spec.whatwg.org/#muted-errors).
 */
export function isMuted({ src, type, crossOrigin }: HTMLScriptElement): boolean {
  return crossOrigin === null && type !== 'module' && new URL(src).origin !== location.origin;
}

/**
 * For a muted script: watches fetch with the hands of a copy that is not. The copy is this very file, out of the browser's cache;
 * where it may not be loaded (no CORS header, Trusted Types), the page's fetch is left alone.
 */
export function withLoudCopy({ src, nonce, integrity }: HTMLScriptElement): WithFetch {
  let loud: WatchFetch | undefined;
  let last: ((watch: WatchFetch) => void) | undefined;
  return (use) => {
    if (loud) return use(loud);
    // Whoever stopped and began again before the copy came is one, not two.
    const isComing = last !== undefined;
    last = use;
    if (isComing) return;
    (window as Waiting)[WAITING] = (watch) => {
      loud = watch;
      last?.(watch);
    };
    const copy = document.createElement('script');
    attempt(() => {
      Object.assign(copy, { nonce, integrity, crossOrigin: 'anonymous', src });
      copy.dataset.copy = '';
      document.documentElement.append(copy);
      copy.remove();
    }, undefined);
  };
}

/** When this is the copy: hands itself over and has nothing else to do. */
export function isLoudCopy({ dataset }: HTMLScriptElement): boolean {
  if (dataset.copy === undefined) return false;
  (window as Waiting)[WAITING]?.(watchFetch);
  return true;
}

import { KEY_MAX_CHARS, RELEASE_MAX_CHARS } from '@falter/wire';
import { jsonWorks } from './json.ts';
import { listen } from './listen.ts';
import { startRecording } from './recording.ts';
import { warn } from './warn.ts';

/** What a site says about itself. */
export interface StartOptions {
  /** Write key of the project; it is public. */
  key: string;
  /** Where the collector is, without the path: `https://falter.example`. */
  endpoint: string;
  /** The site's own name for what it deployed (a version, a commit), at most 128 characters. */
  release?: string;
}

/** Marks a window that is being recorded, for another copy of the snippet and for frames inside it. */
const MARK = Symbol.for('falter');

type Marked = Partial<Record<typeof MARK, true>>;

const NOTHING = (): void => {};

/**
 * Starts recording this page and returns what stops it; both never throw. Records nothing outside a browser, in one that is too
 * old, inside a frame whose page is recorded already, and a second time in the same page.
 */
export function start(options: StartOptions): () => void {
  try {
    return isRecordable() ? begin(options) : NOTHING;
  } catch {
    return NOTHING;
  }
}

function begin({ key, endpoint, release = '' }: StartOptions): () => void {
  const url = readEndpoint(endpoint);
  if (typeof key !== 'string' || key === '' || key.length > KEY_MAX_CHARS || url === '') {
    warn('Nothing is recorded: key or endpoint is missing or wrong. Give both to start().');
    return NOTHING;
  }
  const marked = window as Marked;
  if (marked[MARK]) {
    warn('This page is recorded already. Include the snippet once.');
    return NOTHING;
  }
  marked[MARK] = true;
  const party = { key, release: String(release).slice(0, RELEASE_MAX_CHARS) };
  const stop = whenActive(() => startRecording(party, url));
  return () => {
    delete marked[MARK];
    stop();
  };
}

/** Origin and path of the collector without a trailing slash, '' when it is none. */
function readEndpoint(endpoint: string): string {
  const { protocol, origin, pathname } = new URL(endpoint);
  return /^https?:$/.test(protocol) ? `${origin}${pathname}`.replace(/\/+$/, '') : '';
}

/** A prerendered page was not seen by anybody yet, and most never are. */
function whenActive(run: () => () => void): () => void {
  if (!(document as Document & { prerendering?: boolean }).prerendering) return run();
  let stop = listen(
    document,
    'prerenderingchange',
    () => {
      try {
        stop = run();
      } catch {
        stop = NOTHING;
      }
    },
    { once: true },
  );
  return () => stop();
}

/** Object.hasOwn is the youngest thing we cannot do without: Chrome 93, Firefox 92, Safari 15.4. */
function isRecordable(): boolean {
  if (typeof window === 'undefined' || typeof document === 'undefined') return false;
  const able =
    typeof Object.hasOwn === 'function' && typeof MutationObserver === 'function' && typeof fetch === 'function';
  return able && jsonWorks() && !isInsideRecorded();
}

/** rrweb records frames of the same origin from outside; recording them again from inside would tell everything twice. */
function isInsideRecorded(): boolean {
  try {
    return window.parent !== window && (window.parent as Marked)[MARK] === true;
  } catch {
    return false;
  }
}

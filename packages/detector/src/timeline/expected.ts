import { lowerBound } from './background.ts';
import { isStatistics, type RawRequest } from './requests.ts';

/** Why a request's failure is nothing to wonder at. '' = it is. */
export type Expected = '' | 'left' | 'aborted' | 'statistics' | 'preflight' | 'login' | 'optional';

/** A browser that leaves takes its requests back; some tell it as a failure of the network. */
const LEAVING_MS = 1_000;
/** A refused request that is sent again with a fresh token, and answered. */
const RENEWED_MS = 5_000;
/** Where one signs in, asks who one is, or renews a token: "you are not signed in" is an answer there. */
const LOGIN_PLACE =
  /\/(?:[\w-]*(?:log-?in|sign-?in|auth|oauth2?|sso|session|token|refresh|whoami)[\w-]*|me|users?\/(?:me|current)|current-?user|account)(?:[/.]|$)/i;
const LOGOUT_PLACE = /\/(?:[\w-]*(?:log-?out|sign-?out)[\w-]*)(?:[/.]|$)/i;
/** Files that a page tries and does without: pictures, fonts, media, source maps, manifests, translations, icons. */
const OPTIONAL_FILE =
  /\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp|woff2?|ttf|otf|eot|mp3|mp4|webm|ogg|vtt|map|webmanifest)$|\/(?:locales?|i18n|lang|translations)\/|\/\.well-known\/|\/favicon|\/avatars?\/|\/manifest\.json$/i;
const FILE = /\/[^/]+\.[a-z\d]{2,12}$/i;

/** A refusal that pages reckon with: whoever is not signed in, and a file that one can do without. What is said after it is no trouble. */
export function mayFail(request: Pick<RawRequest, 'status' | 'url' | 'method'>): boolean {
  const { status } = request;
  return status === 401 || ((status === 404 || status === 410) && OPTIONAL_FILE.test(pathOf(request.url)));
}

/** What a whole tab tells about when a failure is usual there. Fed with its requests in the order of their ends. */
export class Expectations {
  #signedIn = false;
  readonly #worked = new Set<string>();
  readonly #successes = new Map<string, number[]>();

  /** @param requests of a tab, sorted by their end. */
  constructor(requests: readonly { route: string; at: number; ok: boolean }[]) {
    for (const { route, at, ok } of requests) {
      if (!ok) continue;
      const times = this.#successes.get(route);
      if (times) times.push(at);
      else this.#successes.set(route, [at]);
    }
  }

  /** A request was answered well. Told in order. */
  succeeded({ method, route, url }: RawRequest): void {
    const path = pathOf(url);
    if (LOGOUT_PLACE.test(path)) {
      this.#signedIn = false;
      this.#worked.clear();
      return;
    }
    this.#worked.add(route);
    if (method === 'POST' && LOGIN_PLACE.test(path)) this.#signedIn = true;
  }

  /** Why the failure of a request is nothing to wonder at. @param leaves times at which its document went away. */
  why(request: RawRequest, page: string, leaves: readonly number[]): Expected {
    const { failure, status, method, url, at } = request;
    if (failure === 'abort') return 'aborted';
    if (failure === 'left') return 'left';
    if (failure === 'network' && isSoon(leaves, at - LEAVING_MS, 2 * LEAVING_MS)) return 'left';
    if (isStatistics(url)) return 'statistics';
    if (method === 'OPTIONS') return 'preflight';
    if (status === 401 && this.#isUsual401(request, page)) return 'login';
    return (status === 404 || status === 410) && isOptional(request) ? 'optional' : '';
  }

  /** Nobody was signed in, somebody is about to be, or the page renewed its token and asked again. */
  #isUsual401({ url, route, at }: RawRequest, page: string): boolean {
    if (LOGIN_PLACE.test(pathOf(url)) || LOGIN_PLACE.test(pathOf(page))) return true;
    if (!this.#signedIn && !this.#worked.has(route)) return true;
    return isSoon(this.#successes.get(route) ?? [], at, RENEWED_MS);
  }
}

/** One of the sorted times lies within so long after `from`. */
function isSoon(times: readonly number[], from: number, withinMs: number): boolean {
  return (times[lowerBound(times, from)] ?? Number.POSITIVE_INFINITY) <= from + withinMs;
}

/** "Is it there?" may be answered with no. A file that a visitor asked for by a click should be. */
function isOptional({ method, url, cause }: RawRequest): boolean {
  if (method === 'HEAD') return true;
  if (method !== 'GET') return false;
  const path = pathOf(url);
  return OPTIONAL_FILE.test(path) || (cause === null && FILE.test(path));
}

function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/?#]*/, '').split(/[?#]/)[0]!;
}

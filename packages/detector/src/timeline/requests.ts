import { PLUGIN, scrubUrl } from '@falter/wire';
import { isRaw, type Raw, toList, toNumber, toText } from './raw.ts';
import type { Moment } from './reactions.ts';
import type { RawClick } from './tape.ts';

/** A fetch or an XMLHttpRequest as it was read. `at` is its end, `index` the number of the event that told of it. */
export interface RawRequest extends Moment {
  startedAt: number;
  /** Upper case. */
  method: string;
  /** Scrubbed. */
  url: string;
  /** Method and address with numbers and keys taken out: equal for another request of the same kind. */
  route: string;
  /** 0: no answer, or one that the page may not look into. */
  status: number;
  failure: '' | 'network' | 'timeout' | 'abort' | 'left';
  /** Bytes that came, and the id under which the site's backend knows it, where the recorder tells. */
  size?: number;
  trace?: string;
  /** Number of the page view. */
  view: number;
  /** What the visitor did to cause it; null: it came by itself, or by something that is no click. */
  cause: RawClick | null;
}

type RequestFacts = Omit<RawRequest, 'index' | 'view' | 'cause'>;

/** Requests of one event that are read: rrweb's network plugin tells them in heaps. */
const HEAP_MAX = 1_000;
/** A session lasts no longer. */
const LONGEST_MS = 24 * 60 * 60 * 1000;
/** The snippet waits 100 ms before it calls a request failed; a busy page some more. */
const LAG_MS = 2_000;
const FAILURES: ReadonlySet<string> = new Set(['network', 'timeout', 'abort', 'left']);

/** The requests that a plugin event tells of: the snippet's own, or rrweb's network plugin. `at`: the event's time. */
export function readRequests(plugin: string, payload: unknown, at: number): RequestFacts[] {
  if (!isRaw(payload)) return [];
  if (plugin === PLUGIN.request) return [readOwn(payload, at)].filter((request) => request !== null);
  if (!plugin.startsWith('rrweb/network@')) return [];
  return toList(payload.requests)
    .slice(0, HEAP_MAX)
    .map((request) => (isRaw(request) ? readForeign(request, at) : null))
    .filter((request) => request !== null);
}

/** Told a moment after its end when the snippet waited to see whether the page is being left. */
function readOwn(
  { kind, method, url, status, failure, startedAt, durationMs, trace }: Raw,
  told: number,
): RequestFacts | null {
  if (kind !== 'fetch' && kind !== 'xhr') return null;
  const lag = told - toNumber(startedAt, Number.NaN) - toNumber(durationMs, Number.NaN);
  const at = lag > 0 && lag <= LAG_MS ? told - lag : told;
  const why = FAILURES.has(failure as string) ? (failure as RawRequest['failure']) : '';
  return facts({ method, url, status, failure: why, at, durationMs, trace });
}

/** PostHog's dialect tells the start (`startTime` stands beside it), others the end. Neither tells why one failed. */
function readForeign(raw: Raw, eventAt: number): RequestFacts | null {
  const initiator = toText(raw.initiatorType);
  if (initiator !== '' && initiator !== 'fetch' && initiator !== 'xmlhttprequest') return null;
  const status = toNumber(raw.status, toNumber(raw.responseStatus, 0));
  const durationMs = toNumber(raw.duration, 0);
  const told = toNumber(raw.timestamp, eventAt);
  const end = 'startTime' in raw ? told + durationMs : told;
  const at = Math.abs(end - eventAt) > LONGEST_MS ? eventAt : Math.min(end, eventAt);
  const size = [raw.transferSize, raw.encodedBodySize, raw.decodedBodySize].find((bytes) => toNumber(bytes, 0) > 0);
  return facts({ method: raw.method, url: raw.name, status, failure: '', at, durationMs, size });
}

function facts(raw: Raw & { failure: RawRequest['failure']; at: number }): RequestFacts | null {
  const url = scrubUrl(toText(raw.url).slice(0, 4_000));
  if (url === '') return null;
  const { at, failure } = raw;
  const method = (toText(raw.method) || 'GET').slice(0, 20).toUpperCase();
  const took = Math.min(Math.max(toNumber(raw.durationMs, 0), 0), LONGEST_MS);
  const status = Math.max(0, Math.trunc(toNumber(raw.status, 0)));
  const size = Math.trunc(toNumber(raw.size, 0));
  const trace = /^[\da-f]{32}$/.exec(toText(raw.trace))?.[0];
  return {
    ...{ at, startedAt: at - took, method, url, route: `${method} ${routeOf(url)}`, status, failure },
    ...(size > 0 ? { size } : {}),
    ...(trace ? { trace } : {}),
  };
}

/** `https://shop.test/api/order/17?id=` -> `https://shop.test/api/order/:id`. */
function routeOf(url: string): string {
  const path = url.split(/[?#]/)[0]!;
  return path.replace(/\/(?:\d+|[\da-f]{8,}(?:-[\da-f]{4,})*|(?=[\w-]*\d)[\w-]{16,}|\*)(?=\/|$)/gi, '/:id');
}

/** The server or the way to it failed, or the page took it back: whatever the reason, no answer that the page asked for. */
export function isFailure({ status, failure }: Pick<RawRequest, 'status' | 'failure'>): boolean {
  return failure !== '' || status >= 400;
}

/** It was answered as it should be. An answer that the page may not look into (`no-cors`) tells nothing. */
export function isSuccess({ status, failure }: Pick<RawRequest, 'status' | 'failure'>): boolean {
  return failure === '' && status >= 200 && status < 400;
}

/**
 * Services that count visitors, and not what they came for. Content blockers refuse them, so that their failures say nothing
 * about the page. The large ones by name (each stands on the common blockers' lists), the rest by what a sub-domain is called.
 */
const STATISTICS_HOST =
  /(?:^|[.-])(?:google-analytics|googletagmanager|googleadservices|googlesyndication|doubleclick|segment|mixpanel|amplitude|posthog|hotjar|clarity|fullstory|logrocket|smartlook|mouseflow|heapanalytics|matomo|plausible|umami|sentry|bugsnag|rollbar|datadoghq|nr-data|newrelic|hs-analytics|criteo|taboola|outbrain|scorecardresearch|quantserve|chartbeat)\.[a-z-]+$/i;
const STATISTICS_LABEL =
  /^(?:[\w-]*analytics|stats|metrics|telemetry|beacons?|track(?:ing|er)?|pixel|rum|ads?|events-collector)\d*\.[^.]+\.[^.]+/i;
/** The last words of a path that says the same on the page's own host. `events` and `track` are also fairs and music. */
const STATISTICS_PATH =
  /\/(?:g\/|j\/|r\/|v\d\/|api\/)*(?:collect|beacon|telemetry|rum|pixel|analytics|metrics|web-?vitals|vitals|csp-report|page-?views?|impressions?|heartbeat|client-?errors?|log-?client)\/?$|\/(?:analytics|telemetry|tracking)\//i;

/** It tells somebody that a visitor was here, and the visitor does not wait for it. */
export function isStatistics(url: string): boolean {
  const [, host = '', path = ''] = /^https?:\/\/([^/?#:]*)(?::\d+)?([^?#]*)/.exec(url) ?? [];
  return STATISTICS_HOST.test(host) || STATISTICS_LABEL.test(host) || STATISTICS_PATH.test(path);
}

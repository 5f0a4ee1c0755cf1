import { NO_TRACE, type RequestPayload, scrubUrl } from '@falter/wire';
import type { Guard } from '../host/guard.ts';
import { undoAll } from '../host/listen.ts';
import { watchFetch } from './fetch.ts';
import { createBudget } from './request-budget.ts';
import { watchXhr } from './xhr.ts';

export type Failure = RequestPayload['failure'];

/** A request that has begun. */
export interface Ended {
  /** Says how it ended; never throws. Only the first word counts; without `failure` nothing was requested at all. */
  (status: number, failure?: Failure): void;
  /** It may carry a `traceparent` that the page did not put there. */
  mayTrace?: boolean;
  /** The trace id that it carries. */
  trace?: string | undefined;
}

/** Says that a request begins; never throws. `url` as the page gave it: a string, a URL, a Request. */
export type Began = (kind: RequestPayload['kind'], method: unknown, url: unknown) => Ended;

/** Reports requests of this window that have ended. */
export interface RequestWatch {
  /** Reports at once, as `left`, what is still running: the page is leaving. */
  settle(): void;
  stop(): void;
}

/** What the watch has to know. */
export interface RequestSetting {
  /** The collector: what goes there is ours. */
  endpoint: string;
  /** Whether the page's fetch may be watched. */
  watchesFetch: boolean;
  /** When the visitor was last noticed. */
  seen(): number;
  /** Origins beside the page's own whose requests get a `traceparent`; with NO_TRACE among them, no request does. */
  trace: readonly string[];
}

/**
 * Some browsers break off what is running when a link is clicked, before the page hears that it is being left. So a request
 * without an answer waits this long for the page to leave before it counts as failed.
 */
const LEAVING_MS = 100;

/** Running requests that are told on leaving: whoever reads fifty does not need the rest. */
const LEFT_MAX = 50;

/** No method has more characters; RFC 9110 and WebDAV end at `BASELINE-CONTROL`. */
const METHOD_MAX = 20;

type Report = (request: RequestPayload) => void;

export function watchRequests(report: Report, setting: RequestSetting, guard: Guard): RequestWatch {
  const { endpoint, seen, trace } = setting;
  const mayTell = createBudget();
  const running = new Set<(status: number, failure: Failure) => void>();
  const tell = guard(report);

  function begin(kind: RequestPayload['kind'], method: unknown, url: string): Ended {
    const startedAt = Date.now();
    const start = performance.now();
    let durationMs: number | undefined;
    const stopClock = (): number => {
      durationMs ??= Math.max(0, Math.round(performance.now() - start));
      return durationMs;
    };
    const settle = (status: number, failure: Failure): void => {
      if (!running.delete(settle) || !mayTell(seen())) return;
      const name = String(method).toUpperCase().slice(0, METHOD_MAX);
      const traced = ended.trace ? { trace: ended.trace } : undefined;
      tell({ kind, method: name, url, status, failure, startedAt, durationMs: stopClock(), ...traced });
    };
    running.add(settle);
    const ended: Ended = (status, failure) => {
      if (durationMs !== undefined) return;
      stopClock();
      if (failure === undefined) running.delete(settle);
      else if (failure === 'network' || failure === 'abort') setTimeout(settle, LEAVING_MS, status, failure);
      else settle(status, failure);
    };
    const { origin } = new URL(url);
    ended.mayTrace = !trace.includes(NO_TRACE) && (origin === location.origin || trace.includes(origin));
    return ended;
  }

  const began: Began = (kind, method, url) => {
    try {
      const address = absolute(url);
      // Ours comes by here where a page made its fetch out of XMLHttpRequest. data: and blob: are no requests.
      const place = address.startsWith(`${endpoint}/v1/`) ? '' : scrubUrl(address);
      if (place) return begin(kind, method, place);
    } catch {
      // What is no address was refused.
    }
    return () => {};
  };
  const stops = [watchXhr(began)];
  if (setting.watchesFetch) stops.push(watchFetch(began));
  return {
    settle() {
      for (const settle of [...running].slice(0, LEFT_MAX)) settle(0, 'left');
      running.clear();
    },
    stop() {
      undoAll(stops)();
    },
  };
}

/** The address as the browser resolves it: of a text, or of what has one (URL, Request, Location). Throws when there is none. */
function absolute(given: unknown): string {
  const { href, url } = Object(given);
  const text: unknown = typeof given === 'string' ? given : (href ?? url);
  return typeof text === 'string' ? new URL(text, document.baseURI).href : '';
}

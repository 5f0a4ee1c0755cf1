import { attempt } from '../host/guard.ts';
import { listen, type Undo, undoAll } from '../host/listen.ts';
import { wrap } from '../host/wrap.ts';
import { failureOf } from './request-failure.ts';
import type { Began, Ended, Failure } from './requests.ts';
import { newTraceparent, TRACE_HEADER, traceIdOf } from './trace.ts';

/** The four events of which exactly one ends an asynchronous request, https://xhr.spec.whatwg.org/#events. */
const ENDS: Record<string, Failure> = { load: '', error: 'network', timeout: 'timeout', abort: 'abort' };

/** What `open` said, until `send`. */
interface Opened {
  method: unknown;
  url: unknown;
  /** The call blocks the page and throws where others tell by an event. */
  sync: boolean;
  /** A `traceparent` that the request has. */
  trace?: unknown;
}

/** Tells of every XMLHttpRequest of the page: it has ended when its body is there, because only then the page is told. */
export function watchXhr(began: Began): Undo {
  const opened = new WeakMap<object, Opened>();
  const running = new WeakMap<object, Ended>();
  const { prototype } = XMLHttpRequest;
  return undoAll([
    wrap(prototype, 'open', (call, xhr, [method, url, ...[async = true]]) => {
      const result = call();
      // Opening again breaks off what was running, without an event.
      running.get(xhr)?.(0, 'abort');
      opened.set(xhr, { method, url, sync: !async });
      return result;
    }),
    wrap(prototype, 'setRequestHeader', (call, xhr, [name, value]) => {
      const result = call();
      const request = opened.get(xhr);
      if (request && typeof name === 'string' && name.toLowerCase() === TRACE_HEADER) request.trace = value;
      return result;
    }),
    wrap(prototype, 'send', (call, xhr) => {
      const request = opened.get(xhr);
      if (!request) return call();
      opened.delete(xhr);
      const ended = began('xhr', request.method, request.url);
      if (ended.mayTrace) attempt(() => trace(xhr as XMLHttpRequest, request), undefined);
      ended.trace = traceIdOf(request.trace);
      running.set(xhr, ended);
      if (!request.sync) attempt(() => awaitEnd(xhr as XMLHttpRequest, ended), undefined);
      try {
        const result = call();
        if (request.sync) ended((xhr as XMLHttpRequest).status, '');
        return result;
      } catch (error) {
        ended(0, failureOf(error));
        throw error;
      }
    }),
  ]);
}

function trace(xhr: XMLHttpRequest, request: Opened): void {
  if (request.trace !== undefined) return;
  const made = newTraceparent();
  xhr.setRequestHeader(TRACE_HEADER, made);
  request.trace = made;
}

function awaitEnd(xhr: XMLHttpRequest, ended: Ended): void {
  const stop = undoAll(
    Object.entries(ENDS).map(([type, failure]) =>
      listen(xhr, type, () => {
        stop();
        ended(failure ? 0 : xhr.status, failure);
      }),
    ),
  );
}

import { attempt } from '../host/guard.ts';
import type { Undo } from '../host/listen.ts';
import { wrap } from '../host/wrap.ts';
import { failureOf } from './request-failure.ts';
import type { Began } from './requests.ts';
import { traced } from './trace.ts';

/**
 * Tells of every `fetch` of the page: it has ended when its headers are there, which is when the page's promise is kept. What
 * follows may be a stream without an end, and only who reads the body knows when it is over; reading is the page's.
 *
 * A promise cannot be watched from the side: a handler on it counts as the page's own, and an error that the page forgot to
 * handle would no longer be reported as unhandled. So the page gets the next promise of the chain, with the same answer or error.
 */
export function watchFetch(began: Began): Undo {
  return wrap(window, 'fetch', (call, _self, args) => {
    const [input, init] = args;
    const { method, signal } = attempt(() => wishesOf(input, init), { method: 'GET', signal: undefined });
    const ended = began('fetch', method, input);
    const given = ended.mayTrace ? traced(args) : { args, trace: undefined };
    ended.trace = given.trace;
    let answer: unknown;
    try {
      answer = call(given.args);
    } catch (error) {
      ended(0);
      throw error;
    }
    if (!isPromise(answer)) {
      ended(0);
      return answer;
    }
    answer.then(
      // An opaque answer has status 0 and is no failure.
      (response) =>
        ended(
          attempt(() => Number((response as Response).status) || 0, 0),
          '',
        ),
      (error) => ended(0, failureOf(error, signal) ?? 'network'),
    );
    return answer.then();
  });
}

/** Method and signal as the page wishes them: `init` goes before what a Request says. */
function wishesOf(input: unknown, init: unknown): { method: unknown; signal: unknown } {
  const request = typeof input === 'string' ? {} : Object(input);
  const { method = request.method ?? 'GET', signal = request.signal } = Object(init);
  return { method, signal };
}

/** Also one of another window, of zone.js or of a polyfill. A page's own thenable may have methods that the next one has not. */
function isPromise(answer: unknown): answer is Promise<unknown> {
  return Object.prototype.toString.call(answer) === '[object Promise]';
}

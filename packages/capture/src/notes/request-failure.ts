import type { RequestPayload } from '@falter/wire';
import { attempt } from '../host/guard.ts';

/** Names of DOMExceptions, https://webidl.spec.whatwg.org/#idl-DOMException-error-names. */
const FAILURES = new Map<unknown, RequestPayload['failure']>([
  ['AbortError', 'abort'],
  ['TimeoutError', 'timeout'],
  ['NetworkError', 'network'],
]);

/**
 * Why a request failed, undefined when the error does not say. A page may abort with any reason it likes, an error of its own or
 * a text, and that is what its promise is rejected with: so the signal is asked first. AbortSignal.timeout() aborts with a
 * TimeoutError.
 */
export function failureOf(error: unknown, signal?: unknown): RequestPayload['failure'] | undefined {
  return attempt(() => {
    const { aborted, reason } = Object(signal);
    if (aborted === true) return Object(reason ?? error).name === 'TimeoutError' ? 'timeout' : 'abort';
    return FAILURES.get(Object(error).name);
  }, undefined);
}

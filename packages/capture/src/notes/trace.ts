import { attempt } from '../host/guard.ts';

/** Trace id inside a `traceparent`: https://www.w3.org/TR/trace-context/#traceparent-header. */
const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/;

/** The header's name. */
export const TRACE_HEADER = 'traceparent';

/** A new `traceparent`, sampled: whoever looks for it wants to find it. */
export function newTraceparent(): string {
  const hex = [...crypto.getRandomValues(new Uint8Array(24))]
    .map((byte) => (byte + 256).toString(16).slice(1))
    .join('');
  return `00-${hex.slice(0, 32)}-${hex.slice(32)}-01`;
}

/** Trace id of a `traceparent`, undefined when it is none. */
export function traceIdOf(traceparent: unknown): string | undefined {
  return TRACEPARENT.exec(String(traceparent))?.[1];
}

/**
 * The arguments of a fetch with a `traceparent`, and its trace id. The page's own objects stay as they are: it gets a copy of its init. As
 * they came, where the request has a trace already, and where a copy might not be the same: an init that is no plain object, headers that
 * can be read only once, and requests in whose mode the browser would leave the header out.
 */
export function traced(args: readonly unknown[]): { args: readonly unknown[]; trace: string | undefined } {
  return attempt(
    () => {
      const [input, init] = args as [unknown, object?];
      const given = (Object(init).headers ?? Object(input).headers) as HeadersInit | undefined;
      const mode = Object(init).mode ?? Object(input).mode;
      if (mode === 'no-cors' || !isPlain(init) || !isPlain(given)) return { args, trace: undefined };
      const headers = new Headers(given);
      const present = headers.get(TRACE_HEADER);
      if (present !== null) return { args, trace: traceIdOf(present) };
      const made = newTraceparent();
      headers.set(TRACE_HEADER, made);
      return { args: [input, { ...(init ?? policyOf(input)), headers }, ...args.slice(2)], trace: traceIdOf(made) };
    },
    { args, trace: undefined },
  );
}

/** A Request forgets its referrer where it comes with an init (https://fetch.spec.whatwg.org/#dom-request, step 12). */
function policyOf(input: unknown): object {
  const { referrer, referrerPolicy } = Object(input);
  return referrer === undefined ? {} : { referrer, referrerPolicy };
}

/** What a copy of is the same: nothing, a literal, a list, Headers. */
function isPlain(value: unknown): boolean {
  if (value === undefined || value === null || Array.isArray(value) || value instanceof Headers) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';

/** A request, and its body as it arrives. */
export interface Incoming {
  request: Request;
  /** Undefined when there is no body. */
  bytes: AsyncIterator<Uint8Array> | undefined;
}

/**
 * The body comes from Node's own stream where there is one: the web stream that a `Request` wraps around it costs as
 * much as inflating and parsing a usual batch. Not read to its end, it is left as it is: the answer must still go out.
 */
export function incomingOf(context: Context): Incoming {
  const request = context.req.raw;
  const { incoming } = (context.env ?? {}) as { incoming?: IncomingMessage };
  const bytes = incoming ? incoming.iterator({ destroyOnReturn: false }) : request.body?.[Symbol.asyncIterator]();
  return { request, bytes };
}

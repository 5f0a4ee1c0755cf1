import type { IncomingMessage } from 'node:http';
import { BATCH_MAX_BYTES } from '@falter/wire';
import type { Context } from 'hono';

/** A request, and its body as it arrives. */
export interface Incoming {
  request: Request;
  /** Undefined when there is no body. */
  bytes: AsyncIterator<Uint8Array> | undefined;
  /** Lets the rest of the body come and go unread, so that the answer reaches who is still sending. */
  discard(): void;
}

/**
 * The body comes from Node's own stream where there is one: the web stream that a `Request` wraps around it costs as
 * much as inflating and parsing a usual batch.
 */
export function incomingOf(context: Context): Incoming {
  const request = context.req.raw;
  const { incoming } = (context.env ?? {}) as { incoming?: IncomingMessage };
  if (incoming) {
    const bytes = incoming.iterator({ destroyOnReturn: false });
    // Only once the iterator has let go of it does the stream flow by itself.
    const discard = () => void bytes.return?.().then(() => incoming.resume(), ignore);
    return { request, bytes, discard };
  }
  const bytes = request.body?.[Symbol.asyncIterator]();
  return { request, bytes, discard: () => void bytes?.return?.().catch(ignore) };
}

/** A stream that fails while nobody reads it has nobody to tell. */
function ignore(): void {}

/** Whether the rest of a refused body is so little that it may come: then the connection stays, and the answer is heard. */
export function endsSoon(request: Request): boolean {
  const declared = request.headers.get('content-length');
  return declared !== null && Number(declared) <= BATCH_MAX_BYTES;
}

import type { IncomingMessage } from 'node:http';
import { BATCH_MAX_BYTES } from '@falter/wire';
import type { Context } from 'hono';

/** The value of a header by its name in small letters. */
export type HeaderOf = (name: string) => string | null | undefined;

/** A body as it arrives. */
export interface Arriving {
  /** What came, at once where something lies here already; undefined at the end. Rejects when the connection broke off. */
  next(): Uint8Array | undefined | Promise<Uint8Array | undefined>;
}

/** A request, and its body as it arrives. */
export interface Incoming {
  header: HeaderOf;
  /** Bytes of the body, where the parser of HTTP answers for their number: then nobody has to wait for its end. */
  expected: number | undefined;
  /** Begins to read; undefined when there is no body. */
  open(): Arriving | undefined;
  /** Lets the rest of the body come and go unread, so that the answer reaches who is still sending. */
  discard(): void;
}

/**
 * The body comes from Node's own stream where there is one: the web stream that a `Request` wraps around it costs as
 * much as inflating and parsing a usual batch.
 */
export function incomingOf(context: Context): Incoming {
  const { incoming } = (context.env ?? {}) as { incoming?: IncomingMessage };
  return incoming ? ofMessage(incoming) : ofRequest(context.req.raw);
}

export function ofMessage(message: IncomingMessage): Incoming {
  const { headers } = message;
  const declared = Number(headers['content-length'] ?? Number.NaN);
  let arriving: ArrivingMessage | undefined;
  return {
    header: (name) => headers[name] as string | undefined,
    expected: headers['transfer-encoding'] === undefined && Number.isInteger(declared) ? declared : undefined,
    open: () => {
      arriving ??= new ArrivingMessage(message);
      return arriving;
    },
    discard: () => arriving?.discard(),
  };
}

export function ofRequest(request: Request): Incoming {
  const bytes = request.body?.[Symbol.asyncIterator]();
  const next = async () => (await (bytes as AsyncIterator<Uint8Array>).next()).value as Uint8Array | undefined;
  return {
    header: (name) => request.headers.get(name),
    expected: undefined,
    open: () => bytes && { next },
    discard: () => void bytes?.return?.().catch(ignore),
  };
}

/** Bytes that may wait here for a reader before the connection is told to wait: as much as a stream of Node's holds by itself. */
const AHEAD_BYTES = 64 * 1024;

interface Reader {
  resolve: (chunk: Uint8Array | undefined) => void;
  reject: (cause: Error) => void;
}

/** Node's own iterator over a stream costs a usual batch, which comes in one piece, as much as scanning it. */
class ArrivingMessage implements Arriving {
  readonly #message: IncomingMessage;
  readonly #waiting: Uint8Array[] = [];
  #bytes = 0;
  #ended = false;
  #unread = false;
  #failure: Error | undefined;
  #reader: Reader | undefined;

  constructor(message: IncomingMessage) {
    this.#message = message;
    message
      .on('data', (chunk: Uint8Array) => this.#came(chunk))
      .on('end', () => this.#end())
      .on('error', (cause) => this.#fail(cause))
      .on('close', () => this.#fail(new Error('[collector] the connection was closed.')));
  }

  next(): Uint8Array | undefined | Promise<Uint8Array | undefined> {
    const chunk = this.#waiting.shift();
    if (chunk) {
      this.#bytes -= chunk.length;
      if (this.#waiting.length === 0 && this.#message.isPaused()) this.#message.resume();
      return chunk;
    }
    if (this.#ended) return undefined;
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
  }

  discard(): void {
    this.#unread = true;
    this.#waiting.length = 0;
    this.#message.resume();
  }

  #came(chunk: Uint8Array): void {
    if (this.#unread) return;
    if (this.#reader) this.#take().resolve(chunk);
    else {
      this.#waiting.push(chunk);
      this.#bytes += chunk.length;
      if (this.#bytes > AHEAD_BYTES) this.#message.pause();
    }
  }

  #end(): void {
    this.#ended = true;
    if (this.#reader) this.#take().resolve(undefined);
  }

  #fail(cause: Error): void {
    if (this.#ended) return;
    this.#failure ??= cause;
    if (this.#reader) this.#take().reject(cause);
  }

  #take(): Reader {
    const reader = this.#reader as Reader;
    this.#reader = undefined;
    return reader;
  }
}

/** A stream that fails while nobody reads it has nobody to tell. */
function ignore(): void {}

/** Whether the rest of a refused body is so little that it may come: then the connection stays, and the answer is heard. */
export function endsSoon(header: HeaderOf): boolean {
  const declared = header('content-length');
  return typeof declared === 'string' && Number(declared) <= BATCH_MAX_BYTES;
}

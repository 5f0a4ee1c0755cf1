import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { holdCrowd } from './crowd.ts';
import { UsageError } from './usage-error.ts';

/** Milliseconds between two looks for connections that are done, while closing. */
const HANG_UP_EVERY_MS = 50;

export interface Address {
  host: string;
  port: number;
  /** Environment variable that names the port, for the message. */
  variable: string;
}

export interface Listening {
  /** `http://127.0.0.1:4600`. */
  url: string;
  /** From now on requests go here; until then they are answered 503, so that a taken port is known before all else. */
  serve(listener: RequestListener): void;
  /** Takes nothing new in and resolves when what was begun is answered, or after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** Milliseconds that a request may take to arrive as a whole: over the collector's own limit, against slow senders. */
const REQUEST_TIMEOUT_MS = 60_000;

/** Sockets at one time: far more than a small server can serve at once, few enough to keep it alive. Over it, idle ones give way. */
const MAX_CONNECTIONS = 10_000;

/** @throws UsageError when the port is taken or forbidden. */
export async function listen({ host, port, variable }: Address): Promise<Listening> {
  let current: RequestListener = (_, response) => {
    response.writeHead(503, { 'retry-after': '2', 'content-type': 'text/plain' }).end('falter is starting\n');
  };
  const server = createServer((request, response) => {
    // A page that sends on over its open connection would hold up the end; it comes back over a new one.
    if (!server.listening) response.setHeader('connection', 'close');
    current(request, response);
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  holdCrowd(server, MAX_CONNECTIONS);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(explain(cause, { host, port, variable })));
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    serve: (listener) => {
      current = listener;
    },
    close: (graceMs) => close(server, graceMs),
  };
}

function explain(cause: NodeJS.ErrnoException, { host, port, variable }: Address): UsageError {
  const where = `${host}:${port}`;
  const advice = `Stop what listens there, or set ${variable} to another port.`;
  if (cause.code === 'EADDRINUSE') return new UsageError(`port ${where} is in use. ${advice}`, { cause });
  return new UsageError(`cannot listen on ${where} (${cause.code ?? cause.message}). ${advice}`, { cause });
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), graceMs);
    const hangUp = setInterval(() => server.closeIdleConnections(), HANG_UP_EVERY_MS);
    server.close(() => {
      clearTimeout(force);
      clearInterval(hangUp);
      resolve();
    });
  });
}

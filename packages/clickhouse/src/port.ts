import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Ports below the range from which Linux (32768..60999) and macOS (49152..65535) take the local end of outgoing
 * connections. Inside that range any outgoing connection could sit on the engine's port while it restarts, even
 * our own probe connecting to itself, and the engine could not come back under the same url.
 */
const firstPort = 20_000;
const lastPort = 32_000;

/** A TCP port nobody listens on at 127.0.0.1 right now. Someone may still take it: the caller tries another. */
export async function choosePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(firstPort, lastPort);
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port between ${firstPort} and ${lastPort} on 127.0.0.1.`);
}

/** Whether nobody listens there. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

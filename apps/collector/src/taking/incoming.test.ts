import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Incoming, ofMessage } from './incoming.ts';

describe('a body as it arrives over a socket', () => {
  let server: Server;
  let socket: Socket;
  let message: IncomingMessage;
  let incoming: Incoming;

  beforeEach(async () => {
    const requests: IncomingMessage[] = [];
    server = createServer((request) => requests.push(request));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n');
    await vi.waitUntil(() => requests.length > 0);
    message = requests[0] as IncomingMessage;
    incoming = ofMessage(message);
  });
  afterEach(async () => {
    socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  it('is waited for, piece by piece, and its length is known before it came', async () => {
    const arriving = incoming.open();
    const next = arriving?.next();
    socket.write('abc');
    expect(Buffer.from((await next) as Uint8Array).toString()).toBe('abc');
    expect(incoming.expected).toBe(300_000);
    expect(incoming.header('host')).toBe('x');
  });

  it('is held back while nobody reads it, and comes whole when somebody does', async () => {
    const arriving = incoming.open();
    socket.write('x'.repeat(300_000));
    await vi.waitUntil(() => message.isPaused());
    let bytes = 0;
    for (;;) {
      const chunk = await arriving?.next();
      if (chunk === undefined) break;
      bytes += chunk.length;
    }
    expect(bytes).toBe(300_000);
    expect(arriving?.next()).toBeUndefined();
  });

  it('that breaks off rejects, also for who asks later', async () => {
    const arriving = incoming.open();
    const next = arriving?.next();
    socket.destroy();
    await expect(next).rejects.toThrow();
    await expect(arriving?.next()).rejects.toThrow();
  });

  it('comes and goes unread once it is discarded', async () => {
    const arriving = incoming.open();
    socket.write('x'.repeat(200_000));
    await vi.waitUntil(() => message.isPaused());
    incoming.discard();
    socket.write('x'.repeat(100_000));
    await vi.waitUntil(() => message.readableEnded);
    expect(arriving?.next()).toBeUndefined();
  });
});

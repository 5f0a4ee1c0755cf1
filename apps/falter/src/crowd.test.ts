import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { holdCrowd } from './crowd.ts';

const MOST = 20;
const open: (Server | Socket)[] = [];

/** A server that answers `/`, and holds `/slow` until it is told. */
async function serve(): Promise<{ port: number; held: ServerResponse[] }> {
  const held: ServerResponse[] = [];
  const server = createServer(({ url }, response) => {
    if (url === '/slow') held.push(response);
    else response.end('here');
  });
  holdCrowd(server, MOST);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  return { port: (server.address() as AddressInfo).port, held };
}

async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  open.push(socket);
  await once(socket, 'connect');
  return socket;
}

async function ask(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } });
  return answer.text();
}

afterEach(() => {
  for (const one of open.splice(0)) {
    if ('destroy' in one) one.destroy();
    else one.closeAllConnections();
    if ('close' in one) one.close();
  }
});

describe('H10 a crowd of connections', () => {
  it('that ask nothing gives way to who does: the oldest first', async () => {
    const { port } = await serve();
    const sockets: Socket[] = [];
    for (let n = 0; n < 3 * MOST; n++) sockets.push(await dial(port));
    expect(await ask(port)).toBe('here');
    await vi.waitUntil(
      () => sockets.filter(({ destroyed, readyState }) => destroyed || readyState !== 'open').length > 2 * MOST,
    );
    expect(sockets.at(-1)?.readyState).toBe('open');
    expect(sockets[0]?.readyState).not.toBe('open');
  });

  it('that wait for answers is not cut off: who comes on top is turned away, until one is answered', async () => {
    const { port, held } = await serve();
    const sockets = await Promise.all(Array.from({ length: MOST }, () => dial(port)));
    for (const socket of sockets) socket.write('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n');
    await vi.waitUntil(() => held.length === MOST);
    await expect(ask(port)).rejects.toThrow();
    expect(sockets.every(({ readyState }) => readyState === 'open')).toBe(true);
    const [first] = sockets;
    const answered = once(first as Socket, 'data');
    held[0]?.end('at last');
    expect(String((await answered)[0])).toContain('at last');
    expect(await ask(port)).toBe('here');
  });
});

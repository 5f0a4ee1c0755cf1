import { createServer, type Server } from 'node:net';
import { expect, test } from 'vitest';
import { choosePort, isFree } from './port.ts';

test('chooses a port that can be listened on, outside the range of outgoing connections', async () => {
  for (let round = 0; round < 20; round++) {
    const port = await choosePort();
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThan(32_000);
    await close(await listen(port));
  }
});

test('sees that a port is taken', async () => {
  const port = await choosePort();
  const server = await listen(port);
  expect(await isFree(port)).toBe(false);
  await close(server);
  expect(await isFree(port)).toBe(true);
});

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/** The fault `slow-request` on the server's side, with the clock in our hands. */

import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { slowMs } from './api.ts';
import { createDemo } from './index.ts';

let server: Server;
let origin: string;

beforeEach(async () => {
  server = createServer(createDemo({ collector: 'http://127.0.0.1:4600', key: 'pk' }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const path = '/api/shop/stock/harbour-fog';

/** By node:http, because fetch sets timers of its own and would be counted. */
function begin(query: string): { answer: Promise<IncomingMessage>; abort: () => void } {
  const asked = get(`${origin}${path}${query}`, { agent: false });
  const answer = new Promise<IncomingMessage>((resolve, reject) => asked.on('response', resolve).on('error', reject));
  return { answer, abort: () => asked.destroy() };
}

test('slow=1 holds the answer for six seconds, and no other answer', async () => {
  const slow = begin('?slow=1');
  await held(1);
  let answered = false;
  void slow.answer.then(() => {
    answered = true;
  });
  vi.advanceTimersByTime(slowMs - 1);
  expect((await begin('').answer).resume().statusCode).toBe(200);
  expect(answered).toBe(false);
  vi.advanceTimersByTime(1);
  expect((await slow.answer).resume().statusCode).toBe(200);
  expect(slowMs).toBe(6000);
});

test('with fail=1 as well the failure is slow', async () => {
  const slow = begin('?slow=1&fail=1');
  await held(1);
  vi.advanceTimersByTime(slowMs);
  expect((await slow.answer).resume().statusCode).toBe(502);
});

test('a visitor who leaves takes the timer along', async () => {
  const slow = begin('?slow=1');
  slow.answer.catch(() => {});
  await held(1);
  slow.abort();
  await held(0);
});

/** Waits until the shop holds that many answers back. */
async function held(count: number): Promise<void> {
  while (vi.getTimerCount() !== count) await new Promise((resolve) => setImmediate(resolve));
}

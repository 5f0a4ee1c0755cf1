import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDemo } from './index.ts';

let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer(createDemo({ collector: 'http://127.0.0.1:4600', key: 'pk' }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

function ask(path: string, init?: RequestInit): Promise<Response> {
  return fetch(`${origin}${path}`, { redirect: 'manual', ...init });
}

function order(body: unknown): Promise<Response> {
  return ask('/api/shop/order', { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });
}

describe('voucher', () => {
  test.each([
    ['TIDE10', { code: 'TIDE10', valid: true, percentOff: 10 }],
    ['%20tide10%20', { code: 'TIDE10', valid: true, percentOff: 10 }],
    ['NOPE', { code: 'NOPE', valid: false, percentOff: 0 }],
    ['', { code: '', valid: false, percentOff: 0 }],
    ['constructor', { code: 'CONSTRUCTOR', valid: false, percentOff: 0 }],
    ['__proto__', { code: '__PROTO__', valid: false, percentOff: 0 }],
  ])('%j', async (code, expected) => {
    const answer = await ask(`/api/shop/voucher?code=${code}`);
    expect([answer.status, await answer.json()]).toEqual([200, expected]);
  });
});

describe('stock', () => {
  test('tells how many tins there are', async () => {
    const answer = await ask('/api/shop/stock/harbour-fog');
    expect(await answer.json()).toEqual({ slug: 'harbour-fog', tins: 17 });
  });

  test.each(['coffee', 'UPPER', '', '../order'])('does not know %j', async (slug) => {
    expect((await ask(`/api/shop/stock/${slug}`)).status).not.toBe(200);
  });
});

test('nobody is signed in', async () => {
  const answer = await ask('/api/shop/account');
  expect([answer.status, await answer.json()]).toEqual([401, { error: 'Nobody is signed in.' }]);
});

describe('order', () => {
  const lines = [{ slug: 'harbour-fog', tins: 2 }];

  test('is taken and added up', async () => {
    const answer = await order({ lines, giftWrap: true, voucher: 'TIDE10' });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ number: expect.stringMatching(/^LT-\d{4}$/), sum: 2300 - 230 + 250 + 350 });
  });

  test('a discount that the browser made up is not given', async () => {
    const answer = await order({ lines, giftWrap: false, voucher: 'MINE', percentOff: 100 });
    expect(await answer.json()).toMatchObject({ sum: 2650 });
  });

  test('may be empty: the sample travels alone', async () => {
    expect((await order({ lines: [] })).status).toBe(201);
  });

  test.each([
    ['not JSON', '{'],
    ['empty', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['no lines', {}],
    ['lines that are not a list', { lines: 'harbour-fog' }],
    ['an unknown tea', { lines: [{ slug: 'coffee', tins: 1 }] }],
    ['no tins', { lines: [{ slug: 'harbour-fog', tins: 0 }] }],
    ['half a tin', { lines: [{ slug: 'harbour-fog', tins: 1.5 }] }],
    ['too many tins', { lines: [{ slug: 'harbour-fog', tins: 100 }] }],
    ['tins in words', { lines: [{ slug: 'harbour-fog', tins: '2' }] }],
    ['a line of null', { lines: [null] }],
  ])('%s is refused', async (_name, body) => {
    const answer = await order(body);
    expect([answer.status, await answer.json()]).toEqual([422, { error: 'This is not an order.' }]);
  });

  test('a body that is too large is refused and the shop goes on', async () => {
    const answer = await order('x'.repeat(200_000)).catch((error: unknown) => error);
    // The refusal may arrive before the body is sent: then fetch sees a closed socket instead of the 413.
    if (answer instanceof Response) expect(answer.status).toBe(413);
    expect((await order({ lines })).status).toBe(201);
  });

  test('a body of the largest size is read', async () => {
    expect((await order(`${' '.repeat(16_384 - 12)}{"lines":[]}`)).status).toBe(201);
    expect((await order(`${' '.repeat(16_384 - 11)}{"lines":[]}`)).status).toBe(413);
  });
});

describe('newsletter', () => {
  test('a submitted form leads to its thank-you page', async () => {
    const answer = await ask('/newsletter', {
      method: 'POST',
      body: new URLSearchParams({ email: 'ada@example.com' }),
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/newsletter/thanks']);
  });
});

describe('refusals', () => {
  test('unknown counters are 404', async () => {
    for (const path of ['/api/', '/api/shop', '/api/shop/voucher/x', '/api/admin']) {
      expect((await ask(path)).status, path).toBe(404);
    }
  });

  test('wrong methods are 405 and say the right one', async () => {
    const answer = await ask('/api/shop/order');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await ask('/newsletter')).status).toBe(405);
  });
});

describe('fail=1', () => {
  test.each(['/api/shop/voucher?code=TIDE10&fail=1', '/api/shop/stock/harbour-fog?fail=1'])(
    '%s is 502',
    async (path) => {
      const answer = await ask(path);
      expect([answer.status, await answer.json()]).toEqual([502, { error: 'The stock book does not answer.' }]);
    },
  );

  test('an order fails as well', async () => {
    expect((await ask('/api/shop/order?fail=1', { method: 'POST', body: '{"lines":[]}' })).status).toBe(502);
  });

  test('only the exact value counts', async () => {
    expect((await ask('/api/shop/stock/harbour-fog?fail=0')).status).toBe(200);
  });
});

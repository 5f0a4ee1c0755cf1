import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Line, type Order, tinsMax, tinsMin, totalOf } from './shared/order.ts';
import { teaOf } from './shared/teas.ts';

/** How long the fault `slow-request` holds an answer, in ms: twice the 3 s after which a click counts as slow. */
export const slowMs = 6000;

/** Bytes of a request body: an order of every tea is under 1 kB. */
const bodyMax = 16_384;

/** Percent off by voucher code. */
const vouchers: Readonly<Record<string, number>> = { TIDE10: 10, SPRING20: 20 };

interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly headers?: Record<string, string>;
}

const tooLarge: Answer = {
  status: 413,
  json: { error: `A body is at most ${bodyMax} bytes.` },
  headers: { connection: 'close' },
};

type Handler = (url: URL, req: IncomingMessage) => Answer | Promise<Answer>;

const routes: readonly { readonly method: string; readonly path: RegExp; readonly handler: Handler }[] = [
  { method: 'GET', path: /^\/api\/shop\/voucher$/, handler: voucher },
  { method: 'GET', path: /^\/api\/shop\/stock\/[a-z-]+$/, handler: stock },
  { method: 'POST', path: /^\/api\/shop\/order$/, handler: takeOrder },
  { method: 'GET', path: /^\/api\/shop\/account$/, handler: account },
  { method: 'POST', path: /^\/newsletter$/, handler: subscribe },
];

/** Answers a request to the shop's API. `?slow=1` holds the answer for `slowMs`, `?fail=1` makes it a 502. */
export async function answerApi(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
  const answer = await answerTo(req, url);
  if (url.searchParams.get('slow') === '1' && !(await waited(res, slowMs))) return;
  send(res, url.searchParams.get('fail') === '1' ? problem(502, 'The stock book does not answer.') : answer);
}

async function answerTo(req: IncomingMessage, url: URL): Promise<Answer> {
  const here = routes.filter((route) => route.path.test(url.pathname));
  const route = here.find(({ method }) => method === req.method);
  if (route) return route.handler(url, req);
  if (here.length === 0) return problem(404, 'The shop has no such counter.');
  return { ...problem(405, 'Not this way.'), headers: { allow: here.map(({ method }) => method).join(', ') } };
}

function voucher(url: URL): Answer {
  const code = (url.searchParams.get('code') ?? '').trim().toUpperCase();
  // An unknown code is an answer, not a failure: a 404 here would read as a broken shop.
  const percentOff = Object.hasOwn(vouchers, code) ? (vouchers[code] ?? 0) : 0;
  return { status: 200, json: { code, valid: percentOff > 0, percentOff } };
}

function stock(url: URL): Answer {
  const tea = teaOf(url.pathname.slice('/api/shop/stock/'.length));
  if (!tea) return problem(404, 'We do not sell this tea.');
  return { status: 200, json: { slug: tea.slug, tins: 6 + (tea.pence % 17) } };
}

/** Nobody can sign in here, so nobody is. A page that asks expects this. */
function account(): Answer {
  return { ...problem(401, 'Nobody is signed in.'), headers: { 'www-authenticate': 'Cookie' } };
}

async function takeOrder(_url: URL, req: IncomingMessage): Promise<Answer> {
  const body = await bodyOf(req);
  if (body === undefined) return tooLarge;
  const order = orderOf(body);
  if (!order) return problem(422, 'This is not an order.');
  return { status: 201, json: { number: orderNumber(order), sum: totalOf(order).sum } };
}

async function subscribe(_url: URL, req: IncomingMessage): Promise<Answer> {
  // The address is read and forgotten: a demo has no list to put anyone on.
  if ((await bodyOf(req)) === undefined) return tooLarge;
  return { status: 303, headers: { location: '/newsletter/thanks' } };
}

function orderOf(body: string): Order | undefined {
  const found = parsed(body) as { lines?: unknown; giftWrap?: unknown; voucher?: unknown } | null | undefined;
  if (typeof found !== 'object' || found === null) return undefined;
  if (!Array.isArray(found.lines) || !found.lines.every(isLine)) return undefined;
  const code = typeof found.voucher === 'string' ? found.voucher : '';
  const percentOff = Object.hasOwn(vouchers, code) ? (vouchers[code] ?? 0) : 0;
  return { lines: found.lines, giftWrap: found.giftWrap === true, percentOff };
}

function isLine(value: unknown): value is Line {
  if (typeof value !== 'object' || value === null) return false;
  const { slug, tins } = value as { slug?: unknown; tins?: unknown };
  if (typeof slug !== 'string' || !teaOf(slug)) return false;
  return typeof tins === 'number' && Number.isInteger(tins) && tins >= tinsMin && tins <= tinsMax;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The same order has the same number: nothing is stored, and a test can expect it. */
function orderNumber(order: Order): string {
  const weight = order.lines.reduce((sum, line) => sum * 31 + line.slug.length * line.tins, order.giftWrap ? 7 : 3);
  return `LT-${1000 + ((weight + totalOf(order).sum) % 9000)}`;
}

/** The body as text; undefined when it is larger than `bodyMax`. */
async function bodyOf(req: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Not destroyed on return: the one who sent too much still gets the 413.
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyMax) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Waits `ms`; false, at once, when the visitor has gone: a closed shop must not be held open by a timer. */
function waited(res: ServerResponse, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    if (res.closed) return resolve(false);
    const timer = setTimeout(() => resolve(true), ms);
    res.once('close', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

function problem(status: number, error: string): Answer {
  return { status, json: { error } };
}

function send(res: ServerResponse, answer: Answer): void {
  const body = answer.json === undefined ? '' : JSON.stringify(answer.json);
  res.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...answer.headers,
  });
  res.end(body);
}

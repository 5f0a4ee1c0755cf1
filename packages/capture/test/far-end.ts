import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Batch, DEFAULT_SITE_SETTINGS, parse, type SettingsAnswer } from '@falter/wire';
import { type AssetEnd, createAssetEnd, takeUpload } from './asset-end.ts';

/** How the far end answers a batch: a status, with headers if need be. `hang`: never. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  hang?: boolean;
  /** Instead of what a collector says when it has stored a batch. */
  body?: string;
}

/** One request to the collector, as it came over the wire. */
export interface Arrival {
  method: string;
  headers: IncomingMessage['headers'];
  body: Uint8Array;
  /** Set when the body is a batch, whatever was answered. */
  batch?: Batch;
  reply: Reply;
  at: number;
}

/** The network's far end: a site that serves pages, and on another origin a collector that takes down what it gets. */
export interface FarEnd {
  site: string;
  collector: string;
  arrivals: Arrival[];
  /** Decides the answer to each batch; 200 without. */
  answer: (arrival: Arrival, number: number) => Reply;
  /** What differs from the settings as a project begins; undefined: nobody answers. */
  settings: Partial<SettingsAnswer> | undefined;
  /** Bodies of requests to erase. */
  erased: string[];
  /** Sessions of visitors who are gone: their last words may come while the next one is being watched. */
  gone: Set<string>;
  /** Whether somebody wants to see the next session of whoever is asked for. */
  wished: boolean;
  assets: AssetEnd;
  /** Requests that are no batch: preflights and anything else. */
  strays: string[];
  close(): Promise<void>;
}

/** What the site serves at a path: markup, or a whole answer. */
export type Pages = Record<string, string | Answer>;

interface Answer {
  headers: Record<string, string>;
  body: string | Uint8Array;
  /** Without this in its cookies, whoever asks gets 403. */
  cookie?: string;
}

export async function openFarEnd(pages: Pages, scripts: Record<string, string>): Promise<FarEnd> {
  const end: FarEnd = {
    site: '',
    collector: '',
    arrivals: [],
    settings: {},
    erased: [],
    wished: false,
    gone: new Set(),
    assets: createAssetEnd(),
    strays: [],
    answer: () => ({ status: 200 }),
    close: async () => {
      await Promise.all([site, collector].map(stopServer));
    },
  };
  const site = createServer((request, response) => servePage(request, response, pages, end));
  const collector = createServer((request, response) => void collect(request, response, scripts, end));
  end.site = await origin(site);
  end.collector = await origin(collector);
  return end;
}

function servePage(request: IncomingMessage, response: ServerResponse, pages: Pages, end: FarEnd): void {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (path.startsWith('/api/')) return void serveApi(path.slice('/api/'.length), response);
  const page = pages[path];
  if (page === undefined) return void response.writeHead(404).end();
  const { headers, body, cookie = '' }: Answer = typeof page === 'string' ? { headers: {}, body: page } : page;
  if (!String(request.headers.cookie ?? '').includes(cookie)) return void response.writeHead(403).end();
  const own = Object.entries(headers).map(([name, value]) => [name, value.replaceAll('$COLLECTOR', end.collector)]);
  const all = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', ...Object.fromEntries(own) };
  if (typeof body !== 'string') return void response.writeHead(200, all).end(body);
  const text = body.replaceAll('$COLLECTOR', end.collector);
  const [, from] = /^bytes=(\d+)-/.exec(request.headers.range ?? '') ?? [];
  if (from === undefined) return void response.writeHead(200, all).end(text);
  // Of a film that comes whole and without ranges, browsers play only the beginning.
  const range = { 'accept-ranges': 'bytes', 'content-range': `bytes ${from}-${text.length - 1}/${text.length}` };
  response.writeHead(206, { ...all, ...range }).end(text.slice(Number(from)));
}

/** What a page asks its own server for: a status by number, an answer without an end, none at all, a broken line. */
function serveApi(what: string, response: ServerResponse): void {
  if (what === 'drop') response.destroy();
  else if (what === 'stream') response.writeHead(200, { 'content-type': 'text/plain' }).write('first');
  else if (what === 'moved') response.writeHead(302, { location: '/api/200' }).end();
  else if (what !== 'hang') response.writeHead(Number(what), { 'content-type': 'application/json' }).end('{"stock":3}');
}

/** A page on the collector's origin, as the viewer is one: keeps what other windows say to it. */
const VIEWER =
  '<!doctype html><title>Viewer</title><script>heard = []; onmessage = ({ data }) => heard.push(data)</script>';

async function collect(
  request: IncomingMessage,
  response: ServerResponse,
  scripts: Record<string, string>,
  end: FarEnd,
): Promise<void> {
  if (request.method === 'GET' && request.url === '/viewer') {
    return void response.writeHead(200, { 'content-type': 'text/html' }).end(VIEWER);
  }
  const script = scripts[request.url ?? ''];
  if (request.method === 'GET' && script !== undefined) {
    const headers = { 'content-type': 'text/javascript', 'cache-control': 'max-age=60' };
    return void response.writeHead(200, { ...headers, 'access-control-allow-origin': '*' }).end(script);
  }
  if (request.method === 'GET' && request.url?.startsWith('/v1/settings?')) return tellSettings(request, response, end);
  const body = await readBody(request);
  if (!body) return;
  const cors = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' };
  if (request.method === 'POST' && request.url === '/v1/erase') {
    end.erased.push(String(body));
    return void response.writeHead(202, cors).end('{"erasing":true}');
  }
  if (request.method === 'POST' && request.url === '/v1/asset') {
    const status = await takeUpload(end.assets, body);
    if (status === 0) return void response.destroy();
    return void response.writeHead(status, cors).end('{"stored":"new"}');
  }
  if (request.method !== 'POST' || request.url !== '/v1/batch') {
    end.strays.push(`${request.method} ${request.url}`);
    if (request.url === '/v1/person') return void response.writeHead(200, cors).end(`{"record":${end.wished}}`);
    return void response.writeHead(204, cors).end();
  }
  const { method, headers } = request;
  const arrival: Arrival = { method, headers, body, reply: { status: 200 }, at: Date.now() };
  const batch = await parse(body).catch(() => undefined);
  if (batch) arrival.batch = batch;
  if (batch && end.gone.has(batch.envelope.session)) return void response.writeHead(200, cors).end();
  arrival.reply = end.answer(arrival, end.arrivals.length);
  end.arrivals.push(arrival);
  if (arrival.reply.hang) return;
  response
    .writeHead(arrival.reply.status, { ...cors, ...arrival.reply.headers })
    .end(arrival.reply.body ?? JSON.stringify({ stored: 'new', need: end.assets.need(batch?.envelope.assets) }));
}

function tellSettings(
  { url = '', headers: sent }: IncomingMessage,
  response: ServerResponse,
  { settings }: FarEnd,
): void {
  const headers = { 'access-control-allow-origin': '*', 'cache-control': 'private, max-age=0' };
  if (!settings) return void response.writeHead(503, headers).end();
  const refused = { recording: false, state: 'refused', why: 'unknown_key: no project has this write key.' };
  const saidNo = (settings.gpc && sent['sec-gpc'] === '1') || (settings.dnt && sent.dnt === '1');
  const declined = { recording: false, state: 'declined', withdrawn: true };
  const not = /key=(undefined)?$/.test(url) ? refused : saidNo && declined;
  const answer = { ...DEFAULT_SITE_SETTINGS, ...settings, ...not };
  response.writeHead(200, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    return Buffer.concat(chunks);
  } catch {
    return undefined;
  }
}

function origin(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

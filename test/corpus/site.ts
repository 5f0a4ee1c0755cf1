import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundle.ts';
import type { Arranged, Family } from './family.ts';

/** What the site knows of a visit: what is arranged for it, and what goes into the head of every page of it. */
export interface Guest {
  arranged: Record<string, Arranged>;
  head: string;
}

/** A family's pages on 127.0.0.1. Who asks is told by a cookie. */
export interface Site {
  origin: string;
  guests: Map<string, Guest>;
  close(): Promise<void>;
}

export const COOKIE = 'corpus-visit';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.csv': 'text/csv',
};

interface Asked {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  guest: Guest;
}

export async function openSite(family: Family): Promise<Site> {
  const guests = new Map<string, Guest>();
  const server = createServer((request, response) => {
    const id = new RegExp(`${COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1] ?? '';
    const guest = guests.get(id) ?? { arranged: {}, head: '' };
    const asked = { request, response, url: new URL(request.url ?? '/', 'http://site'), guest };
    void serve(family, asked).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  return {
    origin: await addressOf(server),
    guests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Listens on a free port of 127.0.0.1. */
export function addressOf(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

async function serve(family: Family, asked: Asked): Promise<void> {
  const { url, response, guest } = asked;
  const path = decodeURIComponent(url.pathname);
  if (path.startsWith('/api/')) return serveApi(family, asked);
  const { delay = 0, status = 200 } = guest.arranged[path] ?? {};
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
  const found = status < 400 ? await fileOf(family, path, url.searchParams) : undefined;
  if (!found)
    return void response
      .writeHead(status < 400 ? 404 : status, { 'content-type': TYPES['.html']! })
      .end('<h1>Not found</h1>');
  const text = found.type === '.html' ? withHead(String(found.content), guest) : found.content;
  // Pages are asked for anew each time, as most are; what hangs on them stays for the visit.
  const keep = found.type === '.html' ? 'no-cache' : 'max-age=600';
  response
    .writeHead(200, { 'content-type': TYPES[found.type] ?? 'application/octet-stream', 'cache-control': keep })
    .end(text);
}

async function fileOf(
  family: Family,
  path: string,
  query: URLSearchParams,
): Promise<{ type: string; content: string | Buffer } | undefined> {
  const vendored = family.vendor?.[path];
  if (vendored) return { type: extname(path), content: readFileSync(fileURLToPath(vendored)) };
  const made = family.render?.(path, query);
  if (made !== undefined) return { type: extname(path) || '.html', content: made };
  const name = path === '/' ? 'index' : path.slice(1);
  const file = new URL(extname(name) ? name : `${name}.html`, family.pages);
  if (!file.href.startsWith(family.pages.href)) return;
  if (existsSync(file)) return { type: extname(file.pathname), content: readFileSync(file) };
  const source = new URL(name.replace(/\.js$/, '.jsx'), family.pages);
  if (name.endsWith('.js') && existsSync(source)) return { type: '.js', content: await bundled(fileURLToPath(source)) };
}

/** What a site's owner puts in the head, and what was arranged: before everything else of the page. */
function withHead(page: string, { arranged, head }: Guest): string {
  const first = `<script>window.arranged = ${JSON.stringify(arranged).replaceAll('<', '\\u003c')}</script>${head}`;
  return page.includes('<head>') ? page.replace('<head>', `<head>${first}`) : first + page;
}

async function serveApi(family: Family, { request, response, url, guest }: Asked): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const name = url.pathname.slice('/api/'.length);
  const arranged = guest.arranged[name] ?? {};
  const call = { name, query: url.searchParams, body: Buffer.concat(chunks).toString(), arranged };
  const json = arranged.json ?? family.api?.(call) ?? { ok: true };
  await new Promise((resolve) => setTimeout(resolve, arranged.delay ?? 60));
  // No status at all: the line breaks.
  if (arranged.status === 0) return void response.destroy();
  const own = (json as { status?: number }).status;
  const status = arranged.status ?? (typeof own === 'number' ? own : 200);
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(json));
}

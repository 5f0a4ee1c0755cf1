import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerApi } from './api.ts';
import { type Site, siteOf } from './site.ts';

export interface DemoOptions {
  /** Origin of the collector that serves /falter.js, e.g. http://127.0.0.1:4600 */
  collector: string;
  /** Write key. */
  key: string;
  /** Origin of the viewer (link "see this session in Falter"). Default collector. */
  viewer?: string;
}

/**
 * A plain node:http request listener that serves the shop and its small API. Everything but the API is rendered once, here,
 * into a table of paths: a request can reach nothing that is not in the table. Throws when an origin is not http(s).
 */
export function createDemo(options: DemoOptions): (req: IncomingMessage, res: ServerResponse) => void {
  const collector = originOf('collector', options.collector);
  const viewer = originOf('viewer', options.viewer ?? options.collector);
  const site = siteOf({ collector, viewer, key: options.key });
  return (req, res) => {
    const url = urlOf(req);
    if (url === undefined) return refuse(res, 400, 'This address cannot be read.');
    if (url.pathname.startsWith('/api/') || url.pathname === '/newsletter') {
      answerApi(req, res, url).catch(() => refuse(res, 500, 'The shop stumbled.'));
      return;
    }
    answerFile(req, res, fileAt(site, url.pathname));
  };
}

function originOf(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.origin;
  throw new Error(`[demo] ${name} "${text}" is not an http(s) origin. Pass something like http://127.0.0.1:4600.`);
}

function urlOf(req: IncomingMessage): URL | undefined {
  const target = req.url ?? '/';
  // A target such as `//host` or `http://host` would name another host: only plain paths are ours.
  if (!target.startsWith('/') || target.startsWith('//')) return undefined;
  const text = `http://shop${target}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}

function fileAt(site: Site, pathname: string) {
  const file = site.files.get(pathname);
  return file ? { status: 200, ...file } : { status: 404, ...site.notFound };
}

function answerFile(req: IncomingMessage, res: ServerResponse, file: ReturnType<typeof fileAt>): void {
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    res.setHeader('allow', 'GET, HEAD');
    refuse(res, 405, 'This page can only be read.');
    return;
  }
  res.writeHead(file.status, {
    'content-type': file.type,
    'content-length': Buffer.byteLength(file.body),
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    ...(file.downloadAs === undefined ? {} : { 'content-disposition': `attachment; filename="${file.downloadAs}"` }),
  });
  res.end(req.method === 'HEAD' ? undefined : file.body);
}

function refuse(res: ServerResponse, status: number, why: string): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
  res.end(`${why}\n`);
}

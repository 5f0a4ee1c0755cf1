import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';
import { acceptsGzip } from './accepts-gzip.ts';

/** Pages that the viewer draws itself; all are index.html. */
const PAGE = /^\/(?:dashboard|sign-in|set-up|invitation|health|(?:sessions|settings|issues|persons|shared)(?:\/.*)?)?$/;

/** What somebody may have typed for a page: not the API, the collector or assets, and no name of a file. */
const MAYBE_PAGE = /^(?!\/(?:api|v1|assets)(?:\/|$))(?:\/[^/\\.]+)+\/?$/;

/** A path of plain names: none starts with a dot, so there is no way up and no hidden file. */
const FILE = /^(?:\/[\w-][\w.-]*)+$/;

/** Files with a content hash in their name. */
const IMMUTABLE = /^\/assets\//;

/** Types that gzip makes smaller; images and fonts are compressed already. */
const COMPRESSIBLE = /^text\/|svg|json/;

/** What a built viewer consists of; a file of another kind is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** The page that replays run in, by its address and by the name of its file. */
const REPLAY = /^\/replay-frame(?:\.html)?$/;

/** The viewer is made of its own files; small pictures of its own are data. It shows the page of replays in a frame, and nobody shows the viewer in one. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The frame of a recorded page inherits this policy: whatever a recording names on other hosts is not fetched, and it asks ours for pictures and fonts
 * alone, of which the page itself leaves those of the store (keep-to-store.ts). Inline styles are what rrweb draws a page with; data are pictures that
 * the recorded page had in its text, of canvases, and of what is missing. Nothing connects, nothing is sent, no worker starts;
 * opened outside of the viewer it can neither be left nor open anything.
 */
const REPLAY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'none'",
  "worker-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-scripts allow-same-origin',
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // The check of a site opens its page, which tells through `opener` how its recording goes. Nobody can open the viewer so.
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * Serves a built viewer from a directory: /assets/* for ever, index.html for every page route and replay-frame.html at its own, never stored. What is
 * no file and no page goes to the next handler; a browser that opens such an address gets the viewer, with status 404. The pages hold no data, so they need no sign-in: only the API does.
 */
export function serveViewer(directory: string): MiddlewareHandler {
  const gzipped = new Map<string, Promise<Buffer>>();
  return async (c, next) => {
    const { method, path } = c.req;
    if (method !== 'GET' && method !== 'HEAD') return next();
    const name = PAGE.test(path) ? '/index.html' : REPLAY.test(path) ? '/replay-frame.html' : path;
    const type = TYPES[extname(name)];
    const bytes = type && FILE.test(name) ? await readInside(directory, name) : undefined;
    if (!bytes || !type)
      return name === '/index.html' ? answerUnbuilt(c) : ((await answerUnknown(c, directory)) ?? next());
    const headers = { ...headersOf(name), 'content-type': type };
    if (!IMMUTABLE.test(name)) return c.body(copy(bytes), 200, { ...headers, 'cache-control': 'no-store' });
    const forEver = { ...headers, 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' };
    if (!COMPRESSIBLE.test(type) || !acceptsGzip(c)) return c.body(copy(bytes), 200, forEver);
    // The name carries the hash of the content: what was compressed once under it stays right.
    if (!gzipped.has(name)) gzipped.set(name, promisify(gzip)(bytes));
    return c.body(copy((await gzipped.get(name)) ?? bytes), 200, { ...forEver, 'content-encoding': 'gzip' });
  };
}

/** Whoever opens a page that is none is told so by the viewer itself; a program gets the next handler's answer. */
async function answerUnknown(c: Context, directory: string): Promise<Response | undefined> {
  const isOpened = c.req.header('accept')?.includes('text/html') === true && MAYBE_PAGE.test(c.req.path);
  const index = isOpened ? await readInside(directory, '/index.html') : undefined;
  if (!index) return undefined;
  const headers = { ...HEADERS, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  return c.body(copy(index), 404, headers);
}

function headersOf(name: string): Record<string, string> {
  return REPLAY.test(name) ? { ...HEADERS, 'content-security-policy': REPLAY_POLICY } : HEADERS;
}

function copy(bytes: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

/** The bytes of a file, or undefined when there is none, or when a link leads out of the directory. */
async function readInside(directory: string, name: string): Promise<Buffer | undefined> {
  try {
    const root = await realpath(directory);
    const file = await realpath(join(root, name));
    return file.startsWith(root + sep) ? await readFile(file) : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && ABSENT.has(error.code)) return undefined;
    throw error;
  }
}

/** No such file; a file where a directory would have to be; a directory; a name or path longer than any of ours. */
const ABSENT: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']);

function answerUnbuilt(c: Context): Response {
  return c.text('The viewer is not built. Run: npm run build\n', 503, { ...HEADERS, 'cache-control': 'no-store' });
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { nameOf, SNIPPET_FILES, type SnippetFile, type SnippetVersion, SnippetVersions } from './snippet-versions.ts';

/** Seconds a browser may keep `/falter.js`: an update of Falter reaches every page within the hour. */
const MAX_AGE_S = 3600;

/** Seconds for what never changes: a year, the most that caches look at. */
const FOREVER_S = 31_536_000;

/** The files that no page names: another of ours fetches them by their hash. */
const FETCHED = /\.(?:recorder|extras|beyond)\.js$/;

interface SnippetFiles {
  /** Path of the built loader; the other files stand beside it. */
  snippet: string;
  /** Directory in which versions are kept over updates. */
  archive: string | undefined;
  /** Sees every request of a page for a script that begins there; not for those that a script of ours fetches. */
  onScript: MiddlewareHandler;
}

/**
 * `GET /falter.js` and `GET /falter.full.js`, the present version; `GET /v/VERSION/FILE`, one that never changes, recorders and extras too; `GET
 * /v1/snippet`, where those of the present are and their integrity. All from memory, compressed once.
 * @throws Error when the snippet has not been built, or when its recorder or extras are not those that are fetched.
 */
export function snippetRoutes({ snippet, archive, onScript }: SnippetFiles): Hono {
  const versions = new SnippetVersions(archive);
  const app = new Hono();
  const present: Partial<Record<SnippetFile, SnippetVersion>> = {};
  for (const [file, body] of readSnippet(snippet)) {
    present[file] = versions.add(file, body);
    if (!FETCHED.test(file)) app.get(`/${file}`, onScript, serve(body, `public, max-age=${MAX_AGE_S}`));
  }
  const count: MiddlewareHandler = (context, next) =>
    FETCHED.test(context.req.path) ? next() : onScript(context, next);
  app.get(`/v/:version/:file{${SNIPPET_FILES.join('|')}}`, count, (context) => {
    const version = versions.body(context.req.param('version'));
    if (version) return serve(version, `public, max-age=${FOREVER_S}, immutable`)(context);
    const message = 'There is no such version. Copy the tag again.';
    return context.json({ error: 'unknown_version', message }, 404, { 'access-control-allow-origin': '*' });
  });
  const { 'falter.js': loader, 'falter.full.js': full } = present;
  app.get('/v1/snippet', (context) =>
    context.json({ ...loader, full }, 200, { 'access-control-allow-origin': '*', 'cache-control': 'no-store' }),
  );
  return app;
}

const zippedOf = new WeakMap<Buffer, Buffer>();

function serve(plain: Buffer, cacheControl: string): (context: Context) => Response {
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  const zipped = zippedOf.get(plain) ?? gzipSync(plain, { level: 9 });
  zippedOf.set(plain, zipped);
  return (context) => {
    const headers = {
      'cache-control': cacheControl,
      'content-type': 'text/javascript; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
      etag,
    };
    if (context.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers });
    const accepts = /\bgzip\b/.test(context.req.header('accept-encoding') ?? '');
    if (!accepts) return new Response(new Uint8Array(plain), { headers });
    return new Response(new Uint8Array(zipped), { headers: { ...headers, 'content-encoding': 'gzip' } });
  };
}

/** The files that are there. A loader without the recorder that it names would record nothing, silently; so with the extras. */
function readSnippet(path: string): Map<SnippetFile, Buffer> {
  const files = new Map<SnippetFile, Buffer>();
  for (const file of SNIPPET_FILES) {
    const place = file === 'falter.js' ? path : join(dirname(path), file);
    if (file === 'falter.js' || existsSync(place)) files.set(file, read(place));
  }
  for (const from of ['falter.js', 'falter.recorder.js', 'falter.extras.js'] as const) {
    const [named, version, file] = /\/v\/([0-9a-f]{16})\/(falter\.\w+\.js)/.exec(String(files.get(from))) ?? [];
    const fetched = files.get(file as SnippetFile);
    if (named && !(fetched && nameOf(fetched) === version)) {
      throw new Error(
        `[collector] ${from} in ${dirname(path)} fetches ${named}, which is not beside it. Run "npm run build" again.`,
      );
    }
  }
  return files;
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new Error(`[collector] no snippet at ${path}. Run "npm run build" first.`, { cause });
  }
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { SnippetVersions } from './snippet-versions.ts';

/** Seconds a browser may keep `/falter.js`: an update of Falter reaches every page within the hour. */
const MAX_AGE_S = 3600;

/** Seconds for what never changes: a year, the most that caches look at. */
const FOREVER_S = 31_536_000;

interface SnippetFiles {
  /** Path of the built snippet. */
  snippet: string;
  /** Directory in which versions are kept over updates. */
  archive: string | undefined;
  /** Sees every request for a script. */
  onScript: MiddlewareHandler;
}

/**
 * `GET /falter.js`, the present version; `GET /v/VERSION/falter.js`, one that never changes; `GET /v1/snippet`, where that
 * is and its integrity. All from memory, compressed once. @throws Error when the snippet has not been built.
 */
export function snippetRoutes({ snippet, archive, onScript }: SnippetFiles): Hono {
  const body = readSnippet(snippet);
  const versions = new SnippetVersions(body, archive);
  const app = new Hono();
  app.get('/falter.js', onScript, serve(body, `public, max-age=${MAX_AGE_S}`));
  app.get('/v/:version/falter.js', onScript, (context) => {
    const version = versions.body(context.req.param('version'));
    if (version) return serve(version, `public, max-age=${FOREVER_S}, immutable`)(context);
    const message = 'There is no such version. Copy the tag again.';
    return context.json({ error: 'unknown_version', message }, 404, { 'access-control-allow-origin': '*' });
  });
  app.get('/v1/snippet', (context) =>
    context.json(versions.current, 200, { 'access-control-allow-origin': '*', 'cache-control': 'no-store' }),
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

function readSnippet(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new Error(`[collector] no snippet at ${path}. Run "npm run build" first.`, { cause });
  }
}

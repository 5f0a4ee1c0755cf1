import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Context } from 'hono';

/** Seconds a browser may keep `/falter.js`: an update of Falter reaches every page within the hour. */
const MAX_AGE_S = 3600;

/**
 * Serves the built snippet from memory, compressed once. @throws Error when it has not been built.
 */
export function serveSnippet(path: string): (context: Context) => Response {
  const plain = readSnippet(path);
  const zipped = gzipSync(plain, { level: 9 });
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return (context) => {
    const headers = {
      'cache-control': `public, max-age=${MAX_AGE_S}`,
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

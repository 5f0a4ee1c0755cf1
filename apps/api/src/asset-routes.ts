import { type Client, findAsset } from '@falter/store';
import { ASSET_HASH_PATTERN, type AssetKind } from '@falter/wire';
import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { describe, path } from './describe.ts';
import { ApiError } from './problem.ts';

/** Seconds for which a browser keeps an asset: a year. Its name is its content. */
const KEPT_S = 31_536_000;

/**
 * What strangers sent, served so that nothing of it runs: as a picture, a font, or text to look at, in no frame, with no script, from
 * no other place, and as a file to keep where somebody opens its address.
 */
const INERT = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'content-disposition': 'attachment',
};

/** Types that are served as what they are; the collector stores no other. Texts of style sheets are texts. */
const TYPES: ReadonlySet<string> = new Set([
  ...['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/x-icon', 'image/svg+xml'],
  ...['font/woff2', 'font/woff', 'font/ttf', 'font/otf'],
]);

const assetPath = path(z.object({ hash: z.string().check(z.regex(ASSET_HASH_PATTERN)) }), unknownAsset);

/** `GET /:hash`: what a page showed, by its content. Which recordings show it, and who watches them, is told by these. */
export function assetRoutes(store: Client): Hono {
  const app = new Hono();
  app.get('/:hash', describe(ABOUT), assetPath, async (c) => {
    const { hash } = c.req.valid('param');
    return sendAsset(c, store, { project: c.get('project'), hash });
  });
  return app;
}

/** Serves an asset so that nothing of it runs. @throws ApiError `unknown_asset` */
export async function sendAsset(c: Context, store: Client, key: { project: string; hash: string }): Promise<Response> {
  const etag = `"${key.hash}"`;
  const kept = { ...INERT, etag, 'cache-control': `private, max-age=${KEPT_S}, immutable` };
  const found = await findAsset(store, key);
  if (!found) throw unknownAsset();
  if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, kept);
  const headers = { ...kept, 'content-type': mediaType(found.kind, found.type) };
  return c.body(Uint8Array.from(found.bytes), 200, headers);
}

function mediaType(kind: AssetKind, type: string): string {
  if (kind !== 'image' && kind !== 'font') return 'text/plain; charset=utf-8';
  return TYPES.has(type) ? type : 'application/octet-stream';
}

export function unknownAsset(): ApiError {
  return new ApiError(
    'unknown_asset',
    'There is no such style sheet, picture or font: it was not sent yet, or is gone.',
  );
}

const ABOUT = {
  summary: 'A style sheet, picture or font that recordings show, by its SHA-256 (base64url)',
  stream: 'application/octet-stream',
  problems: ['unknown_asset', 'forbidden', 'store_unavailable'],
} as const satisfies Parameters<typeof describe>[0];

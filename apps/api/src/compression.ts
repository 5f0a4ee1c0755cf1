import type { Transform } from 'node:stream';
import { PassThrough } from 'node:stream';
import { promisify } from 'node:util';
import { constants, createGzip, createZstdCompress, gzip, zstdCompress } from 'node:zlib';
import type { Context } from 'hono';
import { accepts, acceptsGzip } from './accepts-gzip.ts';

/** How an answer travels. */
export type Coding = 'zstd' | 'gzip' | 'identity';

/**
 * The best of what the client takes. Zstandard where it is named: over recordings it takes a sixth of gzip's time and leaves less. Browsers name it
 * where they would over TLS, and towards this machine.
 */
export function codingOf(c: Context): Coding {
  if (accepts(c, 'zstd')) return 'zstd';
  return acceptsGzip(c) ? 'gzip' : 'identity';
}

/** What an answer says of it. */
export function codingHeaders(coding: Coding): Record<string, string> {
  return { vary: 'accept-encoding', ...(coding === 'identity' ? {} : { 'content-encoding': coding }) };
}

/** Compresses a stream so that each chunk leaves when it comes. `ahead`: bytes that are held for a slow reader. */
export function compressing(coding: Coding, ahead: number): Transform {
  const options = { readableHighWaterMark: ahead };
  if (coding === 'zstd') return createZstdCompress({ ...options, flush: constants.ZSTD_e_flush });
  return coding === 'gzip' ? createGzip({ ...options, flush: constants.Z_SYNC_FLUSH }) : new PassThrough(options);
}

/** Characters of an answer below which compressing it costs more than it saves. */
const WORTH_CHARS = 2_000;

/** An answer in JSON, compressed where that is worth it. */
export async function sendJson(c: Context, value: unknown): Promise<Response> {
  const text = JSON.stringify(value);
  const coding = text.length < WORTH_CHARS ? 'identity' : codingOf(c);
  const headers = { 'content-type': 'application/json', ...codingHeaders(coding) };
  if (coding === 'identity') return c.body(text, 200, headers);
  const bytes = coding === 'zstd' ? await promisify(zstdCompress)(text) : await promisify(gzip)(text);
  return c.body(new Uint8Array(bytes), 200, headers);
}

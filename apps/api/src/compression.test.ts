import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { codingOf, sendJson } from './compression.ts';

const LONG = { words: 'tea '.repeat(1_000) };
const app = new Hono()
  .get('/coding', (c) => c.text(codingOf(c)))
  .get('/long', (c) => sendJson(c, LONG))
  .get('/short', (c) => sendJson(c, { words: 'tea' }));

async function get(path: string, header: string | undefined): Promise<Response> {
  return app.request(path, header === undefined ? {} : { headers: { 'accept-encoding': header } });
}

it.each<[string | undefined, string]>([
  ['gzip, deflate, br, zstd', 'zstd'],
  ['gzip, zstd;q=0', 'gzip'],
  ['gzip;q=0, zstd', 'zstd'],
  // What takes anything may be a tool that knows gzip alone.
  ['*', 'gzip'],
  ['gzip, deflate', 'gzip'],
  ['br', 'identity'],
  [undefined, 'identity'],
])('with accept-encoding %s: %s', async (header, coding) => {
  expect(await (await get('/coding', header)).text()).toBe(coding);
});

it.each<[string, (bytes: Buffer) => Buffer]>([
  ['zstd', zstdDecompressSync],
  ['gzip', gunzipSync],
  ['identity', (bytes) => bytes],
])('a long answer travels as %s, a short one as it is', async (coding, plain) => {
  const long = await get('/long', coding);
  expect(long.headers.get('content-encoding')).toBe(coding === 'identity' ? null : coding);
  expect([long.headers.get('content-type'), long.headers.get('vary')]).toEqual(['application/json', 'accept-encoding']);
  expect(JSON.parse(plain(Buffer.from(await long.arrayBuffer())).toString())).toEqual(LONG);
  const short = await get('/short', coding);
  expect(short.headers.get('content-encoding')).toBeNull();
  expect(await short.json()).toEqual({ words: 'tea' });
});

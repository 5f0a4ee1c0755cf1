import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { acceptsGzip } from './accepts-gzip.ts';

const app = new Hono().get('/', (c) => c.text(String(acceptsGzip(c))));

async function accepts(header: string | undefined): Promise<string> {
  const response = await app.request('/', header === undefined ? {} : { headers: { 'accept-encoding': header } });
  return response.text();
}

describe('gzip is taken', () => {
  it.each(['gzip', 'gzip, deflate, br, zstd', 'br;q=1.0, gzip;q=0.8', 'GZIP', '*', 'deflate, *;q=0.1'])(
    'with accept-encoding: %s',
    async (header) => expect(await accepts(header)).toBe('true'),
  );
});

describe('gzip is not taken', () => {
  it.each([undefined, '', 'identity', 'br', 'gzip;q=0', 'gzip ; q=0.000', '*;q=0', 'gzip;q=0, *', 'x-gzip-like'])(
    'with accept-encoding: %s',
    async (header) => expect(await accepts(header)).toBe('false'),
  );
});

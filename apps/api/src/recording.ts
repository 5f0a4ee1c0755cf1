import { once } from 'node:events';
import { pipeline, Readable } from 'node:stream';
import { constants, createGzip } from 'node:zlib';
import { streamRecording } from '@falter/store';
import type { Context } from 'hono';
import { ApiError } from './problem.ts';
import type { Source } from './session-routes.ts';

/**
 * GET /sessions/ID/recording: the event lines of one tab, or of all tabs one after another for `tab: ''`, as the store
 * has them. Never whole in memory; gzipped where the client takes it; ended in the store when the client goes away.
 * @throws ApiError `no_recording`
 */
export async function sendRecording(c: Context, source: Source, of: { id: string; tab: string }): Promise<Response> {
  const key = { project: source.project, session: of.id, tab: of.tab };
  const lines = await streamRecording(source.store, key);
  if (await isEmpty(lines)) {
    throw new ApiError('no_recording', 'There is no recording of this session or tab, or no longer.');
  }
  const gzip = acceptsGzip(c.req.header('accept-encoding') ?? '');
  const headers = {
    'content-type': 'application/x-ndjson',
    vary: 'accept-encoding',
    ...(gzip ? { 'content-encoding': 'gzip' } : {}),
  };
  // HEAD runs this handler too and nobody would read the body; who left meanwhile does not read it either.
  if (c.req.method === 'HEAD' || c.req.raw.signal.aborted) {
    lines.destroy();
    return c.body(null, 200, headers);
  }
  return c.body(Readable.toWeb(gzip ? compress(lines) : lines) as ReadableStream, 200, headers);
}

/** Waits for the first bytes or the end; an engine that fails before either rejects. */
async function isEmpty(stream: Readable): Promise<boolean> {
  await once(stream, 'readable');
  const first = stream.read();
  if (first === null) return true;
  stream.unshift(first);
  return false;
}

/** Each chunk leaves when it comes: the viewer starts on the first snapshot while the rest is on its way. */
function compress(lines: Readable): Readable {
  const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH });
  // An error ends the answer through `gzip`, and destroying `gzip` destroys `lines`: the callback has nothing to add.
  return pipeline(lines, gzip, () => {});
}

/** Whether an Accept-Encoding header takes gzip (RFC 9110, 12.5.3). */
export function acceptsGzip(header: string): boolean {
  const named = header.split(',').map((part) =>
    part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  );
  const [, weight] = named.find(([coding]) => coding === 'gzip') ??
    named.find(([coding]) => coding === '*') ?? ['', 'q=0'];
  return !/^q=0(\.0*)?$/.test(weight ?? '');
}

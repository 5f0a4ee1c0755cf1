import { once } from 'node:events';
import { pipeline, Readable } from 'node:stream';
import { type AssetTexts, listAssetsOfRecording, streamRecording } from '@falter/store';
import type { Context } from 'hono';
import type { AuditOnce } from './audit-once.ts';
import { type Coding, codingHeaders, codingOf, compressing } from './compression.ts';
import { refuseErased } from './erasure-routes.ts';
import { eventLines, expandLines } from './event-lines.ts';
import { ApiError } from './problem.ts';
import type { RecordingQuery } from './session-query.ts';
import type { Source } from './session-routes.ts';

/** What becomes of the event lines of a recording on their way out. */
export type LineChange = (lines: AsyncIterable<string>) => AsyncIterable<string>;

/**
 * GET /sessions/ID/recording: the event lines of one tab, or of all tabs one after another for `tab: ''`, or of some of its batches, with the texts of style sheets
 * in their places or, for `assets: 'references'`, as the store has them. Never whole in memory; compressed where the client takes it; ended
 * in the store when the client goes away. Who watches is written down before the first byte leaves: where that fails, nobody watches.
 * @throws ApiError `erased`, `no_recording`, `store_unavailable`
 */
export async function sendRecording(
  c: Context,
  source: Source & { looked: AuditOnce; texts: AssetTexts; change?: LineChange },
  of: RecordingQuery & { id: string },
): Promise<Response> {
  const key = { project: source.project, session: of.id, tab: of.tab };
  const range = { ...key, fromSeq: of.from_seq, toSeq: of.to_seq };
  // Most recordings of a site name the same few sheets; one that names none goes out as it comes in.
  const naming = of.assets === 'expanded' ? listAssetsOfRecording(source.store, key) : Promise.resolve([]);
  const [lines, named] = await Promise.all([streamRecording(source.store, range), naming.catch(() => undefined)]);
  if (await isEmpty(lines)) {
    await refuseErased(source.store, source.project, of.id);
    throw new ApiError('no_recording', 'There is no recording of this session or tab, or no longer.');
  }
  const coding = codingOf(c);
  const headers = { 'content-type': 'application/x-ndjson', ...codingHeaders(coding) };
  // HEAD runs this handler too and nobody would read the body; who left meanwhile does not read it either.
  if (c.req.method === 'HEAD' || c.req.raw.signal.aborted) {
    lines.destroy();
    return c.body(null, 200, headers);
  }
  const watched = { project: source.project, kind: 'watched-session', subject: of.id, why: '', count: 1 } as const;
  await source.looked.write(c, watched).catch((cause: unknown) => {
    lines.destroy();
    throw cause;
  });
  const expand: LineChange = (stored) => expandLines(stored, source);
  const changes = [...(source.change ? [source.change] : []), ...(named?.length === 0 ? [] : [expand])];
  return c.body(Readable.toWeb(buffer(lines, { coding, changes })) as ReadableStream, 200, headers);
}

/** Waits for the first bytes or the end; an engine that fails before either rejects. */
async function isEmpty(stream: Readable): Promise<boolean> {
  await once(stream, 'readable');
  const first = stream.read();
  if (first === null) return true;
  stream.unshift(first);
  return false;
}

/**
 * Bytes held for a reader slower than the engine. A query that waits for its reader holds one of the store's few
 * connections and is ended after 10 s; nearly every compressed recording fits in here, and its query is soon over.
 */
const READ_AHEAD_BYTES = 4 * 1024 * 1024;

interface Buffering {
  coding: Coding;
  changes: readonly LineChange[];
}

/** What stands between engine and client. Each chunk leaves when it comes: a replay starts on the first snapshot. */
function buffer(lines: Readable, { coding, changes }: Buffering): Readable {
  const out = compressing(coding, READ_AHEAD_BYTES);
  // An error ends the answer through `out`, and destroying `out` destroys `lines`: the callback has nothing to add.
  if (changes.length === 0) return pipeline(lines, out, () => {});
  return pipeline(
    lines,
    (stored: Readable) => changed(stored, changes),
    out,
    () => {},
  );
}

async function* changed(stored: Readable, changes: readonly LineChange[]): AsyncGenerator<string> {
  const lines = changes.reduce<AsyncIterable<string>>((before, change) => change(before), eventLines(stored));
  for await (const line of lines) yield `${line}\n`;
}

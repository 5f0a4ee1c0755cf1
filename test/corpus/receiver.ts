import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import {
  assetsReferred,
  type Batch,
  DEFAULT_SITE_SETTINGS,
  expandAssets,
  parse,
  parseAssetEnvelope,
  type RecordedEvent,
  unframe,
} from '@falter/wire';
import { addressOf } from './site.ts';

const DIST = new URL('../../packages/capture/dist/', import.meta.url);
const FILES = ['falter.js', 'falter.recorder.js', 'falter.extras.js', 'falter.beyond.js'];

/** Takes what the built snippet sends, and keeps it by write key: each visit has one of its own. */
export interface Receiver {
  origin: string;
  /** How many batches a visit has sent until now. */
  count(key: string): number;
  /**
   * What a visit sent, by tab, in order, style sheets in their places, as the store hands it out; a batch that came twice counts once. The visit is
   * forgotten then. @throws where it refers to a sheet that no visit delivered yet: the next trial will find it.
   */
  take(key: string): { tab: string; events: RecordedEvent[] }[];
  close(): Promise<void>;
}

/** @throws where the snippet is not built. */
export async function openReceiver(): Promise<Receiver> {
  const scripts = builtScripts();
  const batches = new Map<string, Map<string, Batch>>();
  // Of all visits: what one of them has delivered, others only refer to.
  const sheets = new Map<string, string>();
  const server = createServer((request, response) => {
    void answer({ request, response }, scripts, sheets)
      .then((batch) => {
        if (!batch) return;
        const { key, session, tab, seq } = batch.envelope;
        const own = batches.get(key) ?? new Map<string, Batch>();
        const name = `${session} ${tab} ${seq}`;
        if (!own.has(name)) own.set(name, batch);
        batches.set(key, own);
      })
      .catch(() => response.destroy());
  });
  const origin = await addressOf(server);
  return {
    origin,
    count: (key) => batches.get(key)?.size ?? 0,
    take(key) {
      const all = [...(batches.get(key)?.values() ?? [])];
      batches.delete(key);
      const byTab = Map.groupBy(all, ({ envelope }) => envelope.tab);
      return [...byTab].map(([tab, own]) => {
        const inOrder = own.toSorted((a, b) => a.envelope.seq - b.envelope.seq);
        return { tab, events: inOrder.flatMap(({ events }) => events.map((event) => expanded(event, sheets))) };
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The snippet's files by the path at which each is fetched. */
function builtScripts(): Map<string, string> {
  const paths = new Map<string, string>();
  for (const name of FILES) {
    let code: string;
    try {
      code = readFileSync(new URL(name, DIST), 'utf8');
    } catch {
      throw new Error(`[corpus] packages/capture/dist/${name} is not there. Run npm run build first.`);
    }
    paths.set(`/${name}`, code);
    paths.set(`/v/${createHash('sha256').update(code).digest('hex').slice(0, 16)}/${name}`, code);
  }
  return paths;
}

function expanded(event: RecordedEvent, sheets: ReadonlyMap<string, string>): RecordedEvent {
  const line = JSON.stringify(event);
  const referred = assetsReferred(line);
  if (referred.size === 0) return event;
  if ([...referred].some((hash) => !sheets.has(hash)))
    throw new Error('[corpus] a visit refers to a style sheet that nobody delivered yet. Drive it once more.');
  return JSON.parse(expandAssets(line, (hash) => sheets.get(hash))) as RecordedEvent;
}

function takeSheet(body: Uint8Array, sheets: Map<string, string>): void {
  const { envelope, events: bytes } = unframe(body);
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const { kind, hash } = parseAssetEnvelope(envelope);
  if (kind !== 'image' && kind !== 'font')
    sheets.set(hash, new TextDecoder().decode(isPacked ? gunzipSync(bytes) : bytes));
}

async function answer(
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  scripts: ReadonlyMap<string, string>,
  sheets: Map<string, string>,
): Promise<Batch | undefined> {
  const cors = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' };
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const script = scripts.get(path);
  if (script !== undefined) {
    response
      .writeHead(200, { ...cors, 'content-type': 'text/javascript', 'cache-control': 'max-age=3600' })
      .end(script);
    return;
  }
  const json = { ...cors, 'content-type': 'application/json' };
  if (path === '/v1/settings') return void response.writeHead(200, json).end(JSON.stringify(DEFAULT_SITE_SETTINGS));
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (path === '/v1/asset') takeSheet(body, sheets);
  if (path !== '/v1/batch') return void response.writeHead(path === '/v1/asset' ? 200 : 204, cors).end();
  const batch = await parse(body);
  const need = [...assetsReferred(JSON.stringify(batch.events))].filter((hash) => !sheets.has(hash));
  response.writeHead(200, json).end(JSON.stringify({ stored: 'new', ...(need.length > 0 && { need }) }));
  return batch;
}

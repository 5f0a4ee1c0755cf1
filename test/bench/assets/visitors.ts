import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startEngine } from '@falter/clickhouse';
import { type Client, migrate, newProject, openClient, saveProject } from '@falter/store';
import { type AssetEnvelope, type Envelope, frame, gzip, isRecordedEvent, type RecordedEvent } from '@falter/wire';
import { createShortener, type Shortener } from '../../../packages/capture/src/assets/shorten.ts';
import { KEY, ORIGIN } from '../ingest-load.ts';
import type { SiteRecording } from './recordings.ts';

const VISITORS = 200;

/** Milliseconds of a page that go into one batch: the snippet sends more often, which gzip likes less with and without sheets. */
const BATCH_MS = 15_000;

/** Visits at the same time. */
const AT_ONCE = 12;

/** Bytes, all visits together. */
export interface Weights {
  /** Bodies of all visits to a site after its first, and the same events gzipped in the same batches. */
  wire: { ours: number; rrweb: number };
  /** In the store, after merges: recordings and assets, and recordings with their sheets in them. */
  disk: { ours: number; rrweb: number };
}

/** One end of a visit: a collector with a database of its own. */
interface End {
  url: string;
  store: Client;
  child: ChildProcess;
}

interface Site {
  name: string;
  /** Event lines, batch by batch. */
  batches: string[][];
}

/**
 * Two hundred visitors of the pages that were recorded, each page as often as the others: by the snippet's own code for references, over
 * HTTP, to two collectors on one engine. To one the events go with references and the assets that it asks for, to the other as rrweb
 * recorded them. Neighbours in the store are visits to different sites, or compression would find one in the other.
 */
export async function weigh(recordings: readonly SiteRecording[], directory: string): Promise<Weights> {
  const sites = recordings.flatMap(siteOf);
  const engine = await startEngine({ directory: join(directory, 'engine') });
  const ends: End[] = [];
  try {
    for (const name of ['references', 'plain'])
      ends.push(await openEnd(`${engine.url}/bench_${name}`, join(directory, name)));
    const [ours, plain] = ends as [End, End];
    const wire = { ours: 0, rrweb: 0 };
    await inLanes(VISITORS, sites.length, async (n) => {
      const site = sites[n % sites.length] as Site;
      const [sent, whole] = await Promise.all([visit(ours, site, n, true), visit(plain, site, n, false)]);
      if (n < sites.length) return;
      wire.ours += sent;
      wire.rrweb += whole;
    });
    const disk = { ours: await onDisk(ours.store), rrweb: await onDisk(plain.store) };
    process.stderr.write(
      `${VISITORS} visitors of ${sites.length} recorded pages (${sites.length} of them the first of their page)\n`,
    );
    return { wire, disk };
  } finally {
    for (const { child, store } of ends) {
      child.kill();
      await store.close();
    }
    await engine.stop();
  }
}

/** First those below `first`, then the others: who comes later finds what they left. */
async function inLanes(count: number, first: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  for (const end of [Math.min(first, count), count]) {
    const lane = async (): Promise<void> => {
      while (next < end) await work(next++);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  }
}

/** A page with a snapshot, in batches. What was made for a test has hardly a style sheet, and no visitors. */
function siteOf({ name, path, isReal }: SiteRecording): Site[] {
  if (!isReal) return [];
  const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const events = (Array.isArray(read) ? read : []).filter(isRecordedEvent);
  if (!events.some(({ type }) => type === 2)) return [];
  const batches = new Map<number, string[]>();
  for (const event of events) {
    const at = Math.floor(event.timestamp / BATCH_MS);
    if (event.type === 2) asRecordedToday((event.data as { node: StyleNode }).node);
    batches.set(at, [...(batches.get(at) ?? []), JSON.stringify(event satisfies RecordedEvent)]);
  }
  return [{ name, batches: [...batches.values()] }];
}

interface StyleNode {
  tagName?: string;
  attributes?: Record<string, unknown>;
  childNodes?: (StyleNode & { textContent?: string })[];
}

/** rrweb 1 recorded the sheet of a style element as the text in it; since rrweb 2 it is an attribute of the element. On both sides. */
function asRecordedToday(root: StyleNode): void {
  const nodes = [root];
  for (const node of nodes) {
    const { tagName, attributes, childNodes = [] } = node;
    nodes.push(...childNodes);
    const [only, ...others] = childNodes;
    if (tagName !== 'style' || !attributes || others.length > 0 || !only?.textContent) continue;
    attributes._cssText = only.textContent;
    only.textContent = '';
  }
}

async function openEnd(url: string, directory: string): Promise<End> {
  await migrate({ url });
  const store = openClient({ url });
  await saveProject(store, newProject({ project: 'default', keys: [KEY], origins: [ORIGIN] }));
  const server = join(import.meta.dirname, '../ingest-server.ts');
  const child = spawn(process.execPath, [server, 'collector', url, directory], { stdio: ['pipe', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve) => child.stdout?.once('data', (text) => resolve(String(text))));
  return { url: `http://127.0.0.1:${port.trim()}`, store, child };
}

/** Sends one visit. Returns the bytes of its bodies; of a plain one those of its events alone, without our envelopes. */
async function visit(end: End, site: Site, n: number, withReferences: boolean): Promise<number> {
  const shortener = createShortener((): void => {
    throw new Error(`a batch of ${site.name} could not be shortened`);
  });
  const ids = {
    session: `visitor-${String(n).padStart(12, '0')}`,
    secret: `secret-of-visitor-${n}`,
    tab: 'tab-0123456789abcdef',
  };
  let bytes = 0;
  for (const [seq, texts] of site.batches.entries()) {
    const batch = { lines: texts.map((text) => ({ text })) } as Parameters<Shortener['shorten']>[0];
    if (withReferences) await shortener.shorten(batch);
    const lines = Buffer.from(batch.lines.map(({ text }) => text).join('\n'));
    const packed = await gzip(lines);
    const envelope: Envelope = {
      ...{ v: 1, key: KEY, ...ids, seq, sentAt: Date.now(), page: 'page-0123456789abcdef', release: '' },
      counters: { dropped: 0, faults: 0 },
      ...(batch.assets && { assets: batch.assets }),
    };
    const body = frame(envelope, packed);
    bytes += withReferences ? body.length : gzipSync(lines).length;
    const { need = [] } = (await post(`${end.url}/v1/batch`, body)) as { need?: string[] };
    for (const hash of need) bytes += await supply(end, ids, await taken(shortener, hash));
  }
  return bytes;
}

async function taken(
  { stock }: Shortener,
  hash: string,
): Promise<{ hash: string; kind: AssetEnvelope['kind']; bytes: Uint8Array }> {
  const found = stock.take(hash);
  if (!found) throw new Error(`${hash} was asked for and is not in stock`);
  return { hash, kind: found.kind, bytes: await found.bytes() };
}

async function supply(
  end: End,
  { session, secret }: { session: string; secret: string },
  { hash, kind, bytes }: { hash: string; kind: AssetEnvelope['kind']; bytes: Uint8Array },
): Promise<number> {
  const envelope: AssetEnvelope = { v: 1, key: KEY, session, secret, hash, kind };
  const body = frame(envelope, await gzip(bytes));
  await post(`${end.url}/v1/asset`, body);
  return body.length;
}

/** What is refused for now is sent again, as the snippet does. */
async function post(url: string, body: Uint8Array): Promise<unknown> {
  for (let again = 0; ; again++) {
    const headers = { 'content-type': 'text/plain', origin: ORIGIN };
    const answer = await fetch(url, { method: 'POST', headers, body: body as Uint8Array<ArrayBuffer> });
    if (answer.ok) return answer.json();
    const text = await answer.text();
    if ((answer.status !== 429 && answer.status < 500) || again > 20)
      throw new Error(`${url} was answered ${answer.status}: ${text}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Bytes of recordings and assets when all is merged. */
async function onDisk(store: Client): Promise<number> {
  for (const table of ['batches', 'assets']) await store.command(`OPTIMIZE TABLE ${table} FINAL`);
  const rows = await store.rows<{ table: string; bytes: number }>(
    `SELECT table, toFloat64(sum(bytes_on_disk)) AS bytes FROM system.parts
     WHERE active AND database = currentDatabase() AND table IN ('batches', 'assets') GROUP BY table`,
    {},
  );
  for (const { table, bytes } of rows) process.stderr.write(`  ${table}: ${(bytes / 1e6).toFixed(2)} MB on disk\n`);
  return rows.reduce((sum, { bytes }) => sum + bytes, 0);
}

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collector, createCollector } from '@falter/app-collector';
import { startFollower } from '@falter/app-detector';
import { type Engine, startEngine } from '@falter/clickhouse';
import {
  type Client,
  findSession,
  isErased,
  listPageViews,
  migrate,
  newProject,
  openClient,
  saveProject,
  summariseRecording,
} from '@falter/store';
import { frame, REDACTION_CLASSES, writeEventLines } from '@falter/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from './falter-process.ts';

const KEY = 'write-key-of-the-test';
const ORIGIN = 'http://localhost:4601';
const SECRET = 'secret-0123456789';

let directory: string;
let engine: Engine;
let store: Client;
let collector: Collector;
let stop: () => Promise<void>;

/** What a page of the visitor sends: a snapshot whose title holds a text that stands nowhere else in the world. */
function batchOf(session: string, seq: number, planted: string): Request {
  const at = Date.now();
  const text = { type: 3, id: 4, textContent: planted };
  const title = { type: 2, id: 3, tagName: 'title', attributes: {}, childNodes: [text] };
  const node = {
    type: 0,
    id: 1,
    childNodes: [{ type: 2, id: 2, tagName: 'html', attributes: {}, childNodes: [title] }],
  };
  const events = [
    { type: 4, timestamp: at, data: { href: `https://shop.example/${planted}`, width: 800, height: 600 } },
    { type: 2, timestamp: at + 1, data: { node, initialOffset: { top: 0, left: 0 } } },
  ];
  const ids = { tab: 'tab-01234567890123', page: 'page-0123456789012', seq, session, secret: SECRET };
  const envelope = { v: 1 as const, key: KEY, ...ids, sentAt: at, release: '', counters: { dropped: 0, faults: 0 } };
  return post('/v1/batch', frame(envelope, new TextEncoder().encode(writeEventLines(events))));
}

function post(path: string, body: Uint8Array | string): Request {
  const headers = { 'content-type': 'text/plain', origin: ORIGIN };
  return new Request(`http://127.0.0.1${path}`, { method: 'POST', body: body as Uint8Array<ArrayBuffer>, headers });
}

const wish = (session: string, secret = SECRET) =>
  post('/v1/erase', `${JSON.stringify({ v: 1, key: KEY, session, secret })}\n`);

const send = async (request: Request) => {
  const answer = await collector.app.request(request);
  return [answer.status, (await answer.json()) as Record<string, unknown>] as const;
};

/** Files below the data directory that hold these bytes. Recordings are stored plain here, so that there is something to find. */
function filesWith(text: string): string[] {
  const { stdout } = spawnSync('grep', ['-rlsF', text, directory], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean);
}

const recorded = async (session: string) =>
  (await summariseRecording(store, { project: 'default', session })).length > 0;

async function open(): Promise<void> {
  engine = await startEngine({ directory: join(directory, 'clickhouse') });
  const url = `${engine.url}/falter`;
  await migrate({ url });
  store = openClient({ url });
  const snippet = join(directory, 'falter.js');
  writeFileSync(snippet, '');
  const tombstoneFile = join(directory, 'erased.ndjson');
  const erasing = { settleMs: 500, shredEveryMs: 100 };
  collector = createCollector({ store, snippet, tombstoneFile, erasing, log: (...said) => console.error(...said) });
  const eraser = await collector.startErasing();
  const follower = startFollower({ store, log: (...said) => console.error(...said) });
  stop = async () => {
    eraser.stop();
    await follower.stop();
    await collector.drain();
    await store.close();
    await engine.stop();
  };
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'falter-erasure-'));
  await open();
  for (const table of ['batches', 'sessions']) {
    const column = table === 'batches' ? 'lines' : 'search';
    await store.command(`ALTER TABLE ${table} MODIFY COLUMN ${column} String CODEC(NONE)`);
  }
  // What is planted looks like a key, and would be redacted before it could be found.
  const redaction = { off: REDACTION_CLASSES, parameters: [] };
  await saveProject(store, newProject({ project: 'default', keys: [KEY], origins: [ORIGIN], redaction }));
}, 60_000);

afterAll(async () => {
  await stop();
  rmSync(directory, { recursive: true, force: true });
});

describe('a session that is erased', () => {
  const planted = `planted-${randomBytes(12).toString('hex')}`;
  const session = 'session-to-be-erased';
  const other = 'session-of-somebody';

  it('was recorded, judged, and stands on the disk', async () => {
    expect(await send(batchOf(session, 0, planted))).toEqual([200, { stored: 'new' }]);
    expect((await send(batchOf(other, 0, 'of-somebody-else')))[0]).toBe(200);
    await until(
      () => findSession(store, { project: 'default', session }),
      (found) => found !== undefined,
      20_000,
    );
    expect(filesWith(planted).length).toBeGreaterThan(2);
  });

  it('is not erased by who does not know its secret', async () => {
    const [status, body] = await send(wish(session, 'secret-of-a-thief'));
    expect([status, body.error]).toEqual([403, 'wrong_secret']);
    expect(await recorded(session)).toBe(true);
  });

  it('is gone from every reader when it is answered, and the others stay', async () => {
    expect(await send(wish(session))).toEqual([202, { erasing: true }]);
    const key = { project: 'default', session };
    expect(await recorded(session)).toBe(false);
    expect(await findSession(store, key)).toBeUndefined();
    expect(await listPageViews(store, key)).toEqual([]);
    expect(await isErased(store, key)).toBe(true);
    expect(await recorded(other)).toBe(true);
  });

  it('H49 takes nothing more: a late batch is answered 410 and not stored', async () => {
    const [status, body] = await send(batchOf(session, 1, planted));
    expect([status, body.error]).toEqual([410, 'erased']);
    expect(await recorded(session)).toBe(false);
  });

  it('is gone from the disk, bytes and all, after the stated step', async () => {
    await until(
      async () => filesWith(planted),
      (files) => files.length === 0,
      30_000,
    );
    const row = 'SELECT max(revision) AS n FROM erasures';
    await until(
      async () => (await store.rows<{ n: number }>(row, {}))[0]?.n,
      (n) => n === 2,
    );
    expect(await recorded(other)).toBe(true);
  });

  it('F38 does not come back through the detector, which may have been looking at it', async () => {
    const racing = Array.from({ length: 8 }, (_, n) => `session-in-a-race-${n}`);
    for (const each of racing) await send(batchOf(each, 0, planted));
    // The detector looks every quarter of a second: some of these are erased before a look, some in one, some after it.
    const answers = await Promise.all(racing.map((each) => send(wish(each))));
    expect(answers.map(([status]) => status)).toEqual(racing.map(() => 202));
    await until(
      async () => filesWith(planted),
      (files) => files.length === 0,
      30_000,
    );
    for (const each of racing) expect(await findSession(store, { project: 'default', session: each })).toBeUndefined();
  });

  it('holds over a restart, and F39 over the restore of a backup from before', async () => {
    const restored = 'session-from-a-backup';
    await send(batchOf(restored, 0, planted));
    const inBackup = await store.rows('SELECT * FROM batches WHERE session = {restored:String}', { restored });
    await send(wish(restored));
    await stop();
    await open();
    expect((await send(batchOf(restored, 1, planted)))[0]).toBe(410);
    // The backup knows the session and not that it was erased.
    await store.command(
      "ALTER TABLE erasures DELETE WHERE session = 'session-from-a-backup' SETTINGS mutations_sync = 1",
    );
    await store.insert('batches', inBackup as never);
    expect(await recorded(restored)).toBe(true);
    await stop();
    await open();
    expect(await recorded(restored)).toBe(false);
    expect((await send(batchOf(restored, 1, planted)))[0]).toBe(410);
  }, 60_000);
});

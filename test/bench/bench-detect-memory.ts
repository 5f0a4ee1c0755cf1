import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startFollower } from '@falter/app-detector';
import { startEngine } from '@falter/clickhouse';
import { PartReader } from '@falter/detector';
import { type Client, insertBatches, migrate, openClient, type StoredBatch } from '@falter/store';
import { isRecordedEvent, type RecordedEvent } from '@falter/wire';
import { ROOT } from '../house.ts';
import { type Bench, median } from './bench.ts';

const RECORDINGS = `${ROOT}/../shared/data/recordings`;
const SESSIONS = 10_000;
const BATCH_EVENTS = 500;

/** Copies of one recording that are kept to see what one takes: enough that the noise of the heap does not count. */
const COPIES_CHARS = 2_000_000;
const COPIES = { least: 3, most: 100 };

/** Milliseconds after which a detector that has not looked at all sessions is given up. */
const LONGEST_MS = 1_800_000;

/**
 * What an open session takes: the heap that is kept of it from look to look, over recordings from the wild, each read many times over; and the
 * whole process of a detector that follows 10,000 open sessions of these recordings, under names of their own, until it has looked at all.
 */
const memory: Bench = async () => {
  if (!existsSync(RECORDINGS)) {
    process.stderr.write(`bench detect-memory needs recordings in ${RECORDINGS}; they are not part of the project.\n`);
    return undefined;
  }
  const files = readdirSync(RECORDINGS).filter((name) => name.endsWith('.json') && !/^(index|_)/.test(name));
  const texts = files.map((name) => readFileSync(`${RECORDINGS}/${name}`, 'utf8'));
  const state_kb_median = median(texts.map(stateOf));
  return { state_kb_median, rss_mb_10k_sessions: await followed(texts) };
};

/** Kilobytes of heap that are kept of a session with this recording. */
function stateOf(text: string): number {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  const copies = Math.round(Math.min(COPIES.most, Math.max(COPIES.least, COPIES_CHARS / text.length)));
  const kept: PartReader[] = [];
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < copies; n++) {
    const reader = new PartReader();
    reader.take([{ tab: 'tab', events: eventsOf(text), missing: 0 }]);
    kept.push(reader);
  }
  collect();
  const grown = process.memoryUsage().heapUsed - before;
  return grown / kept.length / 1024;
}

function eventsOf(text: string): RecordedEvent[] {
  return (JSON.parse(text) as unknown[]).filter(isRecordedEvent);
}

/** Most megabytes that this process has while its follower looks at all sessions. */
async function followed(texts: readonly string[]): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'falter-bench-'));
  const engine = await startEngine({ directory });
  try {
    const url = `${engine.url}/bench`;
    await migrate({ url });
    const store = openClient({ url, timeoutMs: 300_000 });
    for (const [n, text] of texts.entries()) await insertBatches(store, batchesOf(`r${n}`, eventsOf(text)));
    await replicate(store, texts.length);
    const most = await follow(store);
    await store.close();
    return most;
  } finally {
    await engine.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

function batchesOf(session: string, events: readonly RecordedEvent[]): StoredBatch[] {
  const now = Date.now();
  const times = { firstSeenAt: now, receivedAt: now, sentAt: events.at(-1)?.timestamp ?? now };
  const rest = { release: '', userAgent: '', dropped: 0, page: 'page', secret: 'a'.repeat(64) };
  return Array.from({ length: Math.ceil(events.length / BATCH_EVENTS) }, (_, seq) => {
    const part = events.slice(seq * BATCH_EVENTS, (seq + 1) * BATCH_EVENTS);
    const lines = part.map((event) => JSON.stringify(event)).join('\n');
    const hash = randomUUID().replaceAll('-', '').padEnd(64, '0');
    const size = { events: part.length, bytes: lines.length, lines };
    return { project: 'bench', session, tab: 'tab', seq, ...times, ...rest, hash, ...size };
  });
}

/** The engine copies each recording under other names, until there are enough; what was inserted first goes with them. */
async function replicate(store: Client, recordings: number): Promise<void> {
  const copies = Math.ceil(SESSIONS / recordings);
  for (let n = 1; n < copies; n++)
    await store.command(
      `INSERT INTO batches SELECT * REPLACE (concat(session, '-', {n:String}) AS session, now64(3) AS first_seen_at,
         now64(3) AS received_at) FROM (SELECT * FROM batches WHERE position(session, '-') = 0)`,
      { n: String(n) },
    );
  // What came over hours was merged by the engine meanwhile.
  await store.command('OPTIMIZE TABLE batches FINAL');
}

async function follow(store: Client): Promise<number> {
  const follower = startFollower({ store, log: (message) => process.stderr.write(`${message}\n`) });
  const [wanted] = await store.rows<{ n: number }>('SELECT uniqExact(session) AS n FROM batches', {});
  process.stderr.write(`${wanted?.n} sessions are stored\n`);
  if ((wanted?.n ?? 0) < SESSIONS) throw new Error(`only ${wanted?.n} of ${SESSIONS} sessions are stored`);
  let most = 0;
  const began = Date.now();
  for (let turn = 1; ; turn++) {
    await sleep(1_000);
    most = Math.max(most, process.memoryUsage().rss / 1e6);
    const [known] = await store.rows<{ n: number }>('SELECT uniqExact(session) AS n FROM sessions', {});
    const seconds = Math.round((Date.now() - began) / 1_000);
    const far = `${known?.n} sessions were looked at in ${seconds} s, ${most.toFixed(0)} MB at most`;
    if ((known?.n ?? 0) >= (wanted?.n ?? 0) || turn % 30 === 0) process.stderr.write(`${far}\n`);
    if ((known?.n ?? 0) >= (wanted?.n ?? 0)) break;
    if (Date.now() - began > LONGEST_MS) throw new Error(`only ${far}`);
  }
  await follower.stop();
  return most;
}

export default memory;

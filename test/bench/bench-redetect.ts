import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redetector } from '@falter/app-detector';
import { startEngine } from '@falter/clickhouse';
import { type Client, insertBatches, migrate, openClient, requestPreview, type StoredBatch } from '@falter/store';
import { IMPORT_AGENT, isRecordedEvent } from '@falter/wire';
import { ROOT } from '../house.ts';
import { type Bench, median, spread } from './bench.ts';

const RECORDINGS = `${ROOT}/../shared/data/recordings`;
const PROJECT = 'bench';
const RUNS = 3;
/** So many visitors made each recording: long enough a run that its beginning does not count, as in a redetection of thousands of sessions. */
const VISITORS = 6;
const BATCH_EVENTS = 500;
const SETTINGS = { signals: {}, ignoredPages: [] };

/**
 * Megabytes of recordings a second of the detector's processor time, from the store to findings written: what one core does where
 * the engine has another. Recordings from the wild, several visitors each.
 */
const redetection: Bench = async () => {
  if (!existsSync(RECORDINGS)) {
    process.stderr.write(`bench redetect needs recordings in ${RECORDINGS}; they are not part of the project.\n`);
    return undefined;
  }
  const directory = mkdtempSync(join(tmpdir(), 'falter-bench-'));
  const engine = await startEngine({ directory });
  try {
    const url = `${engine.url}/bench`;
    await migrate({ url });
    const store = openClient({ url });
    const megabytes = (await fill(store)) / 1e6;
    const [perCore, perSecond]: [number[], number[]] = [[], []];
    for (let run = 0; run < RUNS; run++) {
      const began = performance.now();
      const cpu = process.cpuUsage();
      await redetectAll(store);
      const { user, system } = process.cpuUsage(cpu);
      perCore.push(megabytes / ((user + system) / 1e6));
      perSecond.push(megabytes / ((performance.now() - began) / 1e3));
    }
    await store.close();
    spread(`${megabytes.toFixed(0)} MB, by the processor time of the detector`, perCore, 'MB/s');
    spread('by the clock, the engine on the same machine', perSecond, 'MB/s');
    return { mb_per_second_per_core: median(perCore) };
  } finally {
    await engine.stop();
    rmSync(directory, { recursive: true, force: true });
  }
};

/** Stores the recordings as sessions that are over. Returns their bytes. */
async function fill(store: Client): Promise<number> {
  const seenAt = Date.now() - 60_000;
  let bytes = 0;
  for (const file of readdirSync(RECORDINGS).filter((name) => name.endsWith('.json') && !/^(index|_)/.test(name))) {
    const events = (JSON.parse(readFileSync(`${RECORDINGS}/${file}`, 'utf8')) as unknown[]).filter(isRecordedEvent);
    const batches: StoredBatch[] = [];
    for (let at = 0; at < events.length; at += BATCH_EVENTS) {
      const part = events.slice(at, at + BATCH_EVENTS);
      const lines = part.map((event) => JSON.stringify(event)).join('\n');
      for (let visitor = 0; visitor < VISITORS; visitor++) {
        const ids = {
          project: PROJECT,
          session: `${file}-${visitor}`,
          tab: 'tab',
          seq: at / BATCH_EVENTS,
          page: 'page',
        };
        const times = { firstSeenAt: seenAt, receivedAt: seenAt, sentAt: seenAt };
        const rest = { release: '', userAgent: IMPORT_AGENT, dropped: 0, secret: 'a'.repeat(64) };
        const hash = randomUUID().replaceAll('-', '').padEnd(64, '0');
        batches.push({ ...ids, ...times, ...rest, hash, events: part.length, bytes: lines.length, lines });
        bytes += lines.length;
      }
    }
    if (batches.length > 0) await insertBatches(store, batches);
  }
  return bytes;
}

async function redetectAll(store: Client): Promise<void> {
  const now = Date.now();
  const time = { requestedAt: now, since: now - 3_600_000, before: now };
  const how = { present: SETTINGS, proposed: SETTINGS, redetection: { signals: [], dryRun: false } };
  await requestPreview(store, { project: PROJECT, id: randomUUID(), ...time, sampleMax: 1e6, ...how });
  const worker = redetector(store);
  while (await worker.slice());
}

export default redetection;

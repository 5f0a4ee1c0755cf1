import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, startEngine } from '@falter/clickhouse';
import {
  type Client,
  insertBatches,
  migrate,
  openClient,
  readDamage,
  readRecording,
  type StoredBatch,
} from '@falter/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Files below a directory whose name passes. */
function filesBelow(directory: string, passes: (path: string) => boolean): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter(passes);
}

function batchOf(session: string, seq: number): StoredBatch {
  const at = Date.UTC(2026, 10, 21, 12);
  return {
    ...{ project: 'p', session, tab: 't', seq, firstSeenAt: at, receivedAt: at, sentAt: at, page: 'p' },
    ...{ secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '', userAgent: '', dropped: 0 },
    ...{ events: 1, bytes: 20, lines: `{"seq":${seq}}` },
  };
}

/** An engine with a disk of its own, stopped while the disk goes bad. */
describe('a store whose disk goes bad', () => {
  const directory = mkdtempSync(join(tmpdir(), 'falter-damaged-'));
  const url = () => `${engine.url}/falter`;
  let engine: Engine;
  let store: Client;

  async function start(): Promise<void> {
    engine = await startEngine({ directory });
    await migrate({ url: url() });
    store = openClient({ url: url() });
  }

  async function stop(): Promise<void> {
    await store.close();
    await engine.stop();
  }

  beforeAll(async () => {
    await start();
    await store.command('SYSTEM STOP MERGES batches');
    for (const session of ['sound', 'lost'])
      await insertBatches(
        store,
        [0, 1, 2].map((seq) => batchOf(session, seq)),
        session,
      );
  });
  afterAll(async () => {
    await stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const pathsOf = async (session: string) => {
    const rows = await store.rows<{ path: string }>(
      "SELECT path FROM system.parts WHERE database = 'falter' AND table = 'batches' AND active AND name = (SELECT any(_part) FROM batches WHERE session = {session:String})",
      { session },
    );
    return rows.map(({ path }) => path);
  };

  it('F09 a damaged part is put aside, counted, and its rows are estimated; the others are read, and more is taken', async () => {
    const [path = ''] = await pathsOf('lost');
    await stop();
    const [data = ''] = filesBelow(path, (file) => file.endsWith('data.bin'));
    truncateSync(data, Math.floor(statSync(data).size / 2));
    await start();
    const damage = await readDamage(store);
    expect(damage.parts).toBe(1);
    expect(damage.lostRows).toBeGreaterThanOrEqual(1);
    expect(damage.lostRows).toBeLessThanOrEqual(6);
    const seqs = async (session: string) =>
      (await readRecording(store, { project: 'p', session })).map(({ seq }) => seq);
    expect([await seqs('sound'), await seqs('lost')]).toEqual([[0, 1, 2], []]);
    await insertBatches(store, [batchOf('lost', 3)]);
    expect(await seqs('lost')).toEqual([3]);
  });

  it('F10 a cut deduplication log: the store opens, and a group that is sent again is read once', async () => {
    await stop();
    const logs = filesBelow(directory, (file) => file.includes('deduplication_logs'));
    expect(logs.length).toBeGreaterThan(0);
    for (const log of logs) truncateSync(log, Math.floor(statSync(log).size / 2));
    await start();
    const again = [0, 1, 2].map((seq) => batchOf('sound', seq));
    await insertBatches(store, again, 'sound');
    expect((await readRecording(store, { project: 'p', session: 'sound' })).map(({ seq }) => seq)).toEqual([0, 1, 2]);
  });
});

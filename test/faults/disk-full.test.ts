import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '@falter/clickhouse';
import { migrate, openClient } from '@falter/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../engine.ts';
import { Load } from '../load.ts';
import { linesOf, listenWithSpool, saveLoadProject } from './collector-process.ts';
import { TcpProxy } from './tcp-proxy.ts';

/** A disk of its own of so many megabytes, or the reason why there is none. */
function smallDisk(megabytes: number): { path: string } | { reason: string } {
  const path = mkdtempSync(join(tmpdir(), 'falter-tmpfs-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'pipe' });
    return { path };
  } catch (cause) {
    rmSync(path, { recursive: true });
    return { reason: `no tmpfs can be mounted (${(cause as Error).message.split('\n')[0]})` };
  }
}

function unmount(path: string): void {
  execFileSync('umount', ['-l', path]);
  rmSync(path, { recursive: true, force: true });
}

const probe = smallDisk(1);
if ('path' in probe) unmount(probe.path);
else console.info(`skipped F11 and F12 on real disks: ${probe.reason}`);

describe.skipIf('reason' in probe)('a disk that is full', () => {
  const store = useStore();
  let toStore: TcpProxy;
  const disks: string[] = [];
  const disk = (megabytes: number) => {
    const made = smallDisk(megabytes);
    if ('reason' in made) throw new Error(made.reason);
    disks.push(made.path);
    return made.path;
  };

  beforeAll(async () => {
    await saveLoadProject(store.client);
    toStore = await TcpProxy.start(store.url);
  });
  afterAll(async () => {
    await toStore.stop();
    for (const path of disks) unmount(path);
  });

  it('F12 under the spool: batches are refused with 503 before they are lost, and taken again when there is room', async () => {
    const path = disk(1);
    // Most of it is full of something else already: the disk ends long before the share that the spool may have.
    const filler = join(path, 'filler');
    writeFileSync(filler, Buffer.alloc(statfsSync(path).bavail * statfsSync(path).bsize - 64 * 1024));
    const listening = await listenWithSpool({ storeUrl: toStore.url, spool: join(path, 'spool'), slowMs: 200 });
    const load = new Load(listening.url, 4);
    await load.settle();
    toStore.weather = { ...toStore.weather, partition: true };
    load.start();
    while ((await listening.metric('falter_spool_failures_total{code="full"}')) < 20) await pause(20);
    const before = load.acknowledged;
    expect(await listening.metric('falter_spool_records')).toBeGreaterThan(0);
    toStore.heal();
    while (load.acknowledged < before + 20) await pause(20);
    await load.stop();
    await load.settle();
    await listening.drained();
    expect(await load.check((session) => linesOf(store.client, session))).toEqual([]);
    await listening.stop();
  });

  it('F11 under the database: batches go to the spool, reads go on, and all is stored when there is room', async () => {
    const path = disk(400);
    const engine = await startEngine({ directory: join(path, 'clickhouse') });
    try {
      const url = `${engine.url}/falter`;
      await migrate({ url });
      const client = openClient({ url });
      await saveLoadProject(client);
      const listening = await listenWithSpool({ storeUrl: url });
      const load = new Load(listening.url, 4);
      await load.settle();
      const [first = ''] = load.sessions;
      const filler = join(path, 'filler');
      fill(filler, path);
      load.start();
      while ((await listening.metric('falter_spool_records')) < 20) await pause(20);
      expect(await linesOf(client, first)).not.toBe('');
      rmSync(filler);
      await load.stop();
      await load.settle();
      await listening.drained();
      console.info(`database disk full: ${load.acknowledged} batches acknowledged`);
      expect(await load.check((session) => linesOf(client, session))).toEqual([]);
      await listening.stop();
      await client.close();
    } finally {
      await engine.stop();
    }
  });
});

/** Writes until the disk takes no more. */
function fill(file: string, path: string): void {
  try {
    writeFileSync(file, Buffer.alloc(statfsSync(path).bavail * statfsSync(path).bsize));
    for (;;) writeFileSync(`${file}`, Buffer.alloc(4096), { flag: 'a' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOSPC') throw cause;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

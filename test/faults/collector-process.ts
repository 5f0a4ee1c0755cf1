import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collector, createCollector, openSpool } from '@falter/app-collector';
import { type Client, newProject, openClient, readRecording, saveProject } from '@falter/store';
import { getRequestListener } from '@hono/node-server';
import { WRITE_KEY } from '../falter-process.ts';
import { LOAD_ORIGIN } from '../load.ts';

/** A collector that listens, with a spool, on a store that may be behind a proxy. */
export interface ListeningCollector {
  url: string;
  collector: Collector;
  /** A number of /metrics. */
  metric(name: string): Promise<number>;
  /** Resolves when nothing waits in the spool. @throws Error after a minute */
  drained(): Promise<void>;
  stop(): Promise<void>;
}

export interface ListeningOptions {
  storeUrl: string;
  /** Directory of the spool; one of its own without it. */
  spool?: string;
  slowMs?: number;
}

export async function listenWithSpool({
  storeUrl,
  spool,
  slowMs = 500,
}: ListeningOptions): Promise<ListeningCollector> {
  const scratch = mkdtempSync(join(tmpdir(), 'falter-faults-'));
  const snippet = join(scratch, 'falter.js');
  writeFileSync(snippet, '');
  const store = openClient({ url: storeUrl });
  const opened = await openSpool(spool ?? join(scratch, 'spool'));
  const collector = createCollector({ store, snippet, log: () => {}, spool: opened, alone: true, slowMs });
  const server = createServer(collector.listener(getRequestListener(collector.app.fetch)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const metric = async (name: string) => {
    const text = await (await collector.app.request('/metrics')).text();
    return Number(new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
  };
  return {
    url,
    collector,
    metric,
    drained: async () => {
      const deadline = performance.now() + 60_000;
      while ((await metric('falter_spool_records')) > 0) {
        if (performance.now() > deadline) throw new Error('[test] the spool is not drained within a minute.');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await collector.drain();
      await store.close();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

/** The project into which `Load` sends. */
export function saveLoadProject(store: Client): Promise<unknown> {
  return saveProject(store, newProject({ project: 'default', keys: [WRITE_KEY], origins: [LOAD_ORIGIN] }));
}

/** A recording as the API streams it. */
export async function linesOf(store: Client, session: string): Promise<string> {
  return (await readRecording(store, { project: 'default', session })).map(({ lines }) => lines).join('\n');
}

import { setTimeout as sleep } from 'node:timers/promises';
import { createCollector } from '@falter/app-collector';
import { findSession, migrate, openClient } from '@falter/store';
import { getRequestListener } from '@hono/node-server';
import type { Closing } from './closing.ts';
import type { Configuration } from './configuration.ts';
import { openDataDirectory } from './data-directory.ts';
import { keepDefaultProject } from './default-project.ts';
import { startDetector } from './detector-child.ts';
import { openDatabase } from './engine-or-server.ts';
import type { Destination } from './import-sender.ts';
import { listen } from './listening.ts';
import { openLog } from './log.ts';
import { SNIPPET } from './snippet.ts';

/** Milliseconds without one more session being looked at, after which the rest is left to the next start. */
const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 200;

/** What an import needs of Falter: somebody to send to, and to wait for. */
export interface OwnFalter extends Omit<Destination, 'project'> {
  /** Resolves when the detector has looked at these sessions, or looks no more. Resolves with those that it did not look at. */
  detected(project: string, sessions: readonly string[]): Promise<string[]>;
}

/**
 * Engine, collector and detector for the time of an import, when no Falter runs: on a port of its own, known to nobody.
 * Everything is closed through `closing`, also when a later step fails.
 */
export async function startForImport(configuration: Configuration, closing: Closing): Promise<OwnFalter> {
  const data = openDataDirectory(configuration.data);
  const log = openLog(data.logFile, process.stderr);
  const main = await listen({ host: '127.0.0.1', port: 0, variable: 'PORT' });
  closing.later(() => main.close(0));
  const database = await openDatabase(configuration, data, log);
  closing.later(database.stop);
  await migrate({ url: database.url });
  const store = openClient({ url: database.url });
  closing.later(store.close);
  await keepDefaultProject(store, { ...configuration, freshKey: data.secrets.key });
  const adminToken = configuration.adminToken ?? data.secrets.adminToken;
  const collector = createCollector({ store, snippet: SNIPPET, log: log.fault, adminToken });
  closing.later(() => collector.drain());
  main.serve(collector.listener(getRequestListener(collector.app.fetch)));
  const detector = startDetector({ storeUrl: database.url, logFile: data.logFile, log });
  closing.later(detector.stop);
  return {
    url: main.url,
    adminToken,
    detected: (project, sessions) =>
      untilNone(sessions, async (session) => (await findSession(store, { project, session }))?.closed ?? false),
  };
}

/** What is left of `sessions` when all are done, or when for a while none was. */
async function untilNone(sessions: readonly string[], done: (session: string) => Promise<boolean>): Promise<string[]> {
  let left = [...sessions];
  let deadline = performance.now() + PATIENCE_MS;
  while (left.length > 0 && performance.now() < deadline) {
    const before = left.length;
    const states = await Promise.all(
      left.slice(0, 100).map(async (session) => ({ session, done: await done(session) })),
    );
    const looked = new Set(states.filter((state) => state.done).map(({ session }) => session));
    left = left.filter((session) => !looked.has(session));
    if (left.length < before) deadline = performance.now() + PATIENCE_MS;
    else await sleep(LOOK_AGAIN_MS);
  }
  return left;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createApi, serveViewer } from '@falter/app-api';
import { createCollector, openSpool } from '@falter/app-collector';
import { createDemo } from '@falter/app-demo';
import { signalInfos } from '@falter/detector';
import { type Client, migrate, openClient } from '@falter/store';
import { type Project, siteTag } from '@falter/wire';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { Closing } from './closing.ts';
import { codeReader } from './code-reader.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { type DataDirectory, openDataDirectory } from './data-directory.ts';
import { keepDefaultProject } from './default-project.ts';
import { startDetector } from './detector-child.ts';
import { type Database, openDatabase } from './engine-or-server.ts';
import { type Listening, listen } from './listening.ts';
import { type Log, openLog } from './log.ts';
import { sayRunning } from './running-file.ts';
import { SNIPPET } from './snippet.ts';
import { StepsThreads } from './steps/steps-threads.ts';
import { untilAskedToStop } from './stopping.ts';

const VIEWER = fileURLToPath(new URL('../../viewer/dist/', import.meta.url));

/**
 * Milliseconds that requests in flight are given at the end, and the store to take what they brought. What a store that hangs has not
 * taken by then was not acknowledged: pages send it again.
 */
const GRACE_MS = 6_000;

/** The part of it after which connections are cut: a batch that a store does not take has gone to the spool by then, and is answered. */
const ANSWER_MS = 4_000;

/**
 * `falter start`: engine, collector, API, viewer and demo shop in this process, the detector beside it. Resolves with the
 * exit code when it was asked to stop and everything acknowledged is stored. Whatever was opened is closed again, in the
 * reverse order, also when a later step of the start fails.
 */
export async function run(): Promise<number> {
  const closing = new Closing();
  try {
    return await startAndServe(closing);
  } finally {
    await closing.all();
  }
}

async function startAndServe(closing: Closing): Promise<number> {
  const startedAt = performance.now();
  const configuration = readConfiguration(process.env);
  const data = openDataDirectory(configuration.data);
  const log = openLog(data.logFile, process.stderr);
  const { host, port, demoPort } = configuration;
  const main = await listen({ host, port, variable: 'PORT' });
  closing.later(() => main.close(0));
  const shop = demoPort === undefined ? undefined : await listen({ host, port: demoPort, variable: 'DEMO_PORT' });
  if (shop) closing.later(() => shop.close(0));
  const database = await openDatabase(configuration, data, log);
  closing.later(database.stop);
  await migrate({ url: database.url });
  const store = openClient({ url: database.url });
  closing.later(store.close);
  const reader = openClient({ url: database.url, readonly: true });
  closing.later(reader.close);
  const project = await keepDefaultProject(store, { ...configuration, freshKey: data.secrets.key });
  const { collector, setUpLink } = await serveAll({ main, shop, store, reader, project, configuration, data, log });
  const erasing = await collector.startErasing();
  closing.later(async () => erasing.stop());
  const sweeping = collector.startSweeping();
  closing.later(async () => sweeping.stop());
  const detector = startDetector({ storeUrl: database.url, logFile: data.logFile, log });
  closing.later(detector.stop);
  closing.later(sayRunning(data.path, main.url, log.fault));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(greeting({ main, shop, project, data, database, setUpLink, configuration, seconds }));
  await untilAskedToStop();
  log.say('stopping: what was taken in is being stored');
  const graceIsOver = sleep(GRACE_MS, undefined, { ref: false });
  await Promise.all([main.close(ANSWER_MS), shop?.close(ANSWER_MS), detector.stop()]);
  await Promise.race([collector.drain(), graceIsOver]);
  return 0;
}

interface Parts {
  main: Listening;
  shop: Listening | undefined;
  store: Client;
  reader: Client;
  project: Project;
  configuration: Configuration;
  data: DataDirectory;
  log: Log;
}

async function serveAll({ main, shop, store, reader, project, configuration, data, log }: Parts) {
  const { cookieSecret } = data.secrets;
  const adminToken = configuration.adminToken ?? data.secrets.adminToken;
  // Nobody else can open the embedded engine; into a server of the owner's, other collectors may write as well.
  const alone = configuration.clickhouseUrl === undefined;
  const collector = createCollector({
    ...{ store, snippet: SNIPPET, snippetArchive: data.snippets, tombstoneFile: data.tombstones },
    ...{
      disk: { budgetBytes: configuration.diskBudget, freeBytes: configuration.diskFree },
      reserveFile: data.reserve,
    },
    ...{ log: log.fault, alone, adminToken, spool: await openSpool(data.spool), assets: configuration.assets },
  });
  const api = createApi({
    store: reader,
    writer: store,
    project: project.project,
    signals: signalInfos,
    adminToken,
    cookieSecret,
    environment: { key: configuration.key, origins: configuration.origins },
    countBots: configuration.countBots,
    code: codeReader,
    steps: new StepsThreads(),
    diskGuard: collector.diskGuard,
    ...(shop && { demoUrl: `${shop.url}/` }),
  });
  const app = new Hono().route('/', collector.app).route('/', api.app).use(serveViewer(VIEWER));
  main.serve(collector.listener(getRequestListener(app.fetch)));
  shop?.serve(createDemo({ collector: main.url, key: project.keys[0] ?? '', viewer: main.url }));
  const code = configuration.adminToken ? undefined : await api.issueSetUpCode();
  return { collector, setUpLink: code && `${configuration.publicUrl ?? main.url}/set-up?code=${code}` };
}

interface Greeting extends Pick<Parts, 'main' | 'shop' | 'project' | 'data' | 'configuration'> {
  database: Database;
  setUpLink: string | undefined;
  seconds: string;
}

function greeting({ main, shop, project, data, database, setUpLink, configuration, seconds }: Greeting): string {
  const url = configuration.publicUrl ?? main.url;
  const tag = siteTag({ host: url, key: project.keys[0] ?? '' });
  const lines = [
    `falter ready in ${seconds} s: viewer ${url}/${shop ? ` and demo shop ${shop.url}/` : ''}`,
    setUpLink
      ? `  set up    ${setUpLink} (makes the first admin; works once, within the hour)`
      : `  sign in   ${url}/sign-in${configuration.adminToken ? ', also with the value of FALTER_ADMIN_TOKEN' : ''}`,
    `  tag       ${tag}`,
    `  data      ${data.path}`,
    `  logs      ${[data.logFile, database.logFile].filter(Boolean).join(' and ')}`,
  ];
  return `${lines.join('\n')}\n`;
}

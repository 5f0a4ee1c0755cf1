import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '@falter/app-api';
import { startEngine } from '@falter/clickhouse';
import { signalInfos } from '@falter/detector';
import { migrate, openClient } from '@falter/store';
import { type Bench, median, percentile, spread } from './bench.ts';
import { generate, settle } from './read-sessions.ts';

/** `npm run bench -- read --sessions 10000000` for more. */
const SESSIONS = Number(process.argv[process.argv.indexOf('--sessions') + 1]) || 1_000_000;
const ASKED = 60;
const TOKEN = 'bench-admin-token';

/** Seconds that the engine gets to merge what was written. */
const SETTLE_MAX = 300;

/** What people ask of the list: the newest, the worst, one signal, a text, a day. */
const LISTS = [
  '',
  '?sort=score',
  '?signal=rage-click',
  '?q=checkout%2F77777',
  '?minScore=60&bots=exclude',
  `?from=${Date.now() - 5 * 86_400_000}&to=${Date.now() - 4 * 86_400_000}`,
];

/** Milliseconds of the session list and of a recording's first bytes, over generated sessions; then of ten times as many. */
const read: Bench = async () => {
  const directory = mkdtempSync(join(tmpdir(), 'falter-bench-'));
  const engine = await startEngine({ directory });
  const url = `${engine.url}/bench`;
  try {
    await migrate({ url });
    const store = openClient({ url });
    await generate(store, { from: 0, to: SESSIONS / 10 });
    await settle(store, SETTLE_MAX);
    const few = await ask(url);
    await generate(store, { from: SESSIONS / 10, to: SESSIONS });
    await settle(store, SETTLE_MAX);
    const many = await ask(url);
    await store.close();
    for (const [n, list] of LISTS.entries()) {
      const [before = [], now = []] = [few.lists[n], many.lists[n]];
      spread(`/sessions${list}, ${SESSIONS / 10} sessions`, before, 'ms');
      spread(`/sessions${list}, ${SESSIONS} sessions`, now, 'ms');
    }
    spread('first batch', many.first, 'ms');
    const growth = LISTS.map((_, n) => median(many.lists[n] ?? []) / median(few.lists[n] ?? []));
    return {
      session_list_p95_ms: percentile(many.lists.flat(), 0.95),
      first_batch_p95_ms: percentile(many.first, 0.95),
      growth_x10: median(growth),
    };
  } finally {
    await engine.stop();
    rmSync(directory, { recursive: true, force: true });
  }
};

interface Times {
  /** Milliseconds, one array for each of LISTS. */
  lists: number[][];
  first: number[];
}

async function ask(url: string): Promise<Times> {
  const store = openClient({ url, readonly: true });
  const secrets = { adminToken: TOKEN, cookieSecret: 'c'.repeat(64) };
  // Who looks at a recording is written down before it is shown.
  const writer = openClient({ url });
  const { app } = createApi({ store, writer, project: 'default', signals: signalInfos, ...secrets });
  const time = async (path: string) => {
    const started = performance.now();
    const answer = await app.request(`/api/v1/sessions${path}`, { headers: { authorization: `Bearer ${TOKEN}` } });
    if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
    const reader = answer.body?.getReader();
    await reader?.read();
    const took = performance.now() - started;
    await reader?.cancel();
    return took;
  };
  const times: Times = { lists: LISTS.map(() => []), first: [] };
  for (const list of LISTS) await time(list);
  for (let round = 0; round < ASKED; round++) {
    for (const [n, list] of LISTS.entries()) times.lists[n]?.push(await time(list));
    times.first.push(await time(`/bench-session-${Math.floor(Math.random() * (SESSIONS / 10))}/recording`));
  }
  await Promise.all([store.close(), writer.close()]);
  return times;
}

export default read;

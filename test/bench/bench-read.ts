import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '@falter/app-api';
import { startEngine } from '@falter/clickhouse';
import { signalInfos } from '@falter/detector';
import { type Client, migrate, openClient } from '@falter/store';
import { type Bench, median, percentile, spread } from './bench.ts';

/** `npm run bench -- read --sessions 10000000` for more. */
const SESSIONS = Number(process.argv[process.argv.indexOf('--sessions') + 1]) || 1_000_000;
const ASKED = 60;
const TOKEN = 'bench-admin-token';
/** Sessions begin evenly over so many days. */
const DAYS = 30;

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
    const few = await ask(url);
    await generate(store, { from: SESSIONS / 10, to: SESSIONS });
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
  const { app } = createApi({ store, writer: store, project: 'default', signals: signalInfos, ...secrets });
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
  await store.close();
  return times;
}

/** Sessions as a shop has them: one in four with findings, one in twenty of a bot; each with a batch of ~1 kB. */
async function generate(store: Client, { from, to }: { from: number; to: number }): Promise<void> {
  const at = `fromUnixTimestamp64Milli(toInt64(${Date.now()} - intDiv(cityHash64(number) % ${DAYS * 86_400} * 1000, 1)), 'UTC')`;
  const numbers = `FROM numbers(${from}, ${to - from})`;
  await store.command(`
    INSERT INTO sessions (project, session, first_seen_at, revision, last_seen_at, started_at, ended_at, entry_url, title, release, browser,
      os, device, viewport, language, closed, bot, score, findings, pages, clicks, events, tabs, has_snapshot, search)
    SELECT 'default', concat('bench-session-', toString(number)), ${at} AS seen, 1, seen, seen, seen + 60,
      concat('https://shop.example/checkout/', toString(number % 100000)), 'Checkout', concat('v', toString(number % 7)),
      ['Chrome 141', 'Firefox 140', 'Safari 19'][number % 3 + 1], 'Linux', ['desktop', 'mobile'][number % 2 + 1], '1280x720', 'en', true,
      number % 20 = 0, if(number % 4 = 0, number % 100, 0),
      if(number % 4 = 0, map(['rage-click', 'dead-click', 'js-error'][intDiv(number, 4) % 3 + 1], 1), map()),
      3, 12, 400, ['tab'], true, concat('https://shop.example/checkout/', toString(number % 100000), ' pay now card number')
    ${numbers} SETTINGS max_partitions_per_insert_block = 1000`);
  const line = `concat('{"type":3,"timestamp":1,"data":"', repeat(hex(cityHash64(number)), 60), '"}')`;
  await store.command(`
    INSERT INTO batches (project, session, tab, seq, first_seen_at, received_at, sent_at, secret, hash, events, bytes, lines)
    SELECT 'default', concat('bench-session-', toString(number)), 'tab', 0, ${at} AS seen, seen, seen, repeat('a', 64), repeat('b', 64), 1,
      1000, ${line}
    ${numbers} SETTINGS max_partitions_per_insert_block = 1000`);
}

export default read;

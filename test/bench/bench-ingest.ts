import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '@falter/clickhouse';
import { migrate, newProject, openClient, saveProject } from '@falter/store';
import { REDACTION_CLASSES, type RedactionSettings } from '@falter/wire';
import { type Bench, median, percentile, spread } from './bench.ts';
import { KEY, makeBodies, ORIGIN, Visitors } from './ingest-load.ts';
import { printRedactionSpeed } from './redaction-speed.ts';

const ROUNDS = 7;
const ROUND_MS = 3_000;
const WARM_UP_MS = 2_000;
const VISITORS = 256;
const HALF_LOAD_MS = 10_000;

/**
 * Batches a second that the collector acknowledges as durable, with its second net for privacy and with all of it switched off,
 * against bare node:http, gunzip and the same insert: rounds in turn, over one engine, from one generator of load, all on this machine.
 */
const ingest: Bench = async () => {
  printRedactionSpeed();
  const directory = mkdtempSync(join(tmpdir(), 'falter-bench-'));
  const engine = await startEngine({ directory: join(directory, 'engine') });
  const servers: ChildProcess[] = [];
  try {
    const bodies = await makeBodies();
    const start = async (kind: string, redaction: RedactionSettings) => {
      const url = `${engine.url}/bench_${kind}`;
      await migrate({ url });
      const store = openClient({ url });
      await saveProject(store, newProject({ project: 'default', keys: [KEY], origins: [ORIGIN], redaction }));
      await store.close();
      const server = join(import.meta.dirname, 'ingest-server.ts');
      const child = spawn(process.execPath, [server, kind, url, join(directory, kind)], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      servers.push(child);
      const port = await new Promise<string>((resolve) => child.stdout?.once('data', (text) => resolve(String(text))));
      return new Visitors(`http://127.0.0.1:${port.trim()}`, bodies);
    };
    const all: RedactionSettings = { off: [], parameters: [] };
    const bound = await start('bound', all);
    const collector = await start('collector', all);
    const without = await start('without', { off: REDACTION_CLASSES, parameters: [] });
    const rates = await inTurn([bound, collector, without]);
    const [most = [], ours = [], bare = []] = rates;
    spread('bound: node:http, gunzip, insert', most, 'batches/s');
    spread('collector', ours, 'batches/s');
    spread('collector without redaction', bare, 'batches/s');
    const ratioOf = (rounds: readonly number[]) => rounds.map((rate, round) => rate / (most[round] ?? Number.NaN));
    spread('ratio', ratioOf(ours), 'x');
    const waited = await collector.latencies(median(ours) / 2, HALF_LOAD_MS);
    spread('acknowledged at half load', waited, 'ms');
    for (const visitors of [bound, collector, without]) visitors.close();
    return {
      ratio_to_bound: median(ratioOf(ours)),
      ratio_to_bound_without_redaction: median(ratioOf(bare)),
      ack_p99_ms_half_load: percentile(waited, 0.99),
    };
  } finally {
    for (const child of servers) child.kill();
    await engine.stop();
    rmSync(directory, { recursive: true, force: true });
  }
};

/** Batches a second of each, round by round, each round in another order. */
async function inTurn(all: readonly Visitors[]): Promise<number[][]> {
  for (const visitors of all) await visitors.throughput(VISITORS, WARM_UP_MS);
  const rates: number[][] = all.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (let n = 0; n < all.length; n++) {
      const which = (n + round) % all.length;
      rates[which]?.push((await all[which]?.throughput(VISITORS, ROUND_MS)) ?? Number.NaN);
    }
  }
  return rates;
}

export default ingest;

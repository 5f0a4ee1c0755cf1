import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '@falter/clickhouse';
import { migrate, newProject, openClient, saveProject } from '@falter/store';
import { type Bench, median, percentile, spread } from './bench.ts';
import { KEY, makeBodies, ORIGIN, Visitors } from './ingest-load.ts';

const ROUNDS = 7;
const ROUND_MS = 3_000;
const WARM_UP_MS = 2_000;
const VISITORS = 256;
const HALF_LOAD_MS = 10_000;

/**
 * Batches a second that the collector acknowledges as durable, against bare node:http, gunzip and the same insert: rounds in turn, over one
 * engine, from one generator of load, all on this machine. The second figure is the same measurement as long as the collector has no
 * redaction to leave out.
 */
const ingest: Bench = async () => {
  const directory = mkdtempSync(join(tmpdir(), 'falter-bench-'));
  const engine = await startEngine({ directory });
  const servers: ChildProcess[] = [];
  try {
    const start = async (kind: string) => {
      const url = `${engine.url}/bench_${kind}`;
      await migrate({ url });
      const store = openClient({ url });
      await saveProject(store, newProject({ project: 'default', keys: [KEY], origins: [ORIGIN] }));
      await store.close();
      const child = spawn(process.execPath, [join(import.meta.dirname, 'ingest-server.ts'), kind, url], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      servers.push(child);
      const port = await new Promise<string>((resolve) => child.stdout?.once('data', (text) => resolve(String(text))));
      return new Visitors(`http://127.0.0.1:${port.trim()}`, await bodies);
    };
    const bodies = makeBodies();
    const bound = await start('bound');
    const collector = await start('collector');
    for (const visitors of [bound, collector]) await visitors.throughput(VISITORS, WARM_UP_MS);
    const most: number[] = [];
    const ours: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      most.push(await bound.throughput(VISITORS, ROUND_MS));
      ours.push(await collector.throughput(VISITORS, ROUND_MS));
    }
    spread('bound: node:http, gunzip, insert', most, 'batches/s');
    spread('collector', ours, 'batches/s');
    const ratios = ours.map((value, round) => value / (most[round] ?? Number.NaN));
    spread('ratio', ratios, 'x');
    const waited = await collector.latencies(median(ours) / 2, HALF_LOAD_MS);
    spread('acknowledged at half load', waited, 'ms');
    bound.close();
    collector.close();
    return {
      ratio_to_bound: median(ratios),
      ratio_to_bound_without_redaction: median(ratios),
      ack_p99_ms_half_load: percentile(waited, 0.99),
    };
  } finally {
    for (const child of servers) child.kill();
    await engine.stop();
    rmSync(directory, { recursive: true, force: true });
  }
};

export default ingest;

import { rmSync } from 'node:fs';
import { untilDrained } from '../drained.ts';
import { ADMIN_TOKEN, type FalterProcess, startFalter } from '../falter-process.ts';
import { type Audit, Load } from '../load.ts';
import { engineBelow, killTree } from '../process-tree.ts';
import { type Bench, median, spread } from './bench.ts';

/** Pages that send as fast as they are answered. */
const SENDERS = 16;
const KILLS = 50;
/** Batches between a start and a kill: a random number up to here, after a few that must have been taken. */
const UP_TO_BATCHES = 150;
const AT_LEAST_BATCHES = 20;

/**
 * The real process tree under load, killed with -9 at random moments: all of it, the collector alone, or the engine alone. After each
 * recovery every batch that was acknowledged is read back through the API, byte for byte, once. `--kills N` for more than 50.
 */
const faults: Bench = async () => {
  if (process.platform !== 'linux') {
    process.stderr.write('faults: needs Linux, to find the processes below another\n');
    return undefined;
  }
  const kills = Number(process.argv[process.argv.indexOf('--kills') + 1]) || KILLS;
  const inFlight: number[] = [];
  const seconds: number[] = [];
  const total: Audit = { acknowledged: 0, lost: 0, doubled: 0, partial: 0 };
  let falter = await startFalter();
  try {
    while (inFlight.length < kills) {
      const load = new Load(falter.url, SENDERS);
      load.start();
      await someBatches(load);
      inFlight.push(load.inFlight);
      const began = performance.now();
      falter = await strike(falter, KINDS[inFlight.length % KINDS.length] ?? 'tree');
      await load.stop();
      await load.settle();
      seconds.push((performance.now() - began) / 1000);
      add(total, await auditWhenDrained(load, falter));
      process.stderr.write(
        `${inFlight.length}: ${inFlight.at(-1)} in flight, so far ${total.acknowledged} acknowledged, ${total.lost} lost, ${total.doubled} doubled, ${total.partial} partial\n`,
      );
    }
  } finally {
    await falter.stop({ keep: true });
    rmSync(falter.data, { recursive: true, force: true });
  }
  spread('in flight at a kill', inFlight, 'batches');
  spread('from a kill until all is acknowledged', seconds, 's');
  return {
    kills: inFlight.length,
    acked_lost: total.lost,
    duplicates_at_read: total.doubled,
    partial_batches: total.partial,
    median_in_flight_at_kill: median(inFlight),
    acknowledged: total.acknowledged,
  };
};

export default faults;

type Kind = 'tree' | 'collector' | 'engine';
const KINDS: Kind[] = ['tree', 'collector', 'tree', 'engine'];

async function someBatches(load: Load): Promise<void> {
  const enough = load.acknowledged + AT_LEAST_BATCHES + Math.floor(Math.random() * UP_TO_BATCHES);
  while (load.acknowledged < enough) await pause(2);
  // Anywhere between two answers, and not right behind one.
  await pause(Math.random() * 20);
}

/** Kills, and starts again what does not come back by itself. */
async function strike(falter: FalterProcess, kind: Kind): Promise<FalterProcess> {
  if (kind === 'engine') {
    let engine = engineBelow(falter.pid);
    // Between two of its starts there is none to kill.
    for (; engine === undefined; engine = engineBelow(falter.pid)) await pause(20);
    process.kill(engine, 'SIGKILL');
    return falter;
  }
  if (kind === 'tree') killTree(falter.pid);
  else process.kill(falter.pid, 'SIGKILL');
  await falter.ended;
  const ports = { main: Number(new URL(falter.url).port), shop: Number(new URL(falter.shopUrl).port) };
  return startFalter({ data: falter.data, ports });
}

/** Reads once nothing waits in the spool any more: what is acknowledged is durable at once, and read when it is drained. */
async function auditWhenDrained(load: Load, falter: FalterProcess): Promise<Audit> {
  await untilDrained(falter.url);
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
  return load.audit(async (session) => {
    const answer = await fetch(`${falter.url}/api/v1/sessions/${session}/recording`, { headers });
    return answer.ok ? answer.text() : '';
  });
}

function add(total: Audit, one: Audit): void {
  for (const name of Object.keys(total) as (keyof Audit)[]) total[name] += one[name];
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

import { loadavg } from 'node:os';
import { CANARIES } from '../../packages/capture/test/canaries.ts';
import { type Bench, median, spread } from './bench.ts';
import { leaked, lostOnClose, requestsWhenIdle, type Storm, start, storm } from './capture/measure.ts';
import { benchPages } from './capture/pages.ts';
import { openStage, type Recorder, type Stage } from './capture/stage.ts';

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const RECORDERS: readonly Recorder[] = ['none', 'rrweb', 'falter'];

/** Moments at which a tab is closed, ms: spread over any period of sending. */
const CUTS = [3300, 4150, 5050, 6400];

/** Cost and loss of the built snippet beside plain rrweb's: the same pages, in turns, in one process tree. */
const capture: Bench = async () => {
  const stage = await openStage(benchPages());
  try {
    const starts = await inTurns('start on 20,000 elements, CPU', 'ms', (recorder) => start(stage, recorder));
    const list = await storms(stage, '/list');
    const rules = await storms(stage, '/rules');
    const lost = await losses(stage);
    const idle = await requestsWhenIdle(stage);
    const secrets = [...(await leaked(stage, 'default')), ...(await leaked(stage, 'strict'))];
    process.stderr.write(`leaked of ${CANARIES.length} secrets, default and strict: ${secrets.join(', ') || 'none'}\n`);
    process.stderr.write(`load of the machine over the last minutes: ${loadavg().map((load) => load.toFixed(1))}\n`);
    return {
      start_cpu_to_rrweb: toRrweb(starts),
      storm_cpu_to_rrweb: Math.max(list.cpuToRrweb, rules.cpuToRrweb),
      storm_delivered_share: Math.min(list.delivered, rules.delivered),
      lost_ms_on_close_max: Math.max(...lost),
      secrets_leaked: secrets.length,
      idle_requests: idle,
    };
  } finally {
    await stage.close();
  }
};

type Runs<T> = Record<Recorder, T[]>;

/** Run 1 of each, then run 2: what disturbs the machine disturbs all. */
async function turns<T>(work: (recorder: Recorder) => Promise<T>): Promise<Runs<T>> {
  const runs: Runs<T> = { none: [], rrweb: [], falter: [] };
  for (let run = 0; run < RUNS; run++) for (const recorder of RECORDERS) runs[recorder].push(await work(recorder));
  return runs;
}

async function inTurns(
  what: string,
  unit: string,
  work: (recorder: Recorder) => Promise<number>,
): Promise<Runs<number>> {
  const runs = await turns(work);
  for (const recorder of RECORDERS) spread(`${what}, ${recorder}`, runs[recorder], unit);
  return runs;
}

/** What Falter adds to a page, over what rrweb adds to it: medians of the runs. The spread of `none` is the machine's noise. */
function toRrweb({ none, rrweb, falter }: Runs<number>): number {
  const own = median(none);
  const ratio = (median(falter) - own) / (median(rrweb) - own);
  process.stderr.write(`Falter to rrweb: ${ratio.toFixed(2)}\n`);
  return ratio;
}

async function storms(stage: Stage, path: string): Promise<{ cpuToRrweb: number; delivered: number }> {
  const runs = await turns((recorder) => storm(stage, recorder, path));
  const pick = (key: keyof Storm): Runs<number> => ({
    none: runs.none.map((run) => run[key]),
    rrweb: runs.rrweb.map((run) => run[key]),
    falter: runs.falter.map((run) => run[key]),
  });
  const costs = pick('cpuPerStep');
  for (const recorder of RECORDERS) spread(`storm on ${path}, CPU, ${recorder}`, costs[recorder], 'ms a step');
  for (const recorder of ['rrweb', 'falter'] as const) {
    spread(`  arrived at leave, ${recorder}`, pick('atLeave')[recorder], 'of 1');
    spread(`  arrived after the next page, ${recorder}`, pick('delivered')[recorder], 'of 1');
    spread(
      `  sent, ${recorder}`,
      pick('bytes')[recorder].map((bytes) => bytes / 1000),
      'kB',
    );
  }
  return { cpuToRrweb: toRrweb(costs), delivered: Math.min(...pick('delivered').falter) };
}

async function losses(stage: Stage): Promise<number[]> {
  const all: number[] = [];
  for (const heavily of [false, true]) {
    for (const recorder of ['rrweb', 'falter'] as const) {
      const lost: number[] = [];
      for (const afterMs of CUTS) lost.push(await lostOnClose(stage, recorder, { afterMs, heavily }));
      spread(`lost on close ${heavily ? 'in a storm' : 'quietly'}, ${recorder}`, lost, 'ms');
      if (recorder === 'falter') all.push(...lost);
    }
  }
  return all;
}

export default capture;

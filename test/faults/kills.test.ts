import { describe, expect, it } from 'vitest';
import { untilDrained } from '../drained.ts';
import { ADMIN_TOKEN, type FalterProcess, startFalter, until } from '../falter-process.ts';
import { Load } from '../load.ts';
import { childrenOf, engineBelow, killTree } from '../process-tree.ts';
import { LONG } from './long.ts';

/**
 * A kill at a random moment under load, on the real process tree. What was acknowledged must be there afterwards, once
 * and unchanged; what was in flight may be sent again. The count in flight is printed: killing an idle process proves nothing.
 */
const SENDERS = 12;
/** Times that the engine is killed. */
const STRIKES = LONG ? 3 : 1;

async function readFrom(falter: FalterProcess, session: string): Promise<string> {
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
  const answer = await fetch(`${falter.url}/api/v1/sessions/${session}/recording`, { headers });
  return answer.ok ? answer.text() : '';
}

/** Under load until at least so many are acknowledged and some are in flight; then `kill`. Returns the count in flight. */
async function strike(load: Load, kill: () => void): Promise<number> {
  const enough = load.acknowledged + 60 + Math.floor(Math.random() * 100);
  while (load.acknowledged < enough || load.inFlight === 0) await new Promise((resolve) => setTimeout(resolve, 3));
  const inFlight = load.inFlight;
  kill();
  return inFlight;
}

const ofLinux = process.platform === 'linux';

// Each starts the whole process tree twice, and may wait for a spool: on a loaded machine that takes longer than other tests.
describe.skipIf(!ofLinux)('what was acknowledged survives', { timeout: 240_000 }, () => {
  async function survives(fault: string, kill: (falter: FalterProcess) => void, code?: number): Promise<void> {
    let falter = await startFalter();
    const load = new Load(falter.url, SENDERS);
    load.start();
    const inFlight = await strike(load, () => kill(falter));
    expect(inFlight).toBeGreaterThan(0);
    const ended = await falter.ended;
    if (code !== undefined) expect(ended).toBe(code);
    load.stopped = true;
    await load.stop();
    const ports = { main: Number(new URL(falter.url).port), shop: Number(new URL(falter.shopUrl).port) };
    falter = await startFalter({ data: falter.data, ports });
    await load.settle();
    await untilDrained(falter.url);
    console.info(`${fault}: ${inFlight} in flight, ${load.acknowledged} batches acknowledged`);
    expect(await load.check((session) => readFrom(falter, session))).toEqual([]);
    expect(await falter.stop()).toBe(0);
  }

  // A quick run strikes once, where it hurts most; `npm run bench -- faults` strikes fifty times.
  it.runIf(LONG)('Ctrl-C with requests in flight, and the exit code is 0', () =>
    survives('SIGINT', (f) => f.kill('SIGINT'), 0),
  );

  it.runIf(LONG)('SIGTERM with requests in flight, and the exit code is 0', () =>
    survives('SIGTERM', (f) => f.kill('SIGTERM'), 0),
  );

  it.runIf(LONG)('kill -9 of the collector with requests in flight', () =>
    survives('kill -9 collector', (f) => f.kill('SIGKILL')),
  );

  it('kill -9 of the whole tree with requests in flight', () =>
    survives('kill -9 tree', (falter) => {
      killTree(falter.pid);
    }));

  it(`kill -9 of the engine with requests in flight, ${STRIKES} times, without a restart of anything else`, async () => {
    const falter = await startFalter();
    const load = new Load(falter.url, SENDERS);
    load.start();
    for (let n = 1; n <= STRIKES; n++) {
      // Batches are acknowledged while the engine is away: it is struck once it is there again. Looked up when it is struck: what
      // was found before the load went on may have been a start that came to nothing.
      await until(
        async () => engineBelow(falter.pid),
        (pid) => pid !== undefined,
        60_000,
      );
      const inFlight = await strike(load, () => process.kill(engineBelow(falter.pid) ?? Number.NaN, 'SIGKILL'));
      expect(inFlight).toBeGreaterThan(0);
      console.info(`kill -9 engine ${n}: ${inFlight} in flight, ${load.acknowledged} batches acknowledged`);
    }
    const after = load.acknowledged;
    while (load.acknowledged < after + 50) await new Promise((resolve) => setTimeout(resolve, 20));
    await load.stop();
    await untilDrained(falter.url);
    expect(await load.check((session) => readFrom(falter, session))).toEqual([]);
    expect(await falter.stop()).toBe(0);
  });

  it('F04 an engine that hangs does not hold up the end, and what was acknowledged is there', async () => {
    let falter = await startFalter();
    const load = new Load(falter.url, SENDERS);
    load.start();
    const inFlight = await strike(load, () => process.kill(engineBelow(falter.pid) as number, 'SIGSTOP'));
    await until(
      async () => load.inFlight,
      (waiting) => waiting === SENDERS,
    );
    const before = performance.now();
    falter.kill('SIGTERM');
    expect(await falter.ended).not.toBeNull();
    const seconds = (performance.now() - before) / 1000;
    load.stopped = true;
    await load.stop();
    const ports = { main: Number(new URL(falter.url).port), shop: Number(new URL(falter.shopUrl).port) };
    falter = await startFalter({ data: falter.data, ports });
    await load.settle();
    await untilDrained(falter.url);
    console.info(
      `engine hangs: ${inFlight} in flight, ended after ${seconds.toFixed(0)} s, ${load.acknowledged} acknowledged`,
    );
    expect(await load.check((session) => readFrom(falter, session))).toEqual([]);
    expect(await falter.stop()).toBe(0);
  });

  it('kill -9 of the detector: it comes back, and batches never wait for it', async () => {
    const falter = await startFalter();
    const detector = childrenOf(falter.pid).find(({ command }) => command.includes('detector-process'));
    process.kill(detector?.pid ?? 0, 'SIGKILL');
    const load = new Load(falter.url, 2);
    load.start();
    await strike(load, () => {});
    await load.stop();
    while (!/starting it again/.test(falter.output())) await new Promise((resolve) => setTimeout(resolve, 50));
    let again: number | undefined;
    while (!again || again === detector?.pid) {
      again = childrenOf(falter.pid).find(({ command }) => command.includes('detector-process'))?.pid;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await falter.stop()).toBe(0);
  });
});

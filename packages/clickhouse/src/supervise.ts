import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './ask.ts';
import { answering, type Child, describeEnding, startChild } from './child.ts';
import type { Engine, EngineEvent, EngineOptions, EngineState } from './engine.ts';
import type { Layout } from './layout.ts';
import { exitCodes, type Setup, stopGraceMs } from './setup.ts';

/** What stays the same while children come and go. */
export interface Run {
  layout: Layout;
  /** Open file on the lock. It keeps the directory ours between two children. */
  lockFile: number;
  setup: Setup;
  onEvent: EngineOptions['onEvent'];
}

/** Pause before the next start: doubles with each failure in a row. */
const pauseMs = { first: 100, most: 15_000 };

/** Failures in a row after which `gave-up` is reported: by then about three seconds of pauses have passed. */
const patience = 6;

/** A child that lived this long did not die of its start: the count of failures begins anew. */
const healthyMs = 30_000;

/** An engine that says nothing for so long when it is to stop is killed: a busy one answers within it. */
const answersWithinMs = 2_500;

/** Keeps the engine running, starting with a child that answers. */
export function supervise(run: Run, first: Child): Engine {
  const { door } = run.setup;
  const keeper = new Keeper(run, first);
  return {
    url: `http://${door.username}:${door.password}@127.0.0.1:${door.port}`,
    username: door.username,
    password: door.password,
    logFile: run.layout.log,
    pid: () => keeper.child.pid(),
    state: () => keeper.state,
    stop: () => keeper.stop(),
  };
}

class Keeper {
  child: Child;
  state: EngineState = 'up';
  readonly #run: Run;
  readonly #stopping = new AbortController();
  #stopped: Promise<void> | undefined;

  constructor(run: Run, first: Child) {
    this.#run = run;
    this.child = first;
    this.#tell('ready', `The engine answers at port ${run.setup.door.port}, pid ${first.pid()}.`);
    this.#keep();
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    if (await this.#hangs()) this.child.kill();
    else this.child.stop();
    // The child kills itself in time, unless it is too stuck even for that.
    const stuck = setTimeout(this.child.kill, stopGraceMs + 1000);
    const ending = await this.child.ended;
    clearTimeout(stuck);
    closeSync(this.#run.lockFile);
    this.state = 'stopped';
    const graceful = ending.code === exitCodes.stopped;
    this.#tell('stopped', graceful ? 'The engine has stopped.' : `The engine is gone: ${describeEnding(ending)}`);
  }

  /** One that hangs has nothing to finish: what it acknowledged is on the disk, and whoever stops us does not wait for ever. */
  #hangs(): Promise<boolean> {
    const silent = (cause: Error) => cause.name === 'AbortError' || cause.name === 'TimeoutError';
    return ask(this.#run.setup.door, 'SELECT 1', answersWithinMs).then(() => false, silent);
  }

  async #keep(): Promise<void> {
    let failures = 0;
    for (let since = Date.now(); ; since = Date.now()) {
      const ending = await this.child.ended;
      if (this.#stopping.signal.aborted) return;
      failures = Date.now() - since > healthyMs ? 1 : failures + 1;
      this.#tell('died', `The engine died: ${describeEnding(ending)}`);
      await this.#pause(failures);
      if (this.#stopping.signal.aborted) return;
      this.child = startChild(this.#run.layout, this.#run.lockFile, this.#run.setup);
      if ((await answering(this.child, this.#run.setup)) || this.#stopping.signal.aborted) continue;
      this.state = 'up';
      this.#tell('ready', `The engine is back at port ${this.#run.setup.door.port}, pid ${this.child.pid()}.`);
    }
  }

  async #pause(failures: number): Promise<void> {
    const pause = Math.min(pauseMs.first * 2 ** (failures - 1), pauseMs.most);
    if (failures < patience) {
      this.state = 'restarting';
      this.#tell('restarting', `The engine starts again in ${pause} ms.`);
    } else if (this.state !== 'gave-up') {
      this.state = 'gave-up';
      const where = `Read ${this.#run.layout.log}`;
      this.#tell('gave-up', `The engine died ${failures} times in a row. ${where}; attempts go on all the same.`);
    }
    await sleep(pause, undefined, { ref: false, signal: this.#stopping.signal }).catch(() => {});
  }

  /** In a task of its own: what a listener throws is the listener's, and restarts go on. */
  #tell(kind: EngineEvent['kind'], message: string): void {
    queueMicrotask(() => this.#run.onEvent?.({ kind, message }));
  }
}

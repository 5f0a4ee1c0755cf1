import { randomBytes } from 'node:crypto';
import { closeSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { answering, type Child, type Ending, startChild } from './child.ts';
import { configure } from './config.ts';
import { EngineError } from './errors.ts';
import { type Layout, openPrivate, prepareLayout } from './layout.ts';
import { locateLibrary } from './library.ts';
import { choosePort } from './port.ts';
import { exitCodes, type Setup } from './setup.ts';

export type EngineState = 'up' | 'restarting' | 'stopped' | 'gave-up';

export type EngineEvent = { kind: 'ready' | 'died' | 'restarting' | 'stopped' | 'gave-up'; message: string };

export interface EngineOptions {
  /** Directory of the data (created when absent). */
  directory: string;
  /** Called for every line worth telling an operator (start, restart, stop). Default: none. */
  onEvent?: (event: EngineEvent) => void;
}

export interface Engine {
  /** `http://user:password@127.0.0.1:port`; stays the same over restarts of the child. */
  url: string;
  username: string;
  /** Generated at each start, URL-safe. */
  password: string;
  /** Where the engine's logs are (path). */
  logFile: string;
  /** pid of the engine's process right now (changes on restart); for tests and diagnostics. */
  pid: () => number | undefined;
  state: () => EngineState;
  /** Graceful stop: resolves when the child has exited. Idempotent. */
  stop: () => Promise<void>;
}

const username = 'falter';
const readyTimeoutMs = 120_000;
const backoffMs = { first: 100, most: 15_000 };
/** Failures in a row after which `gave-up` is reported; attempts go on at the longest pause. */
const patience = 6;
/** A child that lived this long had not died of its start: the count of failures begins anew. */
const healthyMs = 30_000;

/**
 * Starts a ClickHouse of its own on `directory` and keeps it running until `stop`.
 * The engine ends with this process, however that ends, and does not keep it alive.
 *
 * @throws EngineError with `code` `locked`, `unsupported-platform`, `directory` or `failed-to-start`.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const library = locateLibrary();
  const layout = prepareLayout(options.directory);
  const lockFile = openPrivate(layout.lock);
  try {
    const { child, setup } = await firstChild(layout, library, lockFile);
    return supervise({ layout, lockFile, setup, tell: options.onEvent ?? (() => {}) }, child);
  } catch (error) {
    closeSync(lockFile);
    throw error;
  }
}

async function firstChild(layout: Layout, library: string, lockFile: number): Promise<{ child: Child; setup: Setup }> {
  const password = randomBytes(24).toString('base64url');
  for (let attempt = 1; ; attempt++) {
    const door = { port: await choosePort(), username, password };
    const setup = { library, ...configure(layout, door), door, holder: process.pid };
    const child = startChild(layout, lockFile, setup);
    const ending = await answering(child, setup, readyTimeoutMs);
    if (!ending) return { child, setup };
    if (ending.code === exitCodes.locked) throw lockedError(layout);
    if (attempt === 3)
      throw new EngineError(
        'failed-to-start',
        `The engine ended at its start (${describe(ending)}). See ${layout.log}.`,
      );
  }
}

function lockedError(layout: Layout): EngineError {
  const pid = readFileSync(layout.lock, 'utf8').trim();
  return new EngineError(
    'locked',
    `${layout.directory} is in use by process ${pid}. Stop that process or choose another directory.`,
  );
}

interface Run {
  layout: Layout;
  lockFile: number;
  setup: Setup;
  tell: (event: EngineEvent) => void;
}

function supervise(run: Run, first: Child): Engine {
  const { door } = run.setup;
  let child = first;
  let state: EngineState = 'up';
  let stopping = false;

  const watch = async (): Promise<void> => {
    let failures = 0;
    let since = Date.now();
    for (;;) {
      const ending = await child.ended;
      if (stopping) return;
      failures = Date.now() - since > healthyMs ? 1 : failures + 1;
      state = failures >= patience ? 'gave-up' : 'restarting';
      run.tell({ kind: 'died', message: `The engine ended unasked (${describe(ending)}).` });
      const pause = Math.min(backoffMs.first * 2 ** (failures - 1), backoffMs.most);
      run.tell({ kind: state === 'gave-up' ? 'gave-up' : 'restarting', message: `Next start in ${pause} ms.` });
      await sleep(pause, undefined, { ref: false });
      if (stopping) return;
      child = startChild(run.layout, run.lockFile, run.setup);
      since = Date.now();
      if (await answering(child, run.setup, readyTimeoutMs)) continue;
      state = 'up';
      run.tell({ kind: 'ready', message: `The engine is back at port ${door.port}.` });
    }
  };
  watch();
  run.tell({ kind: 'ready', message: `The engine answers at port ${door.port}.` });

  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopping = true;
    child.stop();
    await child.ended;
    closeSync(run.lockFile);
    state = 'stopped';
    run.tell({ kind: 'stopped', message: 'The engine has stopped.' });
  };
  return {
    url: `http://${door.username}:${door.password}@127.0.0.1:${door.port}`,
    username: door.username,
    password: door.password,
    logFile: run.layout.log,
    pid: () => (state === 'up' ? child.pid : undefined),
    state: () => state,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function describe(ending: Ending): string {
  return ending.signal ? `signal ${ending.signal}` : `exit code ${ending.code}`;
}

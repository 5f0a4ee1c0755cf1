import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ask } from './ask.ts';
import { type Layout, openPrivate } from './layout.ts';
import type { Setup } from './setup.ts';

/** How a child ended; `error` when it could not even be spawned. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  error?: Error;
}

/** One run of the engine. */
export interface Child {
  /** `undefined` once it has ended. */
  pid: () => number | undefined;
  ended: Promise<Ending>;
  /** Asks the child to stop; it kills itself when that takes longer than `stopGraceMs`. */
  stop: () => void;
  kill: () => void;
}

const wrapper = fileURLToPath(new URL('./wrapper.ts', import.meta.url));

/** Only what a library may need: the engine must not see the secrets of the application. */
const passedOn = ['PATH', 'HOME', 'TMPDIR', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];

/** How long the engine may load tables before it answers. Tables of a year of recordings load in seconds. */
const readyTimeoutMs = 120_000;

/** Starts the wrapper. What hinders that (no file descriptor, no process left) is an ending like others. */
export function startChild(layout: Layout, lockFile: number, setup: Setup): Child {
  try {
    return spawnChild(layout, lockFile, setup);
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const ended = Promise.resolve({ code: null, signal: null, error });
    return { pid: () => undefined, ended, stop: () => {}, kill: () => {} };
  }
}

/** In a process group of its own. It does not keep this process alive until it shall stop. */
function spawnChild(layout: Layout, lockFile: number, setup: Setup): Child {
  const log = openPrivate(layout.log);
  const env = Object.fromEntries(passedOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', wrapper], {
    cwd: layout.directory,
    detached: true,
    env: { ...env, TZ: 'UTC' },
    stdio: ['pipe', log, log, lockFile],
  });
  closeSync(log);
  const ended = endOf(child);
  // A child that is gone already is reported by its end; a broken pipe says nothing more.
  child.stdin?.on('error', () => {});
  child.stdin?.write(`${JSON.stringify(setup)}\n`);
  child.unref();
  // Typed as a Writable, it is a socket.
  (child.stdin as { unref?: () => void } | null)?.unref?.();
  return {
    pid: () => (child.exitCode === null && child.signalCode === null ? child.pid : undefined),
    ended,
    stop: () => {
      child.ref();
      child.stdin?.end();
    },
    kill: () => child.kill('SIGKILL'),
  };
}

function endOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
  });
}

/** Waits until the engine answers or has ended: `undefined` when it answers, its ending otherwise. */
export async function answering(child: Child, setup: Setup): Promise<Ending | undefined> {
  let ending: Ending | undefined;
  const ended = child.ended.then((result) => {
    ending = result;
  });
  const deadline = Date.now() + readyTimeoutMs;
  while (!ending) {
    // The text too: for a moment another server may sit on the port.
    if ((await ask(setup.door, 'SELECT 1', 2000).catch(() => '')) === '1\n') return undefined;
    if (Date.now() > deadline) child.kill();
    await Promise.race([ended, sleep(20)]);
  }
  return ending;
}

/** One sentence. */
export function describeEnding(ending: Ending): string {
  if (ending.error) return `it could not be spawned (${ending.error.message}).`;
  return ending.signal ? `it was ended by ${ending.signal}.` : `it exited with code ${ending.code}.`;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ask } from './ask.ts';
import { type Layout, openPrivate } from './layout.ts';
import type { Setup } from './setup.ts';

/** How a child ended. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** One run of the engine. */
export interface Child {
  pid: number | undefined;
  ended: Promise<Ending>;
  /** Asks the child to stop; it kills itself when that takes longer than `stopGraceMs`. */
  stop: () => void;
  kill: () => void;
}

const wrapper = fileURLToPath(new URL('./wrapper.ts', import.meta.url));

/** Only what a library may need: the engine must not see the secrets of the application. */
const passedOn = ['PATH', 'HOME', 'TMPDIR', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];

/** Starts the wrapper in its own process group. It does not keep this process alive. */
export function startChild(layout: Layout, lockFile: number, setup: Setup): Child {
  const log = openPrivate(layout.log);
  const env = Object.fromEntries(passedOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', wrapper], {
    cwd: layout.directory,
    detached: true,
    env: { ...env, TZ: 'UTC' },
    stdio: ['pipe', log, log, lockFile],
  });
  closeSync(log);
  // A child that is gone already is reported by its end; a broken pipe says nothing more.
  child.stdin?.on('error', () => {});
  child.stdin?.write(`${JSON.stringify(setup)}\n`);
  child.unref();
  (child.stdin as { unref?: () => void } | null)?.unref?.();
  return {
    pid: child.pid,
    ended: endOf(child),
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
    child.once('error', () => resolve({ code: null, signal: null }));
  });
}

/** Waits until the engine answers or has ended: `undefined` when it answers, its ending otherwise. */
export async function answering(child: Child, setup: Setup, timeoutMs: number): Promise<Ending | undefined> {
  let ending: Ending | undefined;
  const ended = child.ended.then((result) => {
    ending = result;
  });
  const deadline = Date.now() + timeoutMs;
  while (!ending) {
    if (await ask(setup.door, 'SELECT 1', 2000).catch(() => '')) return undefined;
    if (Date.now() > deadline) child.kill();
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 20))]);
  }
  return ending;
}

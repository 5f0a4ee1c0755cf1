/**
 * The child process: locks the directory, runs ClickHouse inside itself, stops it when stdin closes.
 * stdin: one line of JSON (Setup), then open until the engine shall stop. fd 3: the directory's lock file.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { DataType, load, open } from 'ffi-rs';
import { exitCodes, lockFd, type Setup } from './setup.ts';
import { shutDown } from './shutdown.ts';

// A service manager or a closed terminal signals every process; the parent drains first and then closes our stdin.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

// Whatever the engine writes is for this user alone, as the directory is when we made it.
process.umask(0o077);

const LOCK_EX_NB = 2 | 4;
const SHUT_RD = 0;

let stopping = false;
const stdin = createInterface({ input: process.stdin });
stdin.once('line', (line) => run(JSON.parse(line) as Setup));

async function run(setup: Setup): Promise<void> {
  open({ library: 'libc', path: process.platform === 'darwin' ? 'libSystem.B.dylib' : 'libc.so.6' });
  // The parent holds the same open file: the lock stays until both are gone, whatever ended them.
  if (libc('flock', lockFd, LOCK_EX_NB) !== 0) process.exit(exitCodes.locked);
  for (const { path, text } of setup.files) writeWhenNew(path, text);
  stdin.once('close', () => {
    stopping = true;
    shutDown(setup.door, (fd) => libc('shutdown', fd, SHUT_RD));
  });
  open({ library: 'chdb', path: setup.library });
  await load({
    library: 'chdb',
    funcName: 'chdb_query_cmdline',
    retType: DataType.I32,
    paramsType: [DataType.I32, DataType.StringArray],
    paramsValue: [setup.args.length, setup.args],
    // Keeps this event loop free for stdin. A plain thread, for ClickHouse checks how much stack it has.
    runInNewThread: true,
  });
  process.exit(stopping ? exitCodes.stopped : exitCodes.ended);
}

/** Calls a function of two integers; not 0 is a failure. */
function libc(funcName: 'flock' | 'shutdown', ...paramsValue: [number, number]): number {
  const paramsType = [DataType.I32, DataType.I32];
  return load({ library: 'libc', funcName, retType: DataType.I32, paramsType, paramsValue });
}

/** A restart on a full disk finds its files as they are. */
function writeWhenNew(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  writeFileSync(path, text, { mode: 0o600 });
}

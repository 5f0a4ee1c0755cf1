/**
 * The child process: locks the directory, runs ClickHouse inside itself, stops it when stdin closes.
 * stdin: one line of JSON (Setup), then open until the engine shall stop. fd 3: the directory's lock file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { DataType, load, open } from 'ffi-rs';
import { ask, type Door } from './ask.ts';
import { exitCodes, lockFd, type Setup, stopGraceMs } from './setup.ts';

// A service manager or a closed terminal signals every process; the parent drains first and then closes our stdin.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

let stopping = false;
const stdin = createInterface({ input: process.stdin });
stdin.once('line', (line) => run(JSON.parse(line) as Setup));

async function run(setup: Setup): Promise<void> {
  open({ library: 'libc', path: process.platform === 'darwin' ? 'libSystem.B.dylib' : 'libc.so.6' });
  if (!lock()) process.exit(exitCodes.locked);
  for (const { path, text } of setup.files) writeWhenNew(path, text);
  stdin.once('close', () => stop(setup.door));
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

/** flock(LOCK_EX | LOCK_NB) on the file shared with the parent: held until both are gone, whatever ended them. */
function lock(): boolean {
  const paramsType = [DataType.I32, DataType.I32];
  return (
    load({ library: 'libc', funcName: 'flock', retType: DataType.I32, paramsType, paramsValue: [lockFd, 6] }) === 0
  );
}

/** A restart on a full disk finds its files as they are. */
function writeWhenNew(path: string, text: string): void {
  const present = (() => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  })();
  if (present !== text) writeFileSync(path, text, { mode: 0o600 });
}

/**
 * Kills the reads, among them the statement that keeps the engine up, upon which ClickHouse lets inserts finish,
 * closes its tables and returns. Asks again until it has: the engine may be starting, or a read may just have begun.
 */
function stop(door: Door): void {
  stopping = true;
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), stopGraceMs);
  const killReads = (): Promise<unknown> =>
    ask(door, `KILL QUERY WHERE query_kind = 'Select' ASYNC`, 1000)
      .catch(() => undefined)
      .finally(() => setTimeout(killReads, 100));
  killReads();
}

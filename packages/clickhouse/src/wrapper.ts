/**
 * The child process: locks the directory, runs ClickHouse in this process, stops it when stdin closes.
 * stdin: one line of JSON (Setup), then open until the engine shall stop. fd 3: the directory's lock file.
 */
import { ftruncateSync, writeFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { DataType, load, open } from 'ffi-rs';
import { ask, type Door } from './ask.ts';
import { exitCodes, lockFd, type Setup, sleepingQueryId, stopGraceMs } from './setup.ts';

// Ctrl-C and a service manager signal the whole group; the parent drains first and then closes our stdin.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

const stdin = createInterface({ input: process.stdin });
stdin.once('line', (line) => run(JSON.parse(line) as Setup));

function run(setup: Setup): void {
  open({ library: 'libc', path: process.platform === 'darwin' ? 'libSystem.B.dylib' : 'libc.so.6' });
  if (!lock()) process.exit(exitCodes.locked);
  ftruncateSync(lockFd);
  writeSync(lockFd, `${setup.holder}\n`, 0);
  for (const { path, text } of setup.files) writeFileSync(path, text, { mode: 0o600 });
  stdin.once('close', () => stop(setup.door));
  open({ library: 'chdb', path: setup.library });
  // A new thread keeps this event loop free for stdin; a plain one, for ClickHouse checks its own stack.
  load({
    library: 'chdb',
    funcName: 'chdb_query_cmdline',
    retType: DataType.I32,
    paramsType: [DataType.I32, DataType.StringArray],
    paramsValue: [setup.args.length, setup.args],
    runInNewThread: true,
  }).then(() => process.exit(stopping ? exitCodes.stopped : exitCodes.ended));
}

let stopping = false;

/** flock(LOCK_EX | LOCK_NB) on the file shared with the parent: held until both are gone, whatever ended them. */
function lock(): boolean {
  const paramsType = [DataType.I32, DataType.I32];
  return (
    load({ library: 'libc', funcName: 'flock', retType: DataType.I32, paramsType, paramsValue: [lockFd, 6] }) === 0
  );
}

/** Ends the sleeping statement, upon which ClickHouse closes its tables and returns. */
function stop(door: Door): void {
  stopping = true;
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), stopGraceMs);
  const attempt = (): void => {
    ask(door, `KILL QUERY WHERE query_id = '${sleepingQueryId}' ASYNC`, 1000).catch(() => setTimeout(attempt, 100));
  };
  attempt();
}

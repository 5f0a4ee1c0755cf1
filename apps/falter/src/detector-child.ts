import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Log } from './log.ts';

const ENTRY = fileURLToPath(new URL('./detector-process.ts', import.meta.url));

/** Milliseconds before a detector that died is started again: doubled each time, back to the first after a good minute. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const GOOD_MS = 60_000;

/** Milliseconds that a detector may take to finish the session it looks at. */
const GRACE_MS = 5_000;

export interface DetectorChild {
  pid(): number | undefined;
  stop(): Promise<void>;
}

/** Starts the detector's process and starts it again whenever it dies. */
export function startDetector({
  storeUrl,
  logFile,
  log,
}: {
  storeUrl: string;
  logFile: string;
  log: Log;
}): DetectorChild {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let pauseMs = 0;
  // The same for each that is started here: what died is not waited for as for another detector.
  const worker = randomUUID();

  function start(): void {
    const startedAt = performance.now();
    const env = { ...process.env, FALTER_STORE_URL: storeUrl, FALTER_LOG_FILE: logFile, FALTER_DETECTOR: worker };
    child = spawn(process.execPath, [ENTRY], { env, stdio: ['pipe', 'ignore', 'inherit'] });
    const again = (ending: string): void => {
      if (stopping) return;
      pauseMs = performance.now() - startedAt > GOOD_MS ? FIRST_PAUSE_MS : longer(pauseMs);
      log.say(`detector died (${ending}); starting it again in ${pauseMs / 1000} s`);
      timer = setTimeout(start, pauseMs);
    };
    child.once('exit', (code, signal) => again(signal ?? `exit code ${code}`));
    // Without memory or processes to spare there is no child, and no exit either.
    child.once('error', (cause) => child?.pid === undefined && again(cause.message));
  }

  start();
  return {
    pid: () => child?.pid,
    stop: () => {
      stopping = true;
      clearTimeout(timer);
      return end(child);
    },
  };
}

function longer(pauseMs: number): number {
  return Math.min(Math.max(FIRST_PAUSE_MS, pauseMs * 2), LONGEST_PAUSE_MS);
}

function end(child: ChildProcess | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return resolve();
    const force = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.stdin?.end();
  });
}

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the data, so that who knows the data directory needs to know no port. */
const FILE = 'running.json';

interface Running {
  url: string;
  pid: number;
}

/**
 * Writes down that this process answers at `url`. Returns what takes it back, unless another has written itself down since. What
 * cannot be written is a `fault` and no more.
 */
export function sayRunning(
  directory: string,
  url: string,
  fault: (message: string, cause: unknown) => void,
): () => Promise<void> {
  const running: Running = { url, pid: process.pid };
  try {
    writeFileSync(join(directory, FILE), `${JSON.stringify(running)}\n`);
  } catch (cause) {
    fault(`${FILE} could not be written: other commands need PORT`, cause);
  }
  return async () => {
    if (read(directory)?.pid === process.pid) rmSync(join(directory, FILE), { force: true });
  };
}

/** Where the Falter of this data directory answers; undefined when none runs, also when it was killed and left its file. */
export function readRunningUrl(directory: string): string | undefined {
  const running = read(directory);
  return running && lives(running.pid) ? running.url : undefined;
}

function read(directory: string): Running | undefined {
  try {
    const { url, pid } = JSON.parse(readFileSync(join(directory, FILE), 'utf8')) as Partial<Running>;
    return typeof url === 'string' && Number.isInteger(pid) && Number(pid) > 0 ? { url, pid: Number(pid) } : undefined;
  } catch {
    return undefined;
  }
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Of another user, who runs it.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

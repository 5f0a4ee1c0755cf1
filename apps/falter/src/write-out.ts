import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';

/** Writes to a file, or to stdout where none is named. A file appears when it is whole: what breaks off leaves none. */
export async function writeOut(write: (target: Writable) => Promise<void>, out: string | undefined): Promise<void> {
  if (out === undefined) return write(process.stdout).catch(unlessNobodyReads);
  const part = `${out}.part`;
  try {
    await write(createWriteStream(part, { mode: 0o600 }));
    await rename(part, out);
  } catch (cause) {
    await rm(part, { force: true });
    throw new Error(`[falter] ${out} could not be written: ${(cause as Error).message}`, { cause });
  }
}

/** `falter export ... | head` has seen enough. */
function unlessNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

import { existsSync, readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { SessionKey } from '@falter/store';

/** One erasure in the file. */
export interface Tombstone extends SessionKey {
  /** Epoch milliseconds. */
  askedAt: number;
}

/**
 * The erasures once more, beside the store and not in it: when a backup of yesterday is restored, the store has forgotten those of
 * today, and this has not. One JSON line each, ids only; appended with fsync. A torn last line is left aside: what it was about is
 * in the store, or was not acknowledged.
 */
export class TombstoneFile {
  readonly #path: string;
  readonly #written: Set<string> = new Set();
  #appending: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /** All that were ever appended. */
  read(): Tombstone[] {
    const lines = existsSync(this.#path) ? readFileSync(this.#path, 'utf8').split('\n') : [];
    const tombstones = lines.flatMap(parse);
    for (const tombstone of tombstones) this.#written.add(nameOf(tombstone));
    return tombstones;
  }

  /** On disk when it resolves; what is there already is not written again. Appends follow one another. */
  append(tombstones: readonly Tombstone[]): Promise<void> {
    const append = () => this.#append(tombstones.filter((tombstone) => !this.#written.has(nameOf(tombstone))));
    const done = this.#appending.then(append, append);
    this.#appending = done.catch(() => {});
    return done;
  }

  async #append(fresh: readonly Tombstone[]): Promise<void> {
    if (fresh.length === 0) return;
    const lines = fresh.map(({ project, session, askedAt }) => JSON.stringify({ project, session, askedAt }));
    const file = await open(this.#path, 'a', 0o600);
    try {
      await write(file, lines);
    } finally {
      await file.close();
    }
    for (const tombstone of fresh) this.#written.add(nameOf(tombstone));
  }
}

/** Begins with a newline: behind a torn line the first of these would be torn as well. */
async function write(file: FileHandle, lines: readonly string[]): Promise<void> {
  await file.write(`\n${lines.join('\n')}\n`);
  await file.datasync();
}

function parse(line: string): Tombstone[] {
  try {
    const { project, session, askedAt } = JSON.parse(line) as Partial<Tombstone>;
    const whole = typeof project === 'string' && typeof session === 'string' && typeof askedAt === 'number';
    return whole ? [{ project, session, askedAt }] : [];
  } catch {
    return [];
  }
}

function nameOf({ project, session }: SessionKey): string {
  return `${project}:${session}`;
}

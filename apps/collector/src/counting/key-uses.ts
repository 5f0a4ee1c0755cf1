import { type Client, saveKeyUses } from '@falter/store';
import type { Log } from '../complaints.ts';
import { WrittenLater } from './written-later.ts';

/** Milliseconds that uses wait in memory: what the settings say about a key is that much behind. */
const FLUSH_MS = 15_000;

/**
 * When each write key was last used, so that one can tell when an old one may go. Only what was taken in counts, so there are never
 * more keys here than projects have.
 */
export class KeyUses {
  readonly #store: Client;
  /** Project and time by key, since the last flush. */
  #waiting: Map<string, { project: string; usedAt: number }> = new Map();
  readonly #later: WrittenLater;

  constructor(store: Client, log: Log) {
    this.#store = store;
    const failed = (cause: unknown) => log('the use of write keys could not be written down; trying again', cause);
    this.#later = new WrittenLater({ everyMs: FLUSH_MS, write: () => this.#write(), failed });
  }

  /** A batch with this key was taken. `now` in epoch milliseconds. */
  saw(key: string, project: string, now: number = Date.now()): void {
    this.#waiting.set(key, { project, usedAt: now });
    this.#later.wake();
  }

  /** Writes what was seen so far. Never rejects: what could not be written is tried again with the next. */
  flush(): Promise<void> {
    return this.#later.flush();
  }

  async #write(): Promise<void> {
    const uses = this.#waiting;
    this.#waiting = new Map();
    const rows = [...uses].map(([key, use]) => ({ key, ...use }));
    await saveKeyUses(this.#store, rows).catch((cause: unknown) => {
      this.#waiting = new Map([...uses, ...this.#waiting]);
      throw cause;
    });
  }
}

import { type Client, saveKeyUses } from '@falter/store';
import type { Log } from './complaints.ts';

/** Milliseconds that uses wait in memory: what the settings say about a key is that much behind. */
const FLUSH_MS = 15_000;

/**
 * When each write key was last used, so that one can tell when an old one may go. Only what was taken in counts, so there are never
 * more keys here than projects have.
 */
export class KeyUses {
  readonly #store: Client;
  readonly #log: Log;
  /** Project and time by key, since the last flush. */
  #waiting: Map<string, { project: string; usedAt: number }> = new Map();
  #timer: NodeJS.Timeout | undefined;

  constructor(store: Client, log: Log) {
    this.#store = store;
    this.#log = log;
  }

  /** A batch with this key was taken. `now` in epoch milliseconds. */
  saw(key: string, project: string, now: number = Date.now()): void {
    this.#waiting.set(key, { project, usedAt: now });
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
  }

  /** Writes what was seen so far. Never rejects: what could not be written is tried again with the next. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const uses = this.#waiting;
    this.#waiting = new Map();
    try {
      await saveKeyUses(
        this.#store,
        [...uses].map(([key, use]) => ({ key, ...use })),
      );
    } catch (cause) {
      this.#log('the use of write keys could not be written down; trying again', cause);
      this.#waiting = new Map([...uses, ...this.#waiting]);
      this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
    }
  }
}

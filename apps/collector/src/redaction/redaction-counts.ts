import { addRedactions, type Client, type RedactionCount, type StoredBatch } from '@falter/store';
import type { RedactionClass } from '@falter/wire';
import type { Log } from '../complaints.ts';
import { WrittenLater } from '../counting/written-later.ts';
import { Recent } from '../recent.ts';
import type { Unpacked } from '../unpacking/unpack-lines.ts';

/** Milliseconds that counts wait in memory. Nobody looks at them by the second. */
const FLUSH_MS = 5_000;

/** Different places and pages that wait to be written: a page of bad will can make up any. What is over has no page and place `other`. */
const DISTINCT_MAX = 1_000;

/** Pages whose path is remembered: their later batches do not say it. ~200 bytes each. */
const PAGES = 20_000;

/** Counts what was redacted, in memory, and writes it now and then. Never holds up a batch, never fails one. */
export class RedactionCounts {
  readonly #store: Client;
  readonly #hear: (what: RedactionClass, count: number) => void;
  readonly #paths = new Recent<string>(PAGES);
  #waiting: Map<string, RedactionCount> = new Map();
  readonly #later: WrittenLater;

  /** `hear` hears how many of which class. */
  constructor(store: Client, hear: (what: RedactionClass, count: number) => void, log: Log) {
    this.#store = store;
    this.#hear = hear;
    const failed = (cause: unknown) => log('what was redacted could not be counted; trying again', cause);
    this.#later = new WrittenLater({ everyMs: FLUSH_MS, write: () => this.#write(), failed });
  }

  /** `batch.page` is the id of the page; `found.page` its path at the end of the batch. `now` in epoch milliseconds. */
  add(
    { project, page }: Pick<StoredBatch, 'project' | 'page'>,
    { page: path, redactions }: Pick<Unpacked, 'page' | 'redactions'>,
    now: number = Date.now(),
  ): void {
    const name = `${project}:${page}`;
    const before = redactions.length > 0 ? this.#paths.get(name) : undefined;
    if (path !== '') this.#paths.set(name, path);
    for (const { page: told, place, class: what, count } of redactions) {
      this.#hear(what, count);
      this.#count({ project, class: what, place, path: told || before || '', count, lastAt: now });
    }
  }

  /** Writes what was counted so far. Never rejects: what could not be written is tried again later. */
  flush(): Promise<void> {
    return this.#later.flush();
  }

  async #write(): Promise<void> {
    const counts = [...this.#waiting.values()];
    this.#waiting = new Map();
    await addRedactions(this.#store, counts).catch((cause: unknown) => {
      for (const count of counts) this.#count(count);
      throw cause;
    });
  }

  #count(more: RedactionCount): void {
    const exact = nameOf(more);
    const isTold = this.#waiting.has(exact) || this.#waiting.size < DISTINCT_MAX;
    const counted = isTold ? more : { ...more, place: 'other', path: '' };
    const name = isTold ? exact : nameOf(counted);
    const known = this.#waiting.get(name);
    if (known) {
      known.count += counted.count;
      known.lastAt = Math.max(known.lastAt, counted.lastAt);
    } else this.#waiting.set(name, { ...counted });
    this.#later.wake();
  }
}

function nameOf({ project, class: what, place, path, lastAt }: RedactionCount): string {
  return JSON.stringify([project, what, place, path, Math.floor(lastAt / 86_400_000)]);
}

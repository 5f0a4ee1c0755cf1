import { type Client, dayOf, insertBatches, type StoredBatch } from '@falter/store';

/** Inflated bytes that go into one insert: keeps a block well inside the engine's memory and an answer's wait short. */
const INSERT_MAX_BYTES = 32 * 1024 * 1024;

interface Waiting {
  batch: StoredBatch;
  done: () => void;
  failed: (cause: unknown) => void;
}

/**
 * Writes batches in groups: while one insert runs, what arrives waits and goes together into the next (group commit). One
 * insert holds one day, since a block over two partitions could be written by half.
 */
export class BatchWriter {
  readonly #store: Client;
  readonly #observe: (seconds: number, batches: number) => void;
  readonly #queue: Waiting[] = [];
  #running: Promise<void> | undefined;

  /** `observe` hears how long each insert took and how many batches it held. */
  constructor(store: Client, observe: (seconds: number, batches: number) => void) {
    this.#store = store;
    this.#observe = observe;
  }

  /** Resolves when the batch is on disk. Rejects with the StoreError of its insert; it may be stored all the same. */
  write(batch: StoredBatch): Promise<void> {
    return new Promise((done, failed) => {
      this.#queue.push({ batch, done, failed });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing is queued or being written. */
  async drain(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    for (let group = this.#next(); group.length > 0; group = this.#next()) {
      const started = performance.now();
      try {
        await insertBatches(
          this.#store,
          group.map(({ batch }) => batch),
        );
        for (const { done } of group) done();
      } catch (cause) {
        for (const { failed } of group) failed(cause);
      }
      this.#observe((performance.now() - started) / 1000, group.length);
    }
    // In the same breath as the look that found nothing: a batch handed in later would wait for a run that has ended.
    this.#running = undefined;
  }

  /** The oldest waiting batch and all of its day that fit beside it, in their order. */
  #next(): Waiting[] {
    const group: Waiting[] = [];
    const left: Waiting[] = [];
    let bytes = 0;
    for (const waiting of this.#queue) {
      const sameDay = group[0] === undefined || dayOf(waiting.batch) === dayOf(group[0].batch);
      if (sameDay && (group.length === 0 || bytes + waiting.batch.bytes <= INSERT_MAX_BYTES)) {
        group.push(waiting);
        bytes += waiting.batch.bytes;
      } else left.push(waiting);
    }
    this.#queue.splice(0, this.#queue.length, ...left);
    return group;
  }
}

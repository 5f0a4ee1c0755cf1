import { randomUUID } from 'node:crypto';
import { type Client, dayOf, insertBatches, type StoredBatch, StoreError } from '@falter/store';
import type { SpoolError, SpoolErrorCode } from '../spool/errors.ts';
import type { Spool } from '../spool/spool.ts';
import { FairQueue } from './fair-queue.ts';
import { type StoreHealth, within } from './store-health.ts';

/** Inflated bytes that go into one insert: keeps a block well inside the engine's memory and an answer's wait short. */
const INSERT_MAX_BYTES = 32 * 1024 * 1024;

interface Waiting {
  batch: StoredBatch;
  done: () => void;
  failed: (cause: unknown) => void;
}

/** An insert that was begun and not answered in time, by the token of its group: the drain waits for it before it tries again. */
export type Begun = Map<string, Promise<boolean>>;

export interface WriterParts {
  store: Client;
  health: StoreHealth;
  /** Where batches go that the store does not take quickly; without one they fail as their insert does. */
  spool?: Spool | undefined;
  /** Hears how long each insert took, in seconds, and how many batches it held. */
  observe: (seconds: number, batches: number) => void;
  /** Called when something was spooled. */
  onSpooled?: (batches: number) => void;
  /** Called when the spool did not take something. */
  onFailed?: (code: SpoolErrorCode) => void;
}

/**
 * Makes batches durable. A store that is quick gets them in groups: while one insert runs, what arrives waits and goes together into the
 * next (group commit), one day each, since a block over two partitions could be written by half. A group that is not taken in time goes
 * to the spool as it is, under its token, and so does all that comes until the store is quick again.
 */
export class BatchWriter {
  readonly #parts: WriterParts;
  readonly #queue: FairQueue<Waiting> = new FairQueue();
  readonly begun: Begun = new Map();
  #running: Promise<void> | undefined;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /**
   * Resolves when the batch is on disk. `unsure`: nobody could ask whether it is stored already, so it has to wait in the spool until
   * somebody can. Rejects with a StoreError; it may be stored all the same.
   */
  write(batch: StoredBatch, { unsure = false }: { unsure?: boolean } = {}): Promise<void> {
    const { spool, health } = this.#parts;
    if (spool && (unsure || health.away)) return this.#toSpool(spool, [batch]);
    return new Promise((done, failed) => {
      this.#queue.push(batch.project, { batch, done, failed });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing is queued or being written. */
  async drain(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#queue.size > 0) {
      const { spool, health } = this.#parts;
      if (spool && health.away) await this.#settle(this.#queue.drain(), (batches) => this.#toSpool(spool, batches));
      else await this.#settle(this.#next(), (batches) => this.#insert(batches));
    }
    // In the same breath as the look that found nothing: a batch handed in later would wait for a run that has ended.
    this.#running = undefined;
  }

  async #settle(group: Waiting[], write: (batches: StoredBatch[]) => Promise<void>): Promise<void> {
    try {
      await write(group.map(({ batch }) => batch));
      for (const { done } of group) done();
    } catch (cause) {
      if (cause instanceof StoreError && cause.ofRows && group.length > 1) return this.#settleApart(group, write);
      for (const { failed } of group) failed(cause);
    }
  }

  /** One bad batch must not take down those that happened to travel with it. */
  async #settleApart(group: Waiting[], write: (batches: StoredBatch[]) => Promise<void>): Promise<void> {
    const middle = group.length >> 1;
    await this.#settle(group.slice(0, middle), write);
    await this.#settle(group.slice(middle), write);
  }

  async #insert(batches: StoredBatch[]): Promise<void> {
    const { store, health, spool, observe } = this.#parts;
    const token = randomUUID();
    const started = performance.now();
    const inserted = insertBatches(store, batches, token);
    try {
      if ((await (spool ? within(inserted, health.slowMs, 'late') : inserted)) !== 'late') return;
    } catch (cause) {
      if (!spool || (cause instanceof StoreError && cause.ofRows)) throw cause;
    } finally {
      observe((performance.now() - started) / 1000, batches.length);
    }
    health.failed();
    await this.#keepGroup(token, batches, inserted);
  }

  /** The group as it was sent, for it may be stored already: unchanged and under its token the engine knows it again. */
  async #keepGroup(token: string, batches: StoredBatch[], inserted: Promise<void>): Promise<void> {
    const stored = inserted.then(
      () => true,
      () => false,
    );
    this.begun.set(token, stored);
    try {
      await this.#toSpool(this.#parts.spool as Spool, batches, token);
    } catch (cause) {
      this.begun.delete(token);
      throw cause;
    }
  }

  async #toSpool(spool: Spool, batches: StoredBatch[], token?: string): Promise<void> {
    const group = token === undefined ? {} : { group: { token, size: batches.length } };
    try {
      await spool.append(batches.map((batch) => ({ batch, ...group })));
    } catch (cause) {
      this.#parts.onFailed?.((cause as SpoolError).code);
      throw new StoreError('unavailable', 'neither the store nor the spool takes it.', { cause });
    }
    this.#parts.onSpooled?.(batches.length);
  }

  /** One of each project in turn, all of one day, as many as fit into an insert. */
  #next(): Waiting[] {
    let day: number | undefined;
    let bytes = 0;
    return this.#queue.take(({ batch }) => {
      if (day !== undefined && (dayOf(batch) !== day || bytes + batch.bytes > INSERT_MAX_BYTES)) return false;
      day = dayOf(batch);
      bytes += batch.bytes;
      return true;
    });
  }
}

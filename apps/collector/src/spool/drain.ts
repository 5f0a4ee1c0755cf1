import { setTimeout as sleep } from 'node:timers/promises';
import { announce, type Client, insertBatches, quarantine, type StoredBatch, StoreError } from '@falter/store';
import type { Log } from '../complaints.ts';
import type { Eraser } from '../erasure/eraser.ts';
import type { Tombstones } from '../erasure/tombstones.ts';
import type { Begun } from '../storing/batch-writer.ts';
import { type StoreHealth, within } from '../storing/store-health.ts';
import { backoff } from './backoff.ts';
import type { Plan } from './checkpoint.ts';
import { decide } from './decide.ts';
import type { SpoolRecord } from './record.ts';
import type { Position } from './segment.ts';
import { PEEK_BYTES, type Spool, type Spooled } from './spool.ts';

/** Inflated bytes of one insert from the spool: small, so that what comes in live never waits for long beside it. */
const INSERT_BYTES: number = 8 * 1024 * 1024;

/** Milliseconds that the end of a process waits for the insert at hand. */
const STOP_MS = 2_000;

/** Compressed bytes up to which the end of a group is looked for: more than an insert can have. */
const GROUP_MAX_BYTES: number = 64 * 1024 * 1024;

/** How spooled batches ended. `damaged`: what the disk gave back was no record any more. */
export type Drained = 'stored' | 'duplicate' | 'quarantined' | 'damaged' | 'refused' | 'erased';

export interface DrainParts {
  spool: Spool;
  store: Client;
  health: StoreHealth;
  begun: Begun;
  tombstones: Tombstones;
  eraser: Eraser;
  hear: (outcome: Drained, batches: number) => void;
  log: Log;
}

type Record = Extract<Spooled, { kind: 'record' }>;

/**
 * Brings what waits in the spool into the store, in order, one group after another, whenever the store takes it. Between two groups
 * it rests as long as the last one took: at least half of the store's time is left to what comes in live.
 */
export class Drain {
  readonly #parts: DrainParts;
  readonly #stopped = new AbortController();
  #wake = Promise.withResolvers<void>();
  readonly #running: Promise<void>;
  #failures = 0;

  constructor(parts: DrainParts) {
    this.#parts = parts;
    this.#running = this.#run();
  }

  /** Something was spooled. */
  wake(): void {
    this.#wake.resolve();
  }

  /**
   * Resolves when the group at hand is done, or soon: what hangs in the store is left to it. Whatever is not drained waits for the
   * next process.
   */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.wake();
    await within(this.#running, STOP_MS, undefined);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      this.#wake = Promise.withResolvers();
      const began = performance.now();
      try {
        const more = await this.#step();
        this.#failures = 0;
        if (more) await pause(performance.now() - began, signal);
        else await this.#wake.promise;
      } catch (cause) {
        this.#parts.health.failed();
        this.#failures++;
        this.#parts.log('what waits in the spool could not be stored yet; trying again', cause);
        await pause(backoff(this.#failures), signal);
      }
    }
  }

  /** One group. False when nothing waits. */
  async #step(): Promise<boolean> {
    const { health } = this.#parts;
    const [first, ...rest] = await this.#peek();
    if (!first) {
      // Nothing is left that could tell whether the store is back: the next batch finds out.
      health.took(0);
      return false;
    }
    if (first.kind === 'damage') await this.#putAside(first);
    else await this.#store(groupOf(first, rest));
    return true;
  }

  /** A group that was sent before comes whole. */
  async #peek(): Promise<Spooled[]> {
    const { spool } = this.#parts;
    for (let atMost = PEEK_BYTES; ; atMost *= 2) {
      const found = await spool.peek(atMost);
      const [first, ...rest] = found;
      if (first?.kind !== 'record' || first.record.group === undefined) return found;
      const seen = groupOf(first, rest).length;
      if (seen >= first.record.group.size || seen < found.length || atMost > GROUP_MAX_BYTES) return found;
    }
  }

  async #putAside({ bytes, start, end }: Extract<Spooled, { kind: 'damage' }>): Promise<void> {
    const { spool, hear, log } = this.#parts;
    await spool.setAside(bytes, { segment: end.segment, offset: start });
    log(
      `${bytes.length} bytes of the spool are damaged and were put aside`,
      new Error(`segment ${end.segment} at ${start}`),
    );
    hear('damaged', 1);
    spool.advance(end, 0);
  }

  async #store(group: Record[]): Promise<void> {
    const { spool, begun, hear, health } = this.#parts;
    const records = group.map(({ record }) => record);
    const end = (group.at(-1) as Record).end;
    const token = records[0]?.group?.token;
    if (token !== undefined && (await begun.get(token))) {
      // Its own announcement was timed when the insert began, which may be longer ago than followers look back.
      await announce(
        this.#parts.store,
        records.map(({ batch }) => batch),
      );
      begun.delete(token);
      spool.advance(end, records.length);
      return hear('stored', records.length);
    }
    const { plan, again } = await this.#planFor(records, end);
    const began = performance.now();
    const stored = await this.#carryOut(plan, { records, again: again || token !== undefined });
    health.took(performance.now() - began);
    if (token !== undefined) begun.delete(token);
    spool.advance(plan.end, plan.records);
    // Only now, and at once: a plan that broke off half-way is carried out again from its beginning.
    hear('stored', stored);
    hear('refused', plan.blocks.reduce((sum, { members }) => sum + members.length, 0) - stored);
    hear('erased', plan.erased.length);
    hear('duplicate', plan.duplicates.length);
    hear('quarantined', plan.quarantined.length);
  }

  /** The one that an earlier process left, if it is about these records; else what the store says now. */
  async #planFor(records: readonly SpoolRecord[], end: Position): Promise<{ plan: Plan; again: boolean }> {
    const { spool } = this.#parts;
    const left = spool.plan;
    if (left && left.records <= records.length) return { plan: left, again: true };
    const plan = await decide(this.#parts, records, end);
    await spool.decide(plan);
    return { plan, again: false };
  }

  /** `again`: some of it may have been inserted before, and its announcement lost. How many of its blocks' batches are stored now. */
  async #carryOut(
    plan: Plan,
    { records, again }: { records: readonly SpoolRecord[]; again: boolean },
  ): Promise<number> {
    const { store, eraser } = this.#parts;
    let stored = 0;
    const batchAt = (n: number): StoredBatch => {
      const { batch } = records[n] as SpoolRecord;
      return { ...batch, firstSeenAt: plan.firstSeenAt[n] ?? batch.firstSeenAt };
    };
    for (const { token, members } of plan.blocks) {
      stored += await this.#insert(members.map(batchAt), token);
      if (again) await announce(store, members.map(batchAt));
    }
    await quarantine(
      store,
      plan.quarantined.map(({ member, reason }) => ({ batch: batchAt(member), reason })),
    );
    // Whose answer was lost may have lost its announcement as well; followers skip what they know.
    await announce(store, plan.duplicates.map(batchAt));
    // They were erased after it was decided to store them.
    for (const key of new Map(
      records.map(({ batch }) => [JSON.stringify([batch.project, batch.session]), batch]),
    ).values()) {
      await eraser.refuseWritten(key);
    }
    return stored;
  }

  /** A row that the engine refuses for its own sake is left out, found by halves; nothing else is. How many are stored. */
  async #insert(batches: StoredBatch[], token: string): Promise<number> {
    const { store, log } = this.#parts;
    try {
      await insertBatches(store, batches, token);
      return batches.length;
    } catch (cause) {
      if (!(cause instanceof StoreError && cause.ofRows)) throw cause;
      if (batches.length === 1) {
        log('a batch of the spool is refused by the store for ever and was left out', cause);
        return 0;
      }
      const middle = batches.length >> 1;
      const before = await this.#insert(batches.slice(0, middle), `${token}.0`);
      return before + (await this.#insert(batches.slice(middle), `${token}.1`));
    }
  }
}

/** What goes together: the rest of a group that was sent before, whole, or as many single records as make an insert. */
function groupOf(first: Record, rest: readonly Spooled[]): Record[] {
  const { group } = first.record;
  const taken = [first];
  let bytes = first.record.batch.bytes;
  for (const next of rest) {
    if (next.kind !== 'record' || next.record.group?.token !== group?.token) break;
    bytes += next.record.batch.bytes;
    if (group === undefined && bytes > INSERT_BYTES) break;
    taken.push(next);
  }
  return taken;
}

/** Resolves after `ms`, or as soon as `signal` says so. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}

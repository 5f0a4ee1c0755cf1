import { StoreError } from '@falter/store';
import { WireError } from '@falter/wire';

/** What the collector may hold and how long it may keep a page waiting. */
export interface CapacityLimits {
  /** Bytes of all batches being taken in at one time. Two of the largest and many of the usual 50 kB fit. */
  bytes: number;
  /** Milliseconds to wait for one answer of the store. The snippet gives up after 30 s and asks again. */
  patienceMs: number;
}

export const CAPACITY: CapacityLimits = { bytes: 128 * 1024 * 1024, patienceMs: 10_000 };

/** Share of all bytes that one project may hold: a loud one is told "later" while there is still room for the others. */
const PROJECT_SHARE = 0.75;

/** Bytes that a batch costs beside its own: request, envelope, promises and a socket. */
const PLACE_BYTES = 4 * 1024;

/**
 * Bounds what all batches hold together, so that a crowd of large ones, or a store that hangs, ends in refusals that say
 * "later" and not in a process without memory.
 */
export class Capacity {
  readonly #limits: CapacityLimits;
  readonly #byProject: Map<string, number> = new Map();
  #held = 0;

  constructor(limits: CapacityLimits = CAPACITY) {
    this.#limits = limits;
  }

  /** Bytes held right now. */
  get held(): number {
    return this.#held;
  }

  /** A place for one batch. @throws WireError `store_unavailable` when there is none. */
  enter(): Place {
    return new Place(this, this.#limits.patienceMs);
  }

  /** @throws WireError `store_unavailable` when that is more than fits, or than one project may have. */
  take(bytes: number, project?: string): void {
    const ofProject = project === undefined ? 0 : (this.#byProject.get(project) ?? 0) + bytes;
    if (this.#held + bytes > this.#limits.bytes || ofProject > this.#limits.bytes * PROJECT_SHARE) {
      const advice = 'Keep the batch and send it again.';
      throw new WireError('store_unavailable', `more comes in than the store takes away. ${advice}`);
    }
    this.#held += bytes;
    if (project !== undefined) this.#byProject.set(project, ofProject);
  }

  giveBack(bytes: number, project?: string): void {
    this.#held -= bytes;
    if (project === undefined) return;
    const left = (this.#byProject.get(project) ?? 0) - bytes;
    if (left > 0) this.#byProject.set(project, left);
    else this.#byProject.delete(project);
  }
}

/** What one batch holds. Let go when it was left and the store has answered all that was asked for it. */
export class Place {
  readonly #capacity: Capacity;
  readonly #patienceMs: number;
  #project: string | undefined;
  #bytes = 0;
  #open = 1;

  constructor(capacity: Capacity, patienceMs: number) {
    this.#capacity = capacity;
    this.#patienceMs = patienceMs;
    this.hold(PLACE_BYTES);
  }

  /** @throws WireError `store_unavailable` when that is more than fits. */
  hold(bytes: number): void {
    this.#capacity.take(bytes, this.#project);
    this.#bytes += bytes;
  }

  /** From here on what it holds counts for this project. @throws WireError `store_unavailable` when the project has its share */
  belongsTo(project: string): void {
    const held = this.#bytes;
    this.#capacity.giveBack(held);
    this.#bytes = 0;
    this.#project = project;
    this.hold(held);
  }

  /**
   * The store's answer, at once where nobody had to be asked. What was asked goes on after patience ended, and so does what the batch holds: otherwise questions
   * would pile up before a store that hangs.
   * @throws StoreError `unavailable` when patience ended; whatever `asked` rejects with.
   */
  wait<T>(asked: T | Promise<T>): T | Promise<T> {
    if (!(asked instanceof Promise)) return asked;
    this.#open++;
    const settled = () => this.leave();
    asked.then(settled, settled);
    return soon(asked, this.#patienceMs);
  }

  leave(): void {
    this.#open--;
    if (this.#open > 0) return;
    this.#capacity.giveBack(this.#bytes, this.#project);
    this.#bytes = 0;
  }
}

/** What the store answers, if it does so in time. @throws StoreError `unavailable` after `ms` */
export function soon<T>(asked: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new StoreError('unavailable', `ClickHouse did not answer within ${ms} ms. Is it busy?`));
    const timer = setTimeout(late, ms);
    asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

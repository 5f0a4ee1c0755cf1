import { type Client, type Erasure, listErasures, type SessionKey } from '@falter/store';

/** Milliseconds after which the list is read again, beside the work of whoever asks. */
const REFRESH_MS = 1_000;

/** Milliseconds after which an old list is not believed any more: who asks waits for a new one. */
const STALE_MS = 5_000;

/** How far a look goes back behind the newest row it knows: rows are timed when an insert begins and visible when it ends. */
const OVERLAP_MS = 35_000;

/**
 * What was erased, as the store had it a moment ago; what this process erases is known at once. The whole list is in memory (some
 * 150 bytes each), because every batch asks.
 */
export class Tombstones {
  readonly #store: Client;
  readonly #erased: Map<string, Erasure> = new Map();
  #readTo = 0;
  #loadedAt = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | undefined;

  constructor(store: Client) {
    this.#store = store;
  }

  /** Whether a session was erased, by itself or with its project; at once where the list is young. @throws StoreError only while the list was never read. */
  has(key: SessionKey): boolean | Promise<boolean> {
    const age = performance.now() - this.#loadedAt;
    if (age <= REFRESH_MS) return this.knows(key);
    const known = () => this.knows(key);
    const loading = this.refresh();
    if (this.#loadedAt === Number.NEGATIVE_INFINITY) return loading.then(known);
    const tried = loading.then(known, known);
    return age > STALE_MS ? tried : known();
  }

  /** The same without a look at the store. */
  knows({ project, session }: SessionKey): boolean {
    return this.#erased.has(nameOf(project, session)) || this.#erased.has(nameOf(project, ''));
  }

  /** Counts from now on, before the store was told. An empty session stands for the whole project. */
  add(erasure: Erasure): void {
    this.#erased.set(nameOf(erasure.project, erasure.session), erasure);
  }

  /** All that are known. */
  all(): readonly Erasure[] {
    return [...this.#erased.values()];
  }

  /** Reads what was written since the last look, by whomever. @throws StoreError */
  refresh(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #load(): Promise<void> {
    for (const erasure of await listErasures(this.#store, Math.max(0, this.#readTo - OVERLAP_MS))) {
      this.add(erasure);
      this.#readTo = Math.max(this.#readTo, erasure.writtenAt);
    }
    this.#loadedAt = performance.now();
  }
}

function nameOf(project: string, session: string): string {
  return `${project}:${session}`;
}

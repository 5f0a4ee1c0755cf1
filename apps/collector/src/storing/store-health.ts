/** Milliseconds after which an insert is slow: what it holds goes to the spool, and so does what comes after it. */
const SLOW_MS = 2_000;

/** Whether the store takes batches quickly. While it does not, nobody waits for it. */
export class StoreHealth {
  readonly slowMs: number;
  #away = false;

  constructor(slowMs: number = SLOW_MS) {
    this.slowMs = slowMs;
  }

  get away(): boolean {
    return this.#away;
  }

  /** It failed, or took too long. */
  failed(): void {
    this.#away = true;
  }

  /** It took something, in `tookMs`. */
  took(tookMs: number): void {
    if (tookMs < this.slowMs) this.#away = false;
  }
}

/** What comes of a promise within `ms`, or `late`. Rejects as the promise does. */
export function within<T, L>(promise: Promise<T>, ms: number, late: L): Promise<T | L> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

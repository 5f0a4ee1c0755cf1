/** What was opened, to be closed in the reverse order: once, each, whatever happened in between. */
export class Closing {
  readonly #closers: (() => Promise<void>)[] = [];

  later(close: () => Promise<void>): void {
    this.#closers.push(close);
  }

  /** Closes all; the first failure is thrown when the rest is closed. */
  async all(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.#closers.splice(0).reverse()) await close().catch((cause) => failures.push(cause));
    if (failures.length > 0) throw failures[0];
  }
}

interface Parts {
  /** Milliseconds that something waits in memory. */
  everyMs: number;
  /** Writes all that waits. Where it fails, whoever counts has put it back. */
  write: () => Promise<void>;
  /** Hears that it failed, and is to be tried again. */
  failed: (cause: unknown) => void;
}

/** What waits in memory is written now and then, one write after another. Nobody waits for it, and nobody fails with it. */
export class WrittenLater {
  readonly #parts: Parts;
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Something waits. */
  wake(): void {
    this.#timer ??= setTimeout(() => void this.flush(), this.#parts.everyMs).unref();
  }

  /** Writes what waits now. Never rejects: what could not be written is tried again later. */
  async flush(): Promise<void> {
    await this.#flushing;
    this.#flushing = this.#write();
    await this.#flushing;
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      await this.#parts.write();
    } catch (cause) {
      this.#parts.failed(cause);
      this.wake();
    }
  }
}

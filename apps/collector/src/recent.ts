/** A map that forgets what was not used for longest once it has `capacity` entries. */
export class Recent<Value> {
  readonly #capacity: number;
  readonly #entries: Map<string, Value> = new Map();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#capacity) return;
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** All values, the one that was not used for longest first. */
  values(): Iterable<Value> {
    return this.#entries.values();
  }
}

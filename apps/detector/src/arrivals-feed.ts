import { type Client, readArrivals, readEngineClock, type SessionKey } from '@falter/store';

/**
 * Milliseconds that the feed looks back behind the newest arrival it knows. Rows are timed when an insert begins and
 * become visible when it ends; the client gives an insert 30 s, so none can appear later than that.
 */
const OVERLAP_MS = 35_000;

/** Rows of one look. What is over it comes with the next one, at once. */
const LIMIT = 10_000;

/** What came since the last look, each batch once: a cursor alone would miss rows that become visible late. */
export class ArrivalsFeed {
  readonly #store: Client;
  /** Arrivals inside of the overlap by identity, with their times. */
  readonly #known: Map<string, number> = new Map();
  #newest: number | undefined;

  constructor(store: Client) {
    this.#store = store;
  }

  /** Begins now, by the engine's clock, and an overlap earlier. */
  async start(): Promise<void> {
    this.#newest = await readEngineClock(this.#store);
  }

  /** Sessions with batches that were not told before. @throws StoreError; the next call tells what this one did not. */
  async next(): Promise<SessionKey[]> {
    if (this.#newest === undefined) await this.start();
    const touched = new Map<string, SessionKey>();
    let since = (this.#newest ?? 0) - OVERLAP_MS;
    for (;;) {
      const arrivals = await readArrivals(this.#store, since, LIMIT);
      for (const { arrivedAt, project, session, tab, seq } of arrivals) {
        const id = `${project}:${session}:${tab}:${seq}`;
        if (!this.#known.has(id)) touched.set(`${project}:${session}`, { project, session });
        this.#known.set(id, arrivedAt);
        this.#newest = Math.max(this.#newest ?? 0, arrivedAt);
      }
      const last = arrivals.at(-1);
      if (arrivals.length < LIMIT || !last) break;
      // A full page of one single millisecond cannot be paged by time; the next millisecond loses none that matter later.
      since = last.arrivedAt > since ? last.arrivedAt : since + 1;
    }
    this.#forget();
    return [...touched.values()];
  }

  #forget(): void {
    const before = (this.#newest ?? 0) - OVERLAP_MS;
    for (const [id, arrivedAt] of this.#known) if (arrivedAt < before) this.#known.delete(id);
  }
}

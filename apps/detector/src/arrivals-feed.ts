import { type Arrival, type Client, readArrivals, readEngineClock, type SessionKey } from '@falter/store';
import { nameOf } from './session-name.ts';

/**
 * Milliseconds that a deep look goes back behind the newest arrival it knows. Rows are timed when an insert begins and
 * become visible when it ends; the client gives an insert 30 s, so none can appear later than that.
 */
const DEEP_MS = 35_000;

/** Most rows become visible at once: most looks go back this far only, and a deep one is made now and then. */
const SHALLOW_MS = 2_000;
const DEEP_EVERY_MS = 5_000;

/** Rows of one question. */
const PAGE = 10_000;

/** What came since the last look, each batch once: a cursor alone would miss rows that become visible late. */
export class ArrivalsFeed {
  readonly #store: Client;
  /** Arrivals that a deep look still sees, by identity, with their times. */
  readonly #known: Map<string, number> = new Map();
  #newest: number | undefined;
  #deepAt = Number.NEGATIVE_INFINITY;

  constructor(store: Client) {
    this.#store = store;
  }

  /** Begins now, by the engine's clock, and a deep look earlier. */
  async start(): Promise<void> {
    this.#newest = await readEngineClock(this.#store);
  }

  /** Sessions with batches that were not told before. @throws StoreError; the next call tells what this one did not. */
  async next(): Promise<SessionKey[]> {
    if (this.#newest === undefined) await this.start();
    const deep = performance.now() - this.#deepAt >= DEEP_EVERY_MS;
    const since = (this.#newest ?? 0) - (deep ? DEEP_MS : SHALLOW_MS);
    const arrivals: Arrival[] = [];
    let page: Arrival[];
    do {
      page = await readArrivals(this.#store, since, { limit: PAGE, after: arrivals.at(-1) });
      arrivals.push(...page);
    } while (page.length === PAGE);
    if (deep) this.#deepAt = performance.now();
    return this.#tell(arrivals);
  }

  #tell(arrivals: readonly Arrival[]): SessionKey[] {
    const touched = new Map<string, SessionKey>();
    for (const { arrivedAt, project, session, tab, seq } of arrivals) {
      const id = `${project}:${session}:${tab}:${seq}`;
      if (!this.#known.has(id)) touched.set(nameOf({ project, session }), { project, session });
      this.#known.set(id, arrivedAt);
      this.#newest = Math.max(this.#newest ?? 0, arrivedAt);
    }
    const before = (this.#newest ?? 0) - DEEP_MS;
    for (const [id, arrivedAt] of this.#known) if (arrivedAt < before) this.#known.delete(id);
    return [...touched.values()];
  }
}

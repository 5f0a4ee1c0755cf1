import {
  ARRIVALS_SETTLE_MS,
  type Arrival,
  type Client,
  readArrivals,
  readEngineClock,
  type SessionKey,
} from '@falter/store';
import { nameOf } from './session-name.ts';

/**
 * Milliseconds that a deep look goes back. Rows are timed when an insert begins and become visible when it ends; what takes longer than
 * this is announced again by the collector, at its present time.
 */
const DEEP_MS = ARRIVALS_SETTLE_MS;

/** Most rows become visible at once: most looks go back this far only, and a deep one is made now and then. */
const SHALLOW_MS = 2_000;
const DEEP_EVERY_MS = 5_000;

/** A clock that stands this far behind what it told was set back. Less is the time that a question takes. */
const SET_BACK_MS = 1_000;

/** A look ends this far ahead of the clock as it was asked before it: what comes meanwhile is seen by the next one as well. */
const AHEAD_MS = 10_000;

/** Rows of one question. */
const PAGE = 10_000;

/** A time that the engine's clock ran on until it was set back: rows of it may become visible for a while. */
interface Past {
  newest: number;
  /** By the monotonic clock of this process. */
  leftAt: number;
}

/** A session with the batches that came for it. */
export interface Came {
  key: SessionKey;
  batches: { tab: string; seq: number }[];
}

/**
 * What came since the last look, each batch once. A cursor alone would miss rows that become visible late, and all of them for as long
 * as the engine's clock was set back.
 */
export class ArrivalsFeed {
  readonly #store: Client;
  readonly #elapsed: () => number;
  /** Arrivals that a deep look still sees, by identity, with their times. */
  readonly #known: Map<string, number> = new Map();
  #newest: number | undefined;
  #askedAt = 0;
  #past: Past[] = [];
  #deepAt = Number.NEGATIVE_INFINITY;

  /** `elapsed`: milliseconds by a clock that nobody sets. */
  constructor(store: Client, elapsed: () => number = () => performance.now()) {
    this.#store = store;
    this.#elapsed = elapsed;
  }

  /** Begins now, by the engine's clock, and a deep look earlier. */
  async start(): Promise<void> {
    this.#newest = await readEngineClock(this.#store);
    this.#askedAt = this.#elapsed();
  }

  /** Sessions with batches that were not told before. @throws StoreError; the next call tells what this one did not. */
  async next(): Promise<Came[]> {
    if (this.#newest === undefined) await this.start();
    const now = await this.#lookAtClock();
    const deep = this.#elapsed() - this.#deepAt >= DEEP_EVERY_MS;
    const back = deep ? DEEP_MS : SHALLOW_MS;
    // Not what is timed ahead of the clock: it comes from before the clock was set back, and is looked at by itself.
    const arrivals = await this.#read((this.#newest ?? now) - back, now + AHEAD_MS);
    const newest = arrivals.at(-1)?.arrivedAt ?? 0;
    for (const { newest: end } of this.#past) arrivals.push(...(await this.#read(end - back)));
    if (deep) this.#deepAt = this.#elapsed();
    this.#newest = Math.max(this.#newest ?? 0, newest);
    return this.#tell(arrivals);
  }

  /** The engine's clock. Notices that it was set back, and goes on from where it stands now. */
  async #lookAtClock(): Promise<number> {
    const now = await readEngineClock(this.#store);
    const asked = this.#elapsed();
    const sinceAsked = asked - this.#askedAt;
    this.#askedAt = asked;
    this.#past = this.#past.filter(({ leftAt }) => asked - leftAt < 2 * DEEP_MS);
    const newest = this.#newest ?? now;
    if (now >= newest - SET_BACK_MS) return now;
    this.#past.push({ newest, leftAt: asked });
    // It was set back at some moment since it was last asked; what came after that is timed from there on.
    this.#newest = now - sinceAsked;
    this.#deepAt = Number.NEGATIVE_INFINITY;
    return now;
  }

  async #read(since: number, until?: number): Promise<Arrival[]> {
    const arrivals: Arrival[] = [];
    let page: Arrival[];
    do {
      page = await readArrivals(this.#store, Math.floor(since), { limit: PAGE, until, after: arrivals.at(-1) });
      arrivals.push(...page);
    } while (page.length === PAGE);
    return arrivals;
  }

  #tell(arrivals: readonly Arrival[]): Came[] {
    const touched = new Map<string, Came>();
    for (const { arrivedAt, project, session, tab, seq } of arrivals) {
      const id = `${project}:${session}:${tab}:${seq}`;
      if (!this.#known.has(id)) {
        const key = { project, session };
        const came = touched.get(nameOf(key)) ?? { key, batches: [] };
        touched.set(nameOf(key), came);
        came.batches.push({ tab, seq });
      }
      this.#known.set(id, arrivedAt);
    }
    // What any of the looks still sees: what is forgotten before is told again by each of them.
    const before = Math.min(this.#newest ?? 0, ...this.#past.map(({ newest }) => newest)) - DEEP_MS;
    for (const [id, arrivedAt] of this.#known) if (arrivedAt < before) this.#known.delete(id);
    return [...touched.values()];
  }
}

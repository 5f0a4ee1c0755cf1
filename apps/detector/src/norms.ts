import { NORM_LEAST, type NormState, type Norms, toNorms, toStates } from '@falter/detector';
import { addNorms, type Client, readNorms } from '@falter/store';
import type { Inspection } from './inspection.ts';
import type { SessionReading } from './session-reading.ts';

const DAY_MS = 24 * 3_600_000;
/** Days of which a session is compared with: from the day before the day before its own, back. */
const DAYS = 28;
const SETTLED_DAYS = 2;
/** Milliseconds after which they are read again. */
const EVERY_MS = 300_000;
/** Projects, devices and days that are remembered. */
const KNOWN_MAX = 200;

/** What is usual in each project, as it was read a moment ago; and what closed sessions add to it. */
export class ProjectNorms {
  readonly #store: Client;
  readonly #known: Map<string, { norms: Norms; readAt: number }> = new Map();

  constructor(store: Client) {
    this.#store = store;
  }

  /**
   * What a session is compared with: 28 days that were over, with all of their sessions, before it can be closed. So it is
   * compared with the same whenever somebody looks at it. @throws StoreError
   */
  async of(project: string, { facts }: Pick<SessionReading, 'facts'>): Promise<Norms> {
    const { device } = facts.visitor;
    const day = Math.floor(facts.firstSeenAt / DAY_MS) * DAY_MS;
    const name = JSON.stringify([project, device, day]);
    const known = this.#known.get(name);
    if (known && performance.now() - known.readAt < EVERY_MS) return known.norms;
    const to = day - SETTLED_DAYS * DAY_MS;
    const days = { from: to - (DAYS - 1) * DAY_MS, to };
    const rows = await readNorms(this.#store, { project, device, ...days, least: NORM_LEAST });
    const norms = toNorms(rows as NormState[]);
    this.#known.delete(name);
    this.#known.set(name, { norms, readAt: performance.now() });
    for (const oldest of [...this.#known.keys()].slice(0, -KNOWN_MAX)) this.#known.delete(oldest);
    return norms;
  }

  /** Adds what a closed session of a person tells, once, however often it is looked at. @throws StoreError */
  async add({ session, detection }: Pick<Inspection, 'session' | 'detection'>): Promise<boolean> {
    const { project, id, firstSeenAt, device, bot, closed } = session;
    if (!closed || bot) return false;
    const rows = toStates(detection.observations);
    return rows.length > 0 && addNorms(this.#store, { project, session: id, firstSeenAt, device }, rows);
  }
}

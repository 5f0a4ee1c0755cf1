import { createHash } from 'node:crypto';
import { type Client, listDetectorWorkers, type SessionKey } from '@falter/store';
import { nameOf } from './session-name.ts';

/** Milliseconds between two looks at who lives. */
const EVERY_MS = 3_000;

/**
 * Milliseconds after a change of who lives until what changed hands is looked at by its new owner: the old one has heard of the change
 * and ended its look by then, and writes nothing older over what the new one found.
 */
const HANDOVER_MS = 6_000;

/**
 * Which sessions are this process's, where several detectors follow one store. Each session belongs to the living worker with the highest
 * hash of both names (rendezvous hashing): who comes or goes moves only its own share. One worker alone has all of them.
 */
export class Share {
  readonly #store: Client;
  readonly #worker: string;
  readonly #elapsed: () => number;
  #now: readonly string[];
  /** Who lived before the last change; the same as now once it is over. */
  #before: readonly string[];
  #changedAt = Number.NEGATIVE_INFINITY;
  #askedAt = Number.NEGATIVE_INFINITY;

  /** `elapsed`: milliseconds by a clock that nobody sets. */
  constructor(store: Client, worker: string, elapsed: () => number = () => performance.now()) {
    this.#store = store;
    this.#worker = worker;
    this.#elapsed = elapsed;
    this.#now = [worker];
    this.#before = this.#now;
  }

  /** Asks when it is time who lives. True when sessions ceased to be ours (a change begins) or may have become ours (it is over). @throws StoreError */
  async refresh(): Promise<boolean> {
    const isFirst = this.#askedAt === Number.NEGATIVE_INFINITY;
    let begins = false;
    if (this.#elapsed() - this.#askedAt >= EVERY_MS) {
      const others = (await listDetectorWorkers(this.#store)).filter((worker) => worker !== this.#worker);
      this.#askedAt = this.#elapsed();
      begins = this.#meet([...others, this.#worker].sort(), isFirst);
    }
    if (this.#before === this.#now || this.#elapsed() - this.#changedAt < HANDOVER_MS) return begins;
    this.#before = this.#now;
    return true;
  }

  /** During a change only what was ours before it and stays ours. */
  isMine(key: SessionKey): boolean {
    const name = nameOf(key);
    return ownerOf(name, this.#now) === this.#worker && ownerOf(name, this.#before) === this.#worker;
  }

  #meet(living: readonly string[], isFirst: boolean): boolean {
    if (living.join() === this.#now.join()) return false;
    // Who comes last has nothing before; the others go on with what they had.
    if (isFirst) this.#before = living.filter((worker) => worker !== this.#worker);
    this.#now = living;
    this.#changedAt = this.#elapsed();
    return true;
  }
}

/** The worker to whom a session belongs; '' where there is none. */
export function ownerOf(session: string, workers: readonly string[]): string {
  if (workers.length < 2) return workers[0] ?? '';
  let [owner, highest] = ['', ''];
  for (const worker of workers) {
    const rank = createHash('sha1').update(`${worker}\n${session}`).digest('hex');
    if (rank > highest) [owner, highest] = [worker, rank];
  }
  return owner;
}

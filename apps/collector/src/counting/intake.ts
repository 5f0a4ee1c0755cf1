import { addIntake, type Client, type IntakeCount } from '@falter/store';
import type { IntakeOutcome } from '@falter/wire';
import { WrittenLater } from './written-later.ts';

/** How something that came ended. Of a page only its origin, of an unknown key only how it begins. */
export interface Came {
  outcome: IntakeOutcome;
  /** '' where the key is unknown or was not read. */
  project: string;
  origin: string;
  hint: string;
  /** Milliseconds from the first byte to the disk, 0 for what was not stored. */
  tookMs: number;
}

/** Milliseconds that counts wait in memory: what somebody sees who waits for the first batch is that much behind. */
const FLUSH_MS = 2_000;

/**
 * Different origins and key hints that are told apart in a minute, for each kind by itself: strangers can send any, and must
 * neither fill the store nor crowd out what came by the rules. What is over is counted under the origin `other`.
 */
const DISTINCT_MAX = 100;

/** Rows that wait while the store is away: an hour and more of the busiest minutes. What is over is not counted. */
const WAITING_MAX = 20_000;

export const OTHER = 'other';

const MINUTE_MS = 60_000;

type Kind = 'script' | 'taken' | 'refused';

/** Counts what came, by the minute, in memory, and writes it now and then. Never holds up a batch, never fails one. */
export class Intake {
  readonly #store: Client;
  #waiting: Map<string, IntakeCount> = new Map();
  /** What was told apart in this minute. */
  #minute = 0;
  readonly #distinct: Record<Kind, Set<string>> = { script: new Set(), taken: new Set(), refused: new Set() };
  readonly #later: WrittenLater;

  constructor(store: Client, complain: (message: string, cause: unknown) => void) {
    this.#store = store;
    const failed = (cause: unknown) => complain('what came to the collector could not be counted; trying again', cause);
    this.#later = new WrittenLater({ everyMs: FLUSH_MS, write: () => this.#write(), failed });
  }

  /** `now` in epoch milliseconds. */
  count(came: Came, now: number = Date.now()): void {
    const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
    const { outcome, project, tookMs } = came;
    const told = this.#isToldApart(came, minute) ? came : { origin: OTHER, hint: '' };
    const { origin, hint } = told;
    const times = { tookMs, slowestMs: tookMs, lastAt: now };
    this.#add({ minute, project, outcome, origin, hint, count: 1, ...times });
    this.#later.wake();
  }

  /** Writes what was counted so far. Never rejects: what could not be written is tried again later. */
  flush(): Promise<void> {
    return this.#later.flush();
  }

  async #write(): Promise<void> {
    const counts = [...this.#waiting.values()];
    this.#waiting = new Map();
    await addIntake(this.#store, counts).catch((cause: unknown) => {
      for (const count of counts) this.#add(count);
      throw cause;
    });
  }

  #isToldApart({ outcome, project, origin, hint }: Came, minute: number): boolean {
    if (minute !== this.#minute) for (const known of Object.values(this.#distinct)) known.clear();
    this.#minute = minute;
    const known = this.#distinct[kindOf(outcome)];
    const name = JSON.stringify([project, outcome, origin, hint]);
    if (known.size < DISTINCT_MAX) known.add(name);
    return known.has(name);
  }

  #add(more: IntakeCount): void {
    const name = JSON.stringify([more.minute, more.project, more.outcome, more.origin, more.hint]);
    const known = this.#waiting.get(name);
    if (!known) {
      if (this.#waiting.size < WAITING_MAX) this.#waiting.set(name, { ...more });
      return;
    }
    known.count += more.count;
    known.tookMs += more.tookMs;
    known.slowestMs = Math.max(known.slowestMs, more.slowestMs);
    known.lastAt = Math.max(known.lastAt, more.lastAt);
  }
}

function kindOf(outcome: IntakeOutcome): Kind {
  if (outcome === 'script') return 'script';
  return ['stored', 'duplicate', 'declined'].includes(outcome) ? 'taken' : 'refused';
}

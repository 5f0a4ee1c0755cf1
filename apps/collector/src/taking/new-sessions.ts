import { WireError } from '@falter/wire';

/**
 * New sessions of a project in a minute: 200 a second, some million visits an hour. A write key stands in every page, so anybody can
 * make up ids; each costs a row in every list and a place in memory.
 */
export const NEW_SESSIONS_A_MINUTE = 12_000;

const MINUTE_MS = 60_000;

/** Counts how many sessions began, by project and minute, and refuses what is over. */
export class NewSessions {
  readonly #most: number;
  readonly #begun: Map<string, number> = new Map();
  #minute = 0;

  constructor(most: number = NEW_SESSIONS_A_MINUTE) {
    this.#most = most;
  }

  /** Before anybody is asked whether there is this session. @throws WireError `too_many_sessions` */
  refuseCrowd(project: string, now: number = performance.now()): void {
    const minute = Math.floor(now / MINUTE_MS);
    if (minute !== this.#minute) this.#begun.clear();
    this.#minute = minute;
    if ((this.#begun.get(project) ?? 0) < this.#most) return;
    const advice = 'Send the batch again in a minute.';
    throw new WireError(
      'too_many_sessions',
      `more than ${this.#most} sessions of this project began in a minute. ${advice}`,
    );
  }

  count(project: string): void {
    this.#begun.set(project, (this.#begun.get(project) ?? 0) + 1);
  }
}

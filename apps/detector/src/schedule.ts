import type { SessionKey } from '@falter/store';
import { SESSION_IDLE_MS } from '@falter/wire';
import { nameOf } from './session-name.ts';

/** Least milliseconds between two looks at one session: new batches of a busy page are looked at together. */
const EVERY_MS = 500;

/** A look may take at most this share of the time: a session that is slow to read is looked at less often. */
const BUSY_SHARE = 0.1;

/** Milliseconds after the last batch in which a quiet session is looked at again: effect windows run out meanwhile. */
const SETTLING_MS = 10_000;
const SETTLING_EVERY_MS = 1_000;

/** Milliseconds until a look that failed is repeated: twice as long after each failure that follows. */
const AFTER_FAILURE_MS = 5_000;
const AFTER_FAILURE_MAX_MS = 600_000;

interface Followed {
  key: SessionKey;
  /** Server time of the last batch, epoch ms. */
  lastReceivedAt: number;
  touched: boolean;
  /** When it began to wait for a look; means something while it is touched. */
  touchedAt: number;
  lastLookAt: number;
  lookMs: number;
  /** Looks that failed since one went well. */
  failures: number;
  /** When silence alone will have told something, whatever else comes. */
  againAt: number;
}

interface Look {
  tookMs: number;
  lastReceivedAt: number;
  closed: boolean;
  againAt?: number;
}

/** Which sessions are to be looked at, and when. Times are epoch milliseconds of the server, given by the caller. */
export class Schedule {
  readonly #followed: Map<string, Followed> = new Map();

  get size(): number {
    return this.#followed.size;
  }

  /** Something came for this session, or nobody looked at it yet. It waits since then. */
  touch(key: SessionKey, lastReceivedAt: number): void {
    const known = this.#followed.get(nameOf(key));
    if (!known) {
      const fresh = {
        key,
        lastReceivedAt,
        touched: true,
        touchedAt: lastReceivedAt,
        lastLookAt: Number.NEGATIVE_INFINITY,
        lookMs: 0,
        failures: 0,
        againAt: Number.POSITIVE_INFINITY,
      };
      this.#followed.set(nameOf(key), fresh);
      return;
    }
    if (!known.touched) known.touchedAt = lastReceivedAt;
    known.touched = true;
    known.lastReceivedAt = Math.max(known.lastReceivedAt, lastReceivedAt);
  }

  /** Leaves to others what is not ours any more. */
  keep(isOurs: (key: SessionKey) => boolean): void {
    for (const [name, { key }] of this.#followed) if (!isOurs(key)) this.#followed.delete(name);
  }

  /** All sessions of a project that are not closed are to be looked at again. They wait since `now`, however quiet they were. */
  touchAll(project: string, now: number): void {
    for (const session of this.#followed.values()) {
      if (session.key.project !== project || session.touched) continue;
      session.touched = true;
      session.touchedAt = now;
    }
  }

  /**
   * Sessions whose time has come: in turn the one that waits longest and the one of the newest batch, so that neither who
   * is on the site now nor what was left over waits for the whole of the others.
   */
  due(now: number): SessionKey[] {
    const due = [...this.#followed.values()].filter((session) => isDue(session, now));
    due.sort((a, b) => a.lastReceivedAt - b.lastReceivedAt);
    const both = due.map((_, n) => due[n % 2 === 0 ? n / 2 : due.length - (n + 1) / 2] as Followed);
    return both.map(({ key }) => key);
  }

  /** Sessions that wait, how long the one that waits longest could have been looked at by now, and those that fail. */
  backlog(now: number): { waiting: number; behindMs: number; failing: number } {
    const all = [...this.#followed.values()];
    const waiting = all.filter((session) => session.touched && session.failures === 0 && isDue(session, now));
    const ages = waiting.map((session) => now - Math.max(session.touchedAt, session.lastLookAt + pauseOf(session)));
    const behindMs = Math.round(ages.reduce((most, age) => Math.max(most, age), 0));
    return { waiting: waiting.length, behindMs, failing: all.filter(({ failures }) => failures > 0).length };
  }

  /** Tells that a look begins: whatever touches the session from now on asks for another one. */
  looking(key: SessionKey, now: number): void {
    const session = this.#followed.get(nameOf(key));
    if (!session) return;
    session.touched = false;
    session.lastLookAt = now;
  }

  /** Tells that a look failed: it is repeated, but not at once. Returns how many failed in a row. */
  failed(key: SessionKey): number {
    const session = this.#followed.get(nameOf(key));
    if (!session) return 0;
    session.touched = true;
    session.lookMs = Math.min(AFTER_FAILURE_MS * 2 ** session.failures, AFTER_FAILURE_MAX_MS) * BUSY_SHARE;
    return ++session.failures;
  }

  /** Milliseconds until a session is due that silence will have told something of; `most` when there is none before. */
  waitMs(now: number, most: number): number {
    let wait = most;
    for (const { againAt } of this.#followed.values()) if (againAt > now) wait = Math.min(wait, againAt - now);
    return wait;
  }

  /**
   * Tells how a look went: what it took, when the last batch had come, whether the session is closed now, and when silence alone will
   * tell more of it.
   */
  looked(key: SessionKey, look: Look): void {
    const session = this.#followed.get(nameOf(key));
    if (!session) return;
    session.lookMs = look.tookMs;
    session.failures = 0;
    session.lastReceivedAt = look.lastReceivedAt;
    session.againAt = look.againAt ?? Number.POSITIVE_INFINITY;
    if (look.closed && !session.touched) this.#followed.delete(nameOf(key));
  }
}

/** Milliseconds between two looks at it. */
function pauseOf(session: Followed): number {
  return Math.max(EVERY_MS, restOf(session));
}

/** Milliseconds that it leaves to others after a look. */
function restOf({ lookMs }: Followed): number {
  return lookMs / BUSY_SHARE;
}

function isDue(session: Followed, now: number): boolean {
  const { touched, lastLookAt, lastReceivedAt, againAt } = session;
  const sinceLook = now - lastLookAt;
  const isTold = now >= againAt && lastLookAt < againAt;
  // Before the last look: the clock was set back, and nobody waits until it has caught up.
  if (sinceLook >= 0 && sinceLook < (isTold ? restOf(session) : pauseOf(session))) return false;
  if (touched || isTold) return true;
  const quietFor = now - lastReceivedAt;
  if (quietFor > SESSION_IDLE_MS) return true;
  if (againAt - now < EVERY_MS) return false;
  return lastLookAt < lastReceivedAt + SETTLING_MS && Math.abs(sinceLook) >= SETTLING_EVERY_MS;
}

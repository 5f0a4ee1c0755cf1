import { createHash, timingSafeEqual } from 'node:crypto';
import { type Client, findSessionOrigins, type SessionKey, type SessionOrigin } from '@falter/store';
import { WireError } from '@falter/wire';
import { Recent } from './recent.ts';
import { Together } from './together.ts';

/**
 * Inflated bytes of a session's recording. Usual ones have 0.4 MB. Detector and viewer read a recording whole: 486 MB took the
 * detector 1.7 GB, and one visitor of bad will must not be able to take the memory that detects for all.
 */
export const SESSION_MAX_BYTES: number = 128 * 1024 * 1024;

/** Sessions kept in memory: ~200 bytes each. */
const REMEMBERED = 50_000;

/** Tabs of a session whose batches are counted here; a session with more is no usual visit. */
const COUNTED_TABS = 32;

/** A session as this collector knows it. */
export class KnownSession implements SessionOrigin {
  readonly firstSeenAt: number;
  readonly secret: string;
  bytes: number;
  /** Highest sequence number taken in, by tab; undefined where the store may hold what this collector never saw. */
  readonly #taken: Map<string, number> | undefined;

  constructor(origin: SessionOrigin, allCameHere: boolean) {
    this.firstSeenAt = origin.firstSeenAt;
    this.secret = origin.secret;
    this.bytes = origin.bytes;
    this.#taken = allCameHere ? new Map() : undefined;
  }

  /** Whether the store cannot hold this batch: pages count up, so most batches spare it the question. Asked once a batch. */
  isNew({ tab, seq }: { tab: string; seq: number }): boolean {
    const before = this.#taken?.get(tab) ?? -1;
    if (!this.#taken || seq <= before || (before < 0 && this.#taken.size >= COUNTED_TABS)) return false;
    // Before it is written, not after: a write that failed may have stored it all the same.
    this.#taken.set(tab, seq);
    return true;
  }
}

/** When each session began and whose it is: decided by its first batch, looked up in the store ever after. */
export class SessionOrigins {
  readonly #stored: Together<SessionKey, SessionOrigin | undefined>;
  readonly #known = new Recent<Promise<KnownSession>>(REMEMBERED);
  readonly #alone: boolean;

  /** `alone`: no other collector writes into this store. */
  constructor(store: Client, alone: boolean) {
    this.#alone = alone;
    this.#stored = new Together((keys) => findSessionOrigins(store, keys));
  }

  /**
   * The caller adds to `bytes` what it stores. `anySize`: nothing shall be added, so it may be as large as it is.
   * @throws WireError `wrong_secret` when the session belongs to someone else, `too_large` when it has no room left;
   * StoreError when nobody can tell.
   */
  async claim(key: SessionKey, secret: string, { anySize = false }: { anySize?: boolean } = {}): Promise<KnownSession> {
    const name = `${key.project}:${key.session}`;
    const mine = createHash('sha256').update(secret).digest('hex');
    let asked = this.#known.get(name);
    if (!asked) {
      asked = this.#stored.ask(key).then((found) => {
        const origin = found ?? { firstSeenAt: Date.now(), secret: mine, bytes: 0 };
        return new KnownSession(origin, this.#alone && !found);
      });
      this.#known.set(name, asked);
      asked.catch(() => this.#known.delete(name));
    }
    const origin = await asked;
    if (!timingSafeEqual(Buffer.from(origin.secret), Buffer.from(mine))) {
      throw new WireError('wrong_secret', 'this session was begun by someone else. Begin a new session.');
    }
    if (anySize || origin.bytes < SESSION_MAX_BYTES) return origin;
    throw new WireError('too_large', `this session has over ${SESSION_MAX_BYTES} bytes. Begin a new session.`);
  }
}

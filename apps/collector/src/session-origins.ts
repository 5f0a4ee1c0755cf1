import { createHash, timingSafeEqual } from 'node:crypto';
import { type Client, findSessionOrigin, type SessionKey, type SessionOrigin } from '@falter/store';
import { WireError } from '@falter/wire';
import { Recent } from './recent.ts';

/**
 * Inflated bytes of a session's recording. Usual ones have 0.4 MB. Detector and viewer read a recording whole: 486 MB took the
 * detector 1.7 GB, and one visitor of bad will must not be able to take the memory that detects for all.
 */
export const SESSION_MAX_BYTES: number = 128 * 1024 * 1024;

/** Sessions kept in memory: ~200 bytes each. */
const REMEMBERED = 50_000;

/** When each session began and whose it is: decided by its first batch, looked up in the store ever after. */
export class SessionOrigins {
  readonly #store: Client;
  readonly #known = new Recent<Promise<SessionOrigin>>(REMEMBERED);

  constructor(store: Client) {
    this.#store = store;
  }

  /**
   * The caller adds to `bytes` what it stores.
   * @throws WireError `wrong_secret` when the session belongs to someone else, `too_large` when it has no room left;
   * StoreError when nobody can tell.
   */
  async claim(key: SessionKey, secret: string): Promise<SessionOrigin> {
    const name = `${key.project}:${key.session}`;
    const mine = createHash('sha256').update(secret).digest('hex');
    let asked = this.#known.get(name);
    if (!asked) {
      asked = findSessionOrigin(this.#store, key).then(
        (found) => found ?? { firstSeenAt: Date.now(), secret: mine, bytes: 0 },
      );
      this.#known.set(name, asked);
      asked.catch(() => this.#known.delete(name));
    }
    const origin = await asked;
    if (!timingSafeEqual(Buffer.from(origin.secret), Buffer.from(mine))) {
      throw new WireError('wrong_secret', 'this session was begun by someone else. Begin a new session.');
    }
    if (origin.bytes < SESSION_MAX_BYTES) return origin;
    throw new WireError('too_large', `this session has over ${SESSION_MAX_BYTES} bytes. Begin a new session.`);
  }
}

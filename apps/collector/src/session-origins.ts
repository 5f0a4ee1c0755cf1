import { createHash, timingSafeEqual } from 'node:crypto';
import { type Client, findSessionOrigin, type SessionKey } from '@falter/store';
import { WireError } from '@falter/wire';
import { Recent } from './recent.ts';

interface Origin {
  /** Server time of the session's first batch, epoch ms: it names the partition of all its batches. */
  firstSeenAt: number;
  /** SHA-256 of its secret, hex. */
  secret: string;
}

/** Sessions kept in memory: ~200 bytes each. */
const REMEMBERED = 50_000;

/** When each session began and whose it is: decided by its first batch, looked up in the store ever after. */
export class SessionOrigins {
  readonly #store: Client;
  readonly #known = new Recent<Promise<Origin>>(REMEMBERED);

  constructor(store: Client) {
    this.#store = store;
  }

  /** @throws WireError `wrong_secret` when the session belongs to someone else; StoreError when nobody can tell. */
  async claim(key: SessionKey, secret: string): Promise<Origin> {
    const name = `${key.project}:${key.session}`;
    const mine = createHash('sha256').update(secret).digest('hex');
    let asked = this.#known.get(name);
    if (!asked) {
      asked = findSessionOrigin(this.#store, key).then((found) => found ?? { firstSeenAt: Date.now(), secret: mine });
      this.#known.set(name, asked);
      asked.catch(() => this.#known.delete(name));
    }
    const origin = await asked;
    if (timingSafeEqual(Buffer.from(origin.secret), Buffer.from(mine))) return origin;
    throw new WireError('wrong_secret', 'this session was begun by someone else. Begin a new session.');
  }
}

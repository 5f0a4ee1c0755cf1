import { type Client, endWish, listWishes, type Wish } from '@falter/store';
import type { Session } from '@falter/wire';

/** Milliseconds after which the wishes are read again. */
const EVERY_MS = 10_000;

/** Ends the wish for a person's next session once there is one: recorded after the wish was made, and closed. */
export class Wishes {
  readonly #store: Client;
  #standing: Map<string, Wish> = new Map();
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(store: Client) {
    this.#store = store;
  }

  /** Looks at a session that was inspected. @throws StoreError */
  async met({ project, id, person, closed, firstSeenAt }: Session): Promise<void> {
    if (!closed || person === '') return;
    await this.#refresh();
    const name = `${project}:${person}`;
    const wish = this.#standing.get(name);
    if (!wish || firstSeenAt < wish.wishedAt) return;
    await endWish(this.#store, wish, Date.now(), id);
    this.#standing.delete(name);
  }

  async #refresh(): Promise<void> {
    if (performance.now() - this.#readAt < EVERY_MS) return;
    const wishes = await listWishes(this.#store);
    this.#readAt = performance.now();
    this.#standing = new Map(wishes.map((wish) => [`${wish.project}:${wish.person}`, wish]));
  }
}

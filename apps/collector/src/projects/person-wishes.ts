import { type Client, listWishes } from '@falter/store';

/** Milliseconds after which a wish that was made or taken back is known here. */
const REFRESH_MS = 5_000;

/** Which persons somebody waits for, as the store had it at most a few seconds ago: no question of a page reaches the store. */
export class PersonWishes {
  readonly #store: Client;
  #known: ReadonlySet<string> = new Set();
  #loadedAt = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | undefined;

  constructor(store: Client) {
    this.#store = store;
  }

  /** Whether somebody waits for the person of this hash (SHA-256, hex). Nobody does while the store cannot be asked. */
  async has(project: string, personHash: string): Promise<boolean> {
    if (performance.now() - this.#loadedAt > REFRESH_MS) {
      this.#loading ??= this.#load().finally(() => {
        this.#loading = undefined;
      });
      await this.#loading.catch(() => {});
    }
    return this.#known.has(`${project}:${personHash}`);
  }

  async #load(): Promise<void> {
    const wishes = await listWishes(this.#store);
    this.#known = new Set(wishes.map(({ project, personHash }) => `${project}:${personHash}`));
    this.#loadedAt = performance.now();
  }
}

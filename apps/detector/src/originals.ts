import { filesOf, type OpenMap, openSourceMap, originalText, type Reading, stacksOf } from '@falter/detector';
import { type Client, findSourceMap, listSourceMaps } from '@falter/store';

/** Opened maps that are kept, and milliseconds for which they are: a map of megabytes takes a second to open. */
const KEPT = 8;
const FRESH_MS = 300_000;

/** Stacks of a session that are looked at: a page that fails in ever new ways must not hold up the others. */
const STACKS_MAX = 50;

interface Kept {
  map: OpenMap | undefined;
  at: number;
}

/** Puts stacks of errors into original code where the release of their session has source maps, for the key of their issue. */
export class Originals {
  readonly #store: Client;
  readonly #kept: Map<string, Kept> = new Map();

  constructor(store: Client) {
    this.#store = store;
  }

  /** Original stacks by the stacks of this reading; of those without a map nothing. @throws StoreError */
  async of(
    { project, release }: { project: string; release: string },
    reading: Reading,
  ): Promise<ReadonlyMap<string, string>> {
    const stacks = stacksOf(reading).slice(0, STACKS_MAX);
    const originals = new Map<string, string>();
    if (stacks.length === 0 || release === '') return originals;
    if ((await listSourceMaps(this.#store, { project, release })).length === 0) return originals;
    for (const stack of stacks) {
      const maps = new Map<string, OpenMap>();
      for (const url of filesOf(stack)) {
        const map = await this.#open({ project, release, url });
        if (map) maps.set(url, map);
      }
      if (maps.size > 0)
        originals.set(
          stack,
          originalText(stack, (file) => maps.get(file)),
        );
    }
    return originals;
  }

  async #open(of: { project: string; release: string; url: string }): Promise<OpenMap | undefined> {
    const name = JSON.stringify(of);
    const known = this.#kept.get(name);
    if (known && performance.now() - known.at < FRESH_MS) return known.map;
    const text = await findSourceMap(this.#store, of);
    // It was read when it was taken, so it opens.
    const map = text === undefined ? undefined : openSourceMap(text);
    this.#kept.delete(name);
    this.#kept.set(name, { map, at: performance.now() });
    const [oldest = ''] = this.#kept.keys();
    if (this.#kept.size > KEPT) this.#kept.delete(oldest);
    return map;
  }
}

const known = new WeakMap<Client, Originals>();

/** Those of a store: whoever reads sessions of it shares the opened maps. */
export function originalsOf(store: Client): Originals {
  const found = known.get(store) ?? new Originals(store);
  known.set(store, found);
  return found;
}

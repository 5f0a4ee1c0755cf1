/** What waits, by project: whoever takes from it takes from each project in turn, so that a loud one delays only itself. */
export class FairQueue<Item> {
  readonly #byProject: Map<string, Item[]> = new Map();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(project: string, item: Item): void {
    const queue = this.#byProject.get(project);
    if (queue) queue.push(item);
    else this.#byProject.set(project, [item]);
    this.#size++;
  }

  /**
   * Takes out items that belong together, one of each project in turn, those for which `fits` says so. What does not fit stays where it
   * is; what stood first of all is asked about first, so nothing waits for ever.
   */
  take(fits: (item: Item) => boolean): Item[] {
    const taken: Item[] = [];
    const left = new Map([...this.#byProject.keys()].map((project) => [project, [] as Item[]]));
    const next = new Map([...this.#byProject.keys()].map((project) => [project, 0]));
    while (next.size > 0) {
      for (const [project, at] of next) {
        const queue = this.#byProject.get(project) ?? [];
        const found = nextThatFits(queue, at, fits);
        const until = found < 0 ? queue.length : found;
        left.get(project)?.push(...queue.slice(at, until));
        if (found < 0) next.delete(project);
        else {
          taken.push(queue[found] as Item);
          next.set(project, found + 1);
        }
      }
    }
    for (const [project, queue] of left) this.#byProject.set(project, queue);
    this.#turn();
    this.#size -= taken.length;
    return taken;
  }

  /** Takes out all. */
  drain(): Item[] {
    return this.take(() => true);
  }

  /** Who was first is last the next time; who has nothing is forgotten. */
  #turn(): void {
    const [first] = this.#byProject.keys();
    for (const [project, queue] of this.#byProject) if (queue.length === 0) this.#byProject.delete(project);
    const queue = first === undefined ? undefined : this.#byProject.get(first);
    if (first === undefined || !queue) return;
    this.#byProject.delete(first);
    this.#byProject.set(first, queue);
  }
}

function nextThatFits<Item>(queue: readonly Item[], from: number, fits: (item: Item) => boolean): number {
  for (let at = from; at < queue.length; at++) if (fits(queue[at] as Item)) return at;
  return -1;
}

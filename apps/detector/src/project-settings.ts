import { type Client, listProjects } from '@falter/store';
import type { DetectionSettings } from '@falter/wire';

/** Milliseconds after which the settings are read again: who changes them waits no longer to see it. */
const EVERY_MS = 5_000;

const NONE: DetectionSettings = { signals: {}, ignoredPages: [] };

/** How each project detects, as it was read a moment ago. */
export class ProjectSettings {
  readonly #store: Client;
  #known: ReadonlyMap<string, DetectionSettings> = new Map();
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(store: Client) {
    this.#store = store;
  }

  /** A project that nobody knows (yet) detects as the signals are defined. */
  of(project: string): DetectionSettings {
    return this.#known.get(project) ?? NONE;
  }

  /** Reads them when it is time, and tells the projects whose settings are not what they were. @throws StoreError */
  async refresh(): Promise<string[]> {
    if (performance.now() - this.#readAt < EVERY_MS) return [];
    const now = new Map((await listProjects(this.#store)).map(({ project, detection }) => [project, detection]));
    this.#readAt = performance.now();
    const changed = [...now].filter(([project, settings]) => textOf(settings) !== textOf(this.of(project)));
    this.#known = now;
    return changed.map(([project]) => project);
  }
}

function textOf({ signals, ignoredPages }: DetectionSettings): string {
  return JSON.stringify([signals, ignoredPages]);
}

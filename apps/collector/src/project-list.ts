import { type Client, listProjects } from '@falter/store';
import type { Project } from '@falter/wire';

/** Milliseconds after which a revoked key or a new origin is known here. */
const REFRESH_MS = 5_000;

/** The projects as the store had them at most a few seconds ago; a write key names one. */
export class ProjectList {
  readonly #store: Client;
  #byKey: Map<string, Project> = new Map();
  #ids: ReadonlySet<string> = new Set();
  #loadedAt = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | undefined;

  constructor(store: Client) {
    this.#store = store;
  }

  /** The project of a write key, or undefined. @throws StoreError only while nothing was ever loaded. */
  async find(key: string): Promise<Project | undefined> {
    if (performance.now() - this.#loadedAt > REFRESH_MS) {
      this.#loading ??= this.#load().finally(() => {
        this.#loading = undefined;
      });
      // Waited for, or the first visitor of a quiet hour would still get in with a key that was retired in it. An old list is
      // better than none: only the very first load may fail.
      if (this.#loadedAt === Number.NEGATIVE_INFINITY) await this.#loading;
      else await this.#loading.catch(() => {});
    }
    return this.#byKey.get(key);
  }

  /** What `find` would say without asking the store. */
  known(key: string): Project | undefined {
    return this.#byKey.get(key);
  }

  /** Whether there is a project of this id; one that is not known here may just have been made. @throws StoreError */
  async has(project: string): Promise<boolean> {
    if (!this.#ids.has(project)) await this.#load();
    return this.#ids.has(project);
  }

  async #load(): Promise<void> {
    const projects = await listProjects(this.#store);
    this.#byKey = new Map(projects.flatMap((project) => project.keys.map((key) => [key, project])));
    this.#ids = new Set(projects.map(({ project }) => project));
    this.#loadedAt = performance.now();
  }
}

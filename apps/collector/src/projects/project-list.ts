import { type Client, listProjects, newProject, StoreError } from '@falter/store';
import type { Project } from '@falter/wire';
import { type Disk, writeWhole } from '../spool/disk.ts';
import { within } from '../storing/store-health.ts';

/** Milliseconds after which a revoked key or a new origin is known here. */
const REFRESH_MS = 5_000;

/** Milliseconds for which a batch waits for a fresh list, where there is an old one. */
const PATIENCE_MS = 2_000;

/** The file in which the last list stays, for a start while the store is away. */
const FILE = 'projects.json';

/** The projects as the store had them at most a few seconds ago; a write key names one. */
export class ProjectList {
  readonly #store: Client;
  readonly #disk: Disk | undefined;
  #byKey: Map<string, Project> = new Map();
  #byId: ReadonlyMap<string, Project> = new Map();
  #askedAt = Number.NEGATIVE_INFINITY;
  #known = false;
  #loading: Promise<void> | undefined;
  #saved = '';

  /** `disk`: where the last list is kept, and found again by a start while the store is away. */
  constructor(store: Client, disk?: Disk) {
    this.#store = store;
    this.#disk = disk;
  }

  /**
   * The project of a write key, or undefined; at once where the list is young. Rejects with a StoreError only while no list was ever
   * there, here or on the disk.
   */
  find(key: string): Project | undefined | Promise<Project | undefined> {
    if (performance.now() - this.#askedAt <= REFRESH_MS) return this.#byKey.get(key);
    return this.#refresh().then(() => this.#byKey.get(key));
  }

  /** What `find` would say without asking the store. */
  known(key: string): Project | undefined {
    return this.#byKey.get(key);
  }

  /** Whether there is a project of this id; one that is not known here may just have been made. @throws StoreError */
  async has(project: string): Promise<boolean> {
    if (!this.#byId.has(project)) await this.#load();
    return this.#byId.has(project);
  }

  /** The project of this id, which `has` found. @throws Error for another */
  get(project: string): Project {
    const found = this.#byId.get(project);
    if (!found) throw new Error('[collector] nobody asked whether there is this project. Call `has` first.');
    return found;
  }

  /**
   * Waited for, or the first visitor of a quiet hour would still get in with a key that was retired in it. An old list is better than
   * none, and after a moment that is true of a store that hangs as well.
   */
  async #refresh(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    await within(this.#loading, PATIENCE_MS, undefined).catch(() => {});
    this.#askedAt = this.#known ? performance.now() : Number.NEGATIVE_INFINITY;
    if (!this.#known) await this.#recall();
  }

  async #load(): Promise<void> {
    const projects = await listProjects(this.#store);
    this.#take(projects);
    this.#askedAt = performance.now();
    const text = JSON.stringify(projects);
    if (!this.#disk || text === this.#saved) return;
    // A list that cannot be kept is no reason to refuse a batch.
    await writeWhole(this.#disk, FILE, text).catch(() => {});
    this.#saved = text;
  }

  /** @throws StoreError when the disk has no list either */
  async #recall(): Promise<void> {
    const text = await this.#read();
    if (text === undefined) throw new StoreError('unavailable', 'nobody can tell which projects there are.');
    // An earlier version may have written it: what it did not know is as in a new project.
    this.#take((JSON.parse(text) as Project[]).map(newProject));
  }

  async #read(): Promise<string | undefined> {
    try {
      const size = await this.#disk?.size(FILE);
      return size === undefined ? undefined : (await this.#disk?.read(FILE, 0, size))?.toString('utf8');
    } catch {
      return undefined;
    }
  }

  #take(projects: readonly Project[]): void {
    this.#byKey = new Map(projects.flatMap((project) => project.keys.map((key) => [key, project])));
    this.#byId = new Map(projects.map((project) => [project.project, project]));
    this.#known = true;
  }
}

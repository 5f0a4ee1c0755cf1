import type { ProjectSettings } from '@falter/wire';
import { type Signal, signal } from '@preact/signals';
import { ApiError } from '../../api-client.ts';
import { changeProject, makeKey, readProject, retireKey } from './project-client.ts';

/** What can be set with a plain change. */
type Field = 'name' | 'origins' | 'retentionDays' | 'retentionFlaggedDays' | 'recording' | 'redaction';

/** Of these a change concerns a part. */
const IN_PARTS: ReadonlySet<Field> = new Set(['origins', 'recording']);

/** The settings of one project, and what one does with them. What fails throws an ApiError whose message says what to do. */
export class ProjectModel {
  readonly id: string;
  /** null until they are known. */
  readonly settings: Signal<ProjectSettings | null> = signal(null);
  readonly error: Signal<ApiError | null> = signal(null);

  constructor(id: string) {
    this.id = id;
  }

  async load(): Promise<void> {
    try {
      const read = await readProject(this.id);
      // What was saved while the answer was on its way is newer.
      if (read.revision >= (this.settings.value?.revision ?? 0)) this.settings.value = read;
      this.error.value = null;
    } catch (cause) {
      if (cause instanceof ApiError) this.error.value = cause;
      else throw cause;
    }
  }

  /**
   * Sets one field. Where somebody else changed the project in the meantime, but not this field, the change is made again on top of
   * theirs; `make` says so of a list, to which one entry is added, and of settings of which one is set. Else it is refused, with the new state on the screen.
   */
  async set<F extends Field>(field: F, make: (now: ProjectSettings) => ProjectSettings[F]): Promise<void> {
    const before = this.settings.value;
    if (before === null) return;
    try {
      this.settings.value = await this.#send(before, field, make);
    } catch (cause) {
      if (!(cause instanceof ApiError) || cause.problem !== 'changed_meanwhile') throw cause;
      const now = await readProject(this.id);
      this.settings.value = now;
      if (!IN_PARTS.has(field) && JSON.stringify(now[field]) !== JSON.stringify(before[field])) throw cause;
      this.settings.value = await this.#send(now, field, make);
    }
  }

  #send<F extends Field>(
    from: ProjectSettings,
    field: F,
    make: (now: ProjectSettings) => ProjectSettings[F],
  ): Promise<ProjectSettings> {
    return changeProject(this.id, { revision: from.revision, [field]: make(from) });
  }

  async makeKey(): Promise<void> {
    this.settings.value = await makeKey(this.id);
  }

  async retireKey(key: string): Promise<void> {
    this.settings.value = await retireKey(this.id, key);
  }
}

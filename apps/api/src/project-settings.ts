import { randomBytes } from 'node:crypto';
import {
  type Client,
  changeProject,
  createProject,
  listErasedProjects,
  listKeyUses,
  listProjects,
  newProject,
} from '@falter/store';
import { KEYS_MAX, type Project, type ProjectChange, type ProjectList, type ProjectSettings } from '@falter/wire';
import { ApiError } from './problem.ts';
import { projectId } from './project-id.ts';

/** What the environment of the server sets at each start, for the project `default`. */
export interface SetByEnvironment {
  /** Write key that it keeps active. */
  key?: string | undefined;
  origins?: readonly string[] | undefined;
}

export interface ProjectParts {
  store: Client;
  writer: Client;
  environment: SetByEnvironment;
}

/** GET /projects. */
export async function allProjects(store: Client): Promise<ProjectList> {
  const rows = (await listProjects(store)).map(({ project, name }) => ({ id: project, name }));
  return { projects: rows.toSorted((a, b) => a.name.localeCompare(b.name, 'en')) };
}

/** POST /projects: with a write key, and nobody allowed to send yet. */
export async function makeProject(parts: ProjectParts, name: string): Promise<ProjectSettings> {
  for (;;) {
    const [known, erased] = await Promise.all([listProjects(parts.writer), listErasedProjects(parts.writer)]);
    const taken = new Set([...known.map(({ project }) => project), ...erased]);
    const key = freshKey();
    const keysMadeAt = { [key]: Date.now() };
    const wanted = newProject({ project: projectId(name, taken), name, keys: [key], keysMadeAt });
    const made = await createProject(parts.writer, wanted);
    if (made) return settingsOf(parts, made);
  }
}

/** GET /projects/ID. @throws ApiError `unknown_project` */
export async function showProject(parts: ProjectParts, id: string): Promise<ProjectSettings> {
  const found = (await listProjects(parts.store)).find(({ project }) => project === id);
  if (!found) throw unknownProject();
  return settingsOf(parts, found);
}

/** PATCH /projects/ID. @throws ApiError `unknown_project`, `changed_meanwhile`, `set_by_environment` */
export function editProject(parts: ProjectParts, id: string, change: ProjectChange): Promise<ProjectSettings> {
  const { revision, name, origins, retentionDays, retentionFlaggedDays, recording, redaction } = change;
  return edit(parts, id, (now) => {
    if (revision !== now.revision) {
      const advice = 'Read it again, look at what changed, and send your change with the new revision.';
      throw new ApiError('changed_meanwhile', `Somebody changed this project in the meantime. ${advice}`);
    }
    if (origins !== undefined && environmentOf(parts, id).origins !== undefined)
      throw setByEnvironment('FALTER_ORIGINS');
    return {
      ...now,
      name: name ?? now.name,
      origins: origins ? [...new Set(origins)] : now.origins,
      retentionDays: retentionDays ?? now.retentionDays,
      retentionFlaggedDays: Math.max(
        retentionFlaggedDays ?? now.retentionFlaggedDays,
        retentionDays ?? now.retentionDays,
      ),
      recording: recording ?? now.recording,
      redaction: redaction ?? now.redaction,
    };
  });
}

/** POST /projects/ID/keys: another key, beside the one it shall replace. @throws ApiError `too_many_keys` */
export function addKey(parts: ProjectParts, id: string): Promise<ProjectSettings> {
  return edit(parts, id, (now) => {
    if (now.keys.length >= KEYS_MAX) {
      throw new ApiError('too_many_keys', `A project has at most ${KEYS_MAX} write keys. Retire one first.`);
    }
    const key = freshKey();
    return { ...now, keys: [...now.keys, key], keysMadeAt: { ...now.keysMadeAt, [key]: Date.now() } };
  });
}

/**
 * POST /projects/ID/keys/retire: the collector refuses it from its next look at the projects on, within 5 s.
 * @throws ApiError `unknown_key`, `last_key`, `set_by_environment`
 */
export function retireKey(parts: ProjectParts, id: string, key: string): Promise<ProjectSettings> {
  return edit(parts, id, (now) => {
    if (!now.keys.includes(key)) throw new ApiError('unknown_key', 'The project has no such write key.');
    if (key === environmentOf(parts, id).key) throw setByEnvironment('FALTER_KEY');
    if (now.keys.length === 1) {
      throw new ApiError('last_key', 'This is the only write key. Make another one and put it on the site first.');
    }
    const { [key]: _, ...keysMadeAt } = now.keysMadeAt;
    return { ...now, keys: now.keys.filter((other) => other !== key), keysMadeAt };
  });
}

async function edit(parts: ProjectParts, id: string, change: (now: Project) => Project): Promise<ProjectSettings> {
  const changed = await changeProject(parts.writer, id, change);
  if (!changed) throw unknownProject();
  return settingsOf(parts, changed);
}

async function settingsOf(parts: ProjectParts, project: Project): Promise<ProjectSettings> {
  const { project: id, name, revision, origins, retentionDays, retentionFlaggedDays, keysMadeAt } = project;
  const { recording, redaction } = project;
  const uses = await listKeyUses(parts.store, id);
  const environment = environmentOf(parts, id);
  const keys = project.keys.map((key) => ({
    key,
    madeAt: iso(keysMadeAt[key]),
    lastUsedAt: iso(uses.get(key)),
    byEnvironment: key === environment.key,
  }));
  const originsByEnvironment = environment.origins !== undefined;
  const days = { retentionDays, retentionFlaggedDays };
  return { id, name, revision, keys, origins: [...origins], originsByEnvironment, ...days, recording, redaction };
}

function environmentOf({ environment }: ProjectParts, id: string): SetByEnvironment {
  return id === 'default' ? environment : {};
}

function setByEnvironment(variable: string): ApiError {
  const detail = `The environment of the server sets this (${variable}). Change it there and restart Falter.`;
  return new ApiError('set_by_environment', detail);
}

function unknownProject(): ApiError {
  return new ApiError('unknown_project', 'There is no project of this id.');
}

function iso(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

/** 144 random bits. A write key is no secret, it stands in the site's pages: it must be unmistakable. */
function freshKey(): string {
  return randomBytes(18).toString('base64url');
}

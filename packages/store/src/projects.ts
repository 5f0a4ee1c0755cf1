import {
  type DetectionSettings,
  type Project,
  type RedactionSettings,
  type SiteSettings,
  wholeSettings,
} from '@falter/wire';
import { time } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** Days for which recordings are kept where nobody said otherwise. */
export const RETENTION_DAYS = 30;

/** Days for which recordings with findings are kept in a new project. */
export const RETENTION_FLAGGED_DAYS = 90;

/** A project as it begins: what is not given is as the release has it. */
export function newProject(given: Pick<Project, 'project'> & Partial<Project>): Project {
  const detection: DetectionSettings = { signals: {}, ignoredPages: [] };
  const fresh = { name: given.project, keys: [], keysMadeAt: {}, origins: [], retentionDays: RETENTION_DAYS };
  const retentionFlaggedDays = given.retentionDays ?? RETENTION_FLAGGED_DAYS;
  const settings = { detection, recording: wholeSettings({}), redaction: readRedaction('') };
  return { ...fresh, retentionFlaggedDays, ...settings, revision: 0, ...given };
}

interface ProjectRow extends Omit<Project, 'detection' | 'recording' | 'redaction'> {
  detection: string;
  recording: string;
  redaction: string;
}

/** All projects, by id. */
export async function listProjects(client: Client): Promise<Project[]> {
  const rows = await client.rows<ProjectRow>(sql('project-list'), {});
  return rows.map((row) => ({
    ...row,
    name: row.name || row.project,
    retentionDays: row.retentionDays || RETENTION_DAYS,
    retentionFlaggedDays: Math.max(row.retentionFlaggedDays, row.retentionDays || RETENTION_DAYS),
    detection: readDetection(row.detection),
    recording: readRecording(row.recording),
    redaction: readRedaction(row.redaction),
  }));
}

/**
 * Writes a project whole and returns it as it is stored: with a revision above the given one, whatever the clock says. Who
 * changes a part of a project that others change too uses `changeProject`.
 */
export async function saveProject(client: Client, project: Project): Promise<Project> {
  const { name, keys, keysMadeAt, origins, retentionDays, retentionFlaggedDays, detection, recording } = project;
  const revision = Math.max(Date.now(), project.revision + 1);
  const settings = {
    detection: JSON.stringify(detection),
    recording: JSON.stringify(recording),
    redaction: JSON.stringify(project.redaction),
  };
  const days = { retention_days: retentionDays, retention_flagged_days: retentionFlaggedDays };
  const columns = { name, keys, origins, ...days, ...settings };
  const dates = Object.fromEntries(Object.entries(keysMadeAt).map(([key, at]) => [key, time(at)]));
  await client.insert('projects', [{ project: project.project, revision, ...columns, keys_made_at: dates }]);
  return { ...project, revision };
}

/**
 * Takes a project off the list for good, with its keys; what was recorded of it is erased apart. Undefined: there is no such project.
 */
export function removeProject(client: Client, id: string): Promise<Project | undefined> {
  return inTurn(client, async () => {
    const now = (await listProjects(client)).find(({ project }) => project === id);
    if (!now) return undefined;
    const revision = Math.max(Date.now(), now.revision + 1);
    await client.insert('projects', [{ project: id, revision, name: now.name, keys: [], origins: [], removed: true }]);
    return now;
  });
}

/** Ids of projects that were erased: never given again, because nothing is taken under them any more. */
export async function listErasedProjects(client: Client): Promise<string[]> {
  return (await client.rows<{ project: string }>(sql('erased-projects'), {})).map(({ project }) => project);
}

/** The last change of each connection: the next one begins when it is done. */
const changing = new WeakMap<Client, Promise<unknown>>();

/**
 * Changes a part of a project: `change` gets it as it is now and returns it as it shall be. Changes over one connection
 * wait for each other, so that none overwrites another's part; ClickHouse itself cannot compare before it writes. Nothing is
 * written where nothing changed, or where `change` throws: that reaches the caller. Undefined: there is no such project.
 */
export function changeProject(
  client: Client,
  id: string,
  change: (now: Project) => Project,
): Promise<Project | undefined> {
  return inTurn(client, async () => {
    const now = (await listProjects(client)).find(({ project }) => project === id);
    if (!now) return undefined;
    const wanted = change(now);
    return JSON.stringify(wanted) === JSON.stringify(now) ? now : saveProject(client, wanted);
  });
}

/** Makes a project unless there is one of its id; undefined then. */
export function createProject(client: Client, project: Project): Promise<Project | undefined> {
  return inTurn(client, async () => {
    const taken = (await listProjects(client)).some((known) => known.project === project.project);
    return taken ? undefined : saveProject(client, project);
  });
}

function inTurn<T>(client: Client, act: () => Promise<T>): Promise<T> {
  const before = changing.get(client) ?? Promise.resolve();
  const done = before.then(act, act);
  changing.set(client, done);
  return done;
}

/** A write key that a batch came with. `usedAt` in epoch milliseconds, server time. */
export interface KeyUse {
  project: string;
  key: string;
  usedAt: number;
}

/** Remembers when keys were last used; the latest time of each counts. */
export async function saveKeyUses(client: Client, uses: readonly KeyUse[]): Promise<void> {
  const rows = uses.map(({ project, key, usedAt }) => ({ project, key, used_at: time(usedAt) }));
  await client.insert('key_uses', rows);
}

/** When each key of a project was last used, epoch milliseconds; a key that never was is absent. */
export async function listKeyUses(client: Client, project: string): Promise<ReadonlyMap<string, number>> {
  const rows = await client.rows<{ key: string; usedAt: number }>(sql('key-uses'), { project });
  return new Map(rows.map(({ key, usedAt }) => [key, usedAt]));
}

function readDetection(json: string): DetectionSettings {
  const { signals = {}, ignoredPages = [] } = (json === '' ? {} : JSON.parse(json)) as Partial<DetectionSettings>;
  return { signals, ignoredPages };
}

function readRecording(json: string): SiteSettings {
  return wholeSettings(json === '' ? {} : (JSON.parse(json) as Partial<SiteSettings>));
}

function readRedaction(json: string): RedactionSettings {
  const { off = [], parameters = [] } = (json === '' ? {} : JSON.parse(json)) as Partial<RedactionSettings>;
  return { off, parameters };
}

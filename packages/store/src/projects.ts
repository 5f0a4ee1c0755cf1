import type { DetectionSettings, Project } from '@falter/wire';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** Days for which recordings are kept where nobody said otherwise. */
export const RETENTION_DAYS = 30;

/** A project as it begins: what is not given is as the release has it. */
export function newProject(given: Pick<Project, 'project'> & Partial<Project>): Project {
  const detection: DetectionSettings = { signals: {}, ignoredPages: [] };
  return { name: given.project, keys: [], origins: [], retentionDays: RETENTION_DAYS, detection, ...given };
}

interface ProjectRow {
  project: string;
  name: string;
  keys: string[];
  origins: string[];
  retentionDays: number;
  detection: string;
}

/** All projects, by id. */
export async function listProjects(client: Client): Promise<Project[]> {
  const rows = await client.rows<ProjectRow>(sql('project-list'), {});
  return rows.map((row) => ({
    ...row,
    name: row.name || row.project,
    retentionDays: row.retentionDays || RETENTION_DAYS,
    detection: readDetection(row.detection),
  }));
}

/** Writes a project as it is now; the newest write counts. */
export async function saveProject(client: Client, project: Project): Promise<void> {
  const { name, keys, origins, detection } = project;
  const columns = { name, keys, origins, detection: JSON.stringify(detection) };
  const row = { project: project.project, retention_days: project.retentionDays, revision: Date.now(), ...columns };
  await client.insert('projects', [row]);
}

function readDetection(json: string): DetectionSettings {
  const { signals = {}, ignoredPages = [] } = (json === '' ? {} : JSON.parse(json)) as Partial<DetectionSettings>;
  return { signals, ignoredPages };
}

import type { Client } from './client.ts';
import { sql } from './queries.ts';

export interface Project {
  project: string;
  /** Write keys that may send. */
  keys: string[];
  /** Allowed origins: `https://shop.example`, or `http://localhost:*` for any port. */
  origins: string[];
}

/** All projects. */
export function listProjects(client: Client): Promise<Project[]> {
  return client.rows(sql('project-list'), {});
}

/** Writes a project as it is now; the newest write counts. */
export async function saveProject(client: Client, project: Project): Promise<void> {
  await client.insert('projects', [{ ...project, revision: Date.now() }]);
}

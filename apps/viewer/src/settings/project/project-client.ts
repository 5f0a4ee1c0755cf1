import type { ProjectChange, ProjectSettings } from '@falter/wire';
import { getJson, sendJson } from '../../api-client.ts';

const path = (id: string): string => `/api/v1/projects/${encodeURIComponent(id)}`;

export function readProject(id: string): Promise<ProjectSettings> {
  return getJson(path(id));
}

/** @throws ApiError `changed_meanwhile` where the change was made from an older state */
export function changeProject(id: string, change: ProjectChange): Promise<ProjectSettings> {
  return sendJson('PATCH', path(id), change);
}

export function makeProject(name: string): Promise<ProjectSettings> {
  return sendJson('POST', '/api/v1/projects', { name });
}

export function makeKey(id: string): Promise<ProjectSettings> {
  return sendJson('POST', `${path(id)}/keys`);
}

export function retireKey(id: string, key: string): Promise<ProjectSettings> {
  return sendJson('POST', `${path(id)}/keys/retire`, { key });
}

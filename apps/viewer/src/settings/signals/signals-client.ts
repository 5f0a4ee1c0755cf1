import type { DetectionSettings, Preview, ProjectDetection } from '@falter/wire';
import { getJson, sendJson } from '../../api-client.ts';

/** How a project detects, and what there is to set. */
export function readDetection(project: string, signal?: AbortSignal): Promise<ProjectDetection> {
  return getJson(`/api/v1/projects/${encodeURIComponent(project)}/detection`, signal);
}

/** @throws ApiError `changed_meanwhile` when the settings are not those of `version` any more */
export function saveDetection(
  project: string,
  detection: DetectionSettings,
  version: string,
): Promise<ProjectDetection> {
  return sendJson('PUT', `/api/v1/projects/${encodeURIComponent(project)}/detection`, { detection, version });
}

/** Asks what settings would do to the sessions of the last 7 days. */
export function askForPreview(project: string, detection: DetectionSettings): Promise<Preview> {
  return sendJson('POST', `/api/v1/previews?project=${encodeURIComponent(project)}`, { detection });
}

export function readPreview(project: string, id: string): Promise<Preview> {
  return getJson(`/api/v1/previews/${id}?project=${encodeURIComponent(project)}`);
}

export function cancelPreview(project: string, id: string): Promise<void> {
  return sendJson('DELETE', `/api/v1/previews/${id}?project=${encodeURIComponent(project)}`);
}

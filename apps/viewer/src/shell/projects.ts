import type { ProjectList, ProjectRow } from '@falter/wire';
import { type Signal, signal } from '@preact/signals';
import { getJson } from '../api-client.ts';

/** All projects, by name; null until they are known. */
export const projects: Signal<readonly ProjectRow[] | null> = signal(null);

/** Reads the list again. A failure leaves it as it was: whoever shows a page reports the failure itself. */
export async function loadProjects(): Promise<void> {
  const list = await getJson<ProjectList>('/api/v1/projects').catch(() => null);
  if (list !== null) projects.value = list.projects;
}

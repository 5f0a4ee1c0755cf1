import { type Client, listProjects, newProject, saveProject } from '@falter/store';
import type { Project } from '@falter/wire';

/** Pages on this machine, any port: enough to try Falter out, nothing that another site could use. */
export const LOCAL_ORIGINS: readonly string[] = ['http', 'https'].flatMap((scheme) => [
  `${scheme}://localhost:*`,
  `${scheme}://127.0.0.1:*`,
]);

/** Makes the project `default` as the configuration says; what it does not say stays as it was. */
export async function keepDefaultProject(
  store: Client,
  { key, origins, freshKey }: { key?: string | undefined; origins?: string[] | undefined; freshKey: string },
): Promise<Project> {
  const known = (await listProjects(store)).find(({ project }) => project === 'default');
  const wanted: Project = {
    ...(known ?? newProject({ project: 'default' })),
    keys: key ? [key] : (known?.keys ?? [freshKey]),
    origins: origins ?? known?.origins ?? [...LOCAL_ORIGINS],
  };
  if (JSON.stringify(known) !== JSON.stringify(wanted)) await saveProject(store, wanted);
  return wanted;
}

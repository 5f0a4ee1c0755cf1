import { type Client, changeProject, createProject, newProject } from '@falter/store';
import type { Project } from '@falter/wire';

/** Pages on this machine, any port: enough to try Falter out, nothing that another site could use. */
export const LOCAL_ORIGINS: readonly string[] = ['http', 'https'].flatMap((scheme) => [
  `${scheme}://localhost:*`,
  `${scheme}://127.0.0.1:*`,
]);

/** Write key and allowed origins as the environment of this start has them, and a key for a project that has none yet. */
export interface GivenAtStart {
  key?: string | undefined;
  origins?: readonly string[] | undefined;
  freshKey: string;
}

/**
 * Makes the project `default`, or keeps it as it was with what the environment says: its key is active and comes first, beside those
 * that were made in the viewer; its origins stand for all. A key of an earlier environment stays until somebody retires it: pages
 * may still carry it.
 */
export async function keepDefaultProject(store: Client, { key, origins, freshKey }: GivenAtStart): Promise<Project> {
  const given = (now: Project): Project => ({
    ...now,
    keys: key ? [key, ...now.keys.filter((other) => other !== key)] : now.keys,
    keysMadeAt: key && !now.keys.includes(key) ? { ...now.keysMadeAt, [key]: Date.now() } : now.keysMadeAt,
    origins: origins ?? now.origins,
  });
  const known = await changeProject(store, 'default', given);
  if (known) return known;
  const first = key ?? freshKey;
  const keysMadeAt = { [first]: Date.now() };
  const fresh = { keys: [first], keysMadeAt, origins: origins ?? LOCAL_ORIGINS };
  const made = await createProject(store, newProject({ project: 'default', ...fresh }));
  return made ?? keepDefaultProject(store, { key, origins, freshKey });
}

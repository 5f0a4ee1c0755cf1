import { ApiError } from '../../api-client.ts';
import { changeProject, readProject } from '../project/project-client.ts';

/** Puts an origin on a project's list. Somebody else's change in between is kept. @throws ApiError */
export async function allowOrigin(project: string, origin: string): Promise<void> {
  const add = async (): Promise<void> => {
    const { revision, origins } = await readProject(project);
    if (!origins.includes(origin)) await changeProject(project, { revision, origins: [...origins, origin] });
  };
  try {
    await add();
  } catch (cause) {
    if (!(cause instanceof ApiError && cause.problem === 'changed_meanwhile')) throw cause;
    await add();
  }
}

import { ADMIN_TOKEN, type FalterProcess } from '../../falter-process.ts';

/** Changes the project `default`, as its settings in the viewer do. */
export async function changeProject(falter: FalterProcess, change: (project: Recorded) => object): Promise<void> {
  const project = await falter.get<Recorded>('/api/v1/projects/default');
  const answer = await fetch(`${falter.url}/api/v1/projects/default`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ revision: project.revision, ...change(project) }),
  });
  if (!answer.ok) throw new Error(`the project could not be changed: ${answer.status} ${await answer.text()}`);
}

interface Recorded {
  revision: number;
  recording: object;
}

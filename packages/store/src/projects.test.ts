import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { countDetachedParts } from './health.ts';
import { listProjects, newProject, saveProject } from './projects.ts';

describe('projects', () => {
  const store = useStore();

  it('are as they were last written', async () => {
    const first = newProject({ project: 'default', keys: ['k1'], origins: ['http://localhost:*'] });
    await saveProject(store.client, first);
    expect(await listProjects(store.client)).toEqual([first]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const now = {
      ...first,
      name: 'Low Tide Tea',
      keys: ['k1', 'k2'],
      origins: [],
      retentionDays: 7,
      detection: { signals: { 'rage-click': { weight: 3, options: { clicks: 4 } } }, ignoredPages: ['/game/*'] },
    };
    await saveProject(store.client, now);
    expect(await listProjects(store.client)).toEqual([now]);
  });

  it('written before there were settings have those of the release', async () => {
    await store.client.insert('projects', [{ project: 'old', keys: ['k'], origins: [], revision: 1 }]);
    const old = (await listProjects(store.client)).find(({ project }) => project === 'old');
    expect(old).toEqual(newProject({ project: 'old', keys: ['k'] }));
  });

  it('have a healthy engine below them', async () => {
    expect(await countDetachedParts(store.client)).toBe(0);
  });
});

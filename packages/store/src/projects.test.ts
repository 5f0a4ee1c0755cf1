import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { countDetachedParts } from './health.ts';
import { listProjects, saveProject } from './projects.ts';

describe('projects', () => {
  const store = useStore();

  it('are as they were last written', async () => {
    await saveProject(store.client, { project: 'default', keys: ['k1'], origins: ['http://localhost:*'] });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const now = { project: 'default', keys: ['k1', 'k2'], origins: [] };
    await saveProject(store.client, now);
    expect(await listProjects(store.client)).toEqual([now]);
  });

  it('have a healthy engine below them', async () => {
    expect(await countDetachedParts(store.client)).toBe(0);
  });
});

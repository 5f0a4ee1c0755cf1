import { changeProject, newProject, openClient, saveProject } from '@falter/store';
import type { DetectionSettings } from '@falter/wire';
import { describe, expect, it, vi } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { ProjectSettings } from './project-settings.ts';

const NONE: DetectionSettings = { signals: {}, ignoredPages: [] };
const OFF: DetectionSettings = { signals: { 'js-error': { off: true } }, ignoredPages: [] };

describe("projects' settings", () => {
  const store = useStore();

  it('are those of the release for a project that nobody knows', () => {
    expect(new ProjectSettings(store.client).of('nobody')).toEqual(NONE);
  });

  it('are read again within seconds, and tell which projects changed', async () => {
    await saveProject(store.client, newProject({ project: 'tuned', detection: OFF }));
    await saveProject(store.client, newProject({ project: 'plain' }));
    const settings = new ProjectSettings(store.client);
    expect(await settings.refresh()).toEqual(['tuned']);
    expect([settings.of('tuned'), settings.of('plain')]).toEqual([OFF, NONE]);
    expect(await settings.refresh()).toEqual([]);
    await changeProject(store.client, 'plain', (now) => ({ ...now, detection: OFF }));
    await changeProject(store.client, 'tuned', (now) => ({ ...now, name: 'Another name' }));
    const changed = await vi.waitUntil(
      async () => {
        const projects = await settings.refresh();
        return projects.length > 0 && projects;
      },
      { timeout: 30_000, interval: 200 },
    );
    expect(changed).toEqual(['plain']);
    expect(settings.of('plain')).toEqual(OFF);
  });

  it('stay as they are while the store is away', async () => {
    const nobody = openClient({ url: 'http://u:p@127.0.0.1:9' });
    const settings = new ProjectSettings(nobody);
    await expect(settings.refresh()).rejects.toThrow('does not answer');
    expect(settings.of('tuned')).toEqual(NONE);
    await nobody.close();
  });
});

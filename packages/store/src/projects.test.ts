import { describe, expect, it, vi } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { readDamage } from './health.ts';
import {
  changeProject,
  createProject,
  listKeyUses,
  listProjects,
  newProject,
  RETENTION_DAYS,
  saveKeyUses,
  saveProject,
} from './projects.ts';

const store = useStore();

const find = async (id: string) => (await listProjects(store.client)).find(({ project }) => project === id);

describe('projects', () => {
  it('are as they were last written', async () => {
    const first = newProject({ project: 'default', keys: ['k1'], origins: ['http://localhost:*'] });
    const { revision } = await saveProject(store.client, first);
    expect(revision).toBeGreaterThan(0);
    expect(await find('default')).toEqual({ ...first, revision });
    const now = {
      ...first,
      revision,
      name: 'Low Tide Tea',
      keys: ['k1', 'k2'],
      keysMadeAt: { k2: 1_700_000_000_123 },
      origins: [],
      retentionDays: 7,
      detection: { signals: { 'rage-click': { weight: 3, options: { clicks: 4 } } }, ignoredPages: ['/game/*'] },
      recording: { ...first.recording, consent: 'required' as const, sample: 0.25, frames: ['https://pay.example'] },
      redaction: { off: ['token' as const], parameters: ['step'] },
    };
    const saved = await saveProject(store.client, now);
    expect(await find('default')).toEqual(saved);
    expect(saved).toEqual({ ...now, revision: saved.revision });
  });

  it('written before there were settings have those of the release', async () => {
    await store.client.insert('projects', [{ project: 'old', keys: ['k'], origins: [], revision: 1 }]);
    // An update keeps nothing longer than it was kept before.
    const longer = { retentionFlaggedDays: RETENTION_DAYS };
    expect(await find('old')).toEqual(newProject({ project: 'old', keys: ['k'], revision: 1, ...longer }));
  });

  it('keep what was set of the recording where a newer version knows more settings', async () => {
    const recording = JSON.stringify({ recording: false, gpc: true });
    await store.client.insert('projects', [{ project: 'older', keys: [], origins: [], revision: 1, recording }]);
    const { recording: read } = (await find('older')) ?? {};
    expect(read).toEqual({ ...newProject({ project: 'x' }).recording, recording: false, gpc: true });
  });

  it('have a healthy engine below them', async () => {
    expect((await readDamage(store.client)).parts).toBe(0);
  });
});

describe('a change of a project', () => {
  it('counts although the clock stands still, or was set back', async () => {
    await saveProject(store.client, newProject({ project: 'clock' }));
    const clock = vi.spyOn(Date, 'now').mockReturnValue(1_000);
    try {
      for (const name of ['a', 'b', 'c']) await changeProject(store.client, 'clock', (now) => ({ ...now, name }));
    } finally {
      clock.mockRestore();
    }
    expect(await find('clock')).toMatchObject({ name: 'c' });
  });

  it('loses nothing of another that comes at the same moment', async () => {
    await saveProject(store.client, newProject({ project: 'crowd' }));
    const pages = Array.from({ length: 10 }, (_, n) => `/page-${n}`);
    await Promise.all(
      pages.flatMap((page) => [
        changeProject(store.client, 'crowd', (now) => {
          const { signals, ignoredPages } = now.detection;
          return { ...now, detection: { signals, ignoredPages: [...ignoredPages, page] } };
        }),
        changeProject(store.client, 'crowd', (now) => ({ ...now, retentionDays: now.retentionDays + 1 })),
      ]),
    );
    const after = await find('crowd');
    expect(after?.detection.ignoredPages.toSorted()).toEqual(pages);
    expect(after?.retentionDays).toBe(40);
  });

  it('that throws writes nothing, says why, and does not hold up the next', async () => {
    const before = await saveProject(store.client, newProject({ project: 'throws' }));
    const refused = changeProject(store.client, 'throws', () => {
      throw new Error('not like this');
    });
    await expect(refused).rejects.toThrow('not like this');
    expect(await find('throws')).toEqual(before);
    expect(await changeProject(store.client, 'throws', (now) => ({ ...now, name: 'n' }))).toMatchObject({ name: 'n' });
  });

  it('that changes nothing leaves the revision as it is', async () => {
    const before = await saveProject(store.client, newProject({ project: 'same' }));
    expect(await changeProject(store.client, 'same', (now) => ({ ...now }))).toEqual(before);
    expect(await find('same')).toEqual(before);
  });

  it('of none is none', async () => {
    expect(await changeProject(store.client, 'nobody', (now) => now)).toBeUndefined();
  });
});

describe('a new project', () => {
  it('never takes the place of another, also when both come at once', async () => {
    const made = await Promise.all(
      ['one', 'two'].map((name) => createProject(store.client, newProject({ project: 'shop', name }))),
    );
    expect(made.map((project) => project?.name)).toEqual(['one', undefined]);
    expect(await find('shop')).toMatchObject({ name: 'one' });
  });
});

describe('the use of a key', () => {
  it('is the latest one, of that project', async () => {
    await saveKeyUses(store.client, [
      { project: 'a', key: 'k1', usedAt: 2_000 },
      { project: 'a', key: 'k2', usedAt: 5_000 },
      { project: 'b', key: 'k1', usedAt: 9_000 },
    ]);
    await saveKeyUses(store.client, [{ project: 'a', key: 'k1', usedAt: 1_000 }]);
    expect(await listKeyUses(store.client, 'a')).toEqual(
      new Map([
        ['k1', 2_000],
        ['k2', 5_000],
      ]),
    );
    expect(await listKeyUses(store.client, 'never')).toEqual(new Map());
  });
});

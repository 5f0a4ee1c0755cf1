import { changeProject, listProjects } from '@falter/store';
import { beforeEach, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { type GivenAtStart, keepDefaultProject, LOCAL_ORIGINS } from './default-project.ts';

const store = useStore();

/** What a start with this environment makes of the project, as the next reader finds it. */
async function start(environment: Omit<GivenAtStart, 'freshKey'> = {}) {
  const project = await keepDefaultProject(store.client, { freshKey: 'generated', ...environment });
  const stored = (await listProjects(store.client)).find((known) => known.project === 'default');
  expect(project).toEqual(stored);
  return project;
}

/** What the viewer does between two starts. */
const inTheViewer = (change: Parameters<typeof changeProject>[2]) => changeProject(store.client, 'default', change);

const addKey = (key: string) =>
  inTheViewer((now) => ({ ...now, keys: [...now.keys, key], keysMadeAt: { ...now.keysMadeAt, [key]: 5 } }));

const retireKey = (key: string) => inTheViewer((now) => ({ ...now, keys: now.keys.filter((other) => other !== key) }));

beforeEach(() => store.client.command('TRUNCATE TABLE projects'));

describe('the first start', () => {
  it('without an environment takes the generated key and the origins of this machine', async () => {
    expect(await start()).toMatchObject({ keys: ['generated'], origins: LOCAL_ORIGINS, retentionDays: 30 });
  });

  it('takes what the environment says', async () => {
    const made = await start({ key: 'from-env', origins: ['https://a.example'] });
    expect(made).toMatchObject({ keys: ['from-env'], origins: ['https://a.example'] });
  });
});

describe('a restart without FALTER_KEY', () => {
  it('keeps a key that was made in the viewer, and one that was retired stays retired', async () => {
    await start();
    await addKey('from-viewer');
    expect(await start()).toMatchObject({ keys: ['generated', 'from-viewer'], keysMadeAt: { 'from-viewer': 5 } });
    await retireKey('generated');
    expect(await start()).toMatchObject({ keys: ['from-viewer'] });
  });

  it('keeps the key of an earlier environment', async () => {
    await start({ key: 'from-env' });
    expect(await start()).toMatchObject({ keys: ['from-env'] });
  });
});

describe('a restart with FALTER_KEY', () => {
  it('has the environment’s key active and first, and keeps the others', async () => {
    await start();
    await addKey('from-viewer');
    expect((await start({ key: 'from-env' })).keys).toEqual(['from-env', 'generated', 'from-viewer']);
    await retireKey('generated');
    expect((await start({ key: 'from-env' })).keys).toEqual(['from-env', 'from-viewer']);
    expect((await start({ key: 'from-viewer' })).keys).toEqual(['from-viewer', 'from-env']);
  });

  it('dates a key when it is new, and not again', async () => {
    const { keysMadeAt } = await start({ key: 'from-env' });
    expect(Date.now() - (keysMadeAt['from-env'] ?? 0)).toBeLessThan(60_000);
    expect((await start({ key: 'from-env' })).keysMadeAt).toEqual(keysMadeAt);
  });
});

describe('a restart and the origins', () => {
  const inViewer = (origins: string[]) => inTheViewer((now) => ({ ...now, origins }));

  it('without FALTER_ORIGINS keeps what was set in the viewer, also an empty list', async () => {
    await start();
    await inViewer(['https://viewer.example']);
    expect(await start()).toMatchObject({ origins: ['https://viewer.example'] });
    await inViewer([]);
    expect(await start()).toMatchObject({ origins: [] });
  });

  it('with FALTER_ORIGINS takes those', async () => {
    await start();
    await inViewer(['https://viewer.example']);
    expect(await start({ origins: ['https://env.example'] })).toMatchObject({ origins: ['https://env.example'] });
  });
});

describe('a restart', () => {
  it('leaves name, retention and how the project detects as they are', async () => {
    await start();
    const detection = { signals: { 'rage-click': { off: true } }, ignoredPages: ['/game/*'] };
    await inTheViewer((now) => ({ ...now, name: 'Tea', retentionDays: 7, detection }));
    const set = { name: 'Tea', retentionDays: 7, detection };
    expect(await start({ key: 'from-env' })).toMatchObject(set);
  });

  it('that changes nothing writes nothing', async () => {
    const { revision } = await start({ key: 'from-env', origins: ['https://a.example'] });
    expect((await start({ key: 'from-env', origins: ['https://a.example'] })).revision).toBe(revision);
  });
});

import { newProject, saveProject, saveSessions } from '@falter/store';
import type { SessionList } from '@falter/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { session, testApi } from './test-api.ts';

const store = useStore();

beforeAll(async () => {
  await saveProject(store.client, newProject({ project: 'shop' }));
  await saveProject(store.client, newProject({ project: 'blog' }));
  await saveSessions(store.client, [session({ project: 'shop', release: 's' })], 1);
  await saveSessions(store.client, [session({ project: 'blog', release: 'b' })], 1);
});

const ask = (query: string) => testApi(store.client, 'shop').get(`/api/v1/sessions${query}`);

describe('?project=', () => {
  it.each([
    ['', 's'],
    ['?project=', 's'],
    ['?project=shop', 's'],
    ['?project=blog', 'b'],
  ])('%s shows the sessions of that project and of no other', async (query, release) => {
    const { sessions } = (await (await ask(query)).json()) as SessionList;
    expect(sessions.map((row) => row.release)).toEqual([release]);
  });

  it('that nobody made is refused by name', async () => {
    const response = await ask('?project=none');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ name: 'unknown_project' });
  });
});

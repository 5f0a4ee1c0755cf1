import { createHash } from 'node:crypto';
import { createProject, endWish, newProject, saveWish } from '@falter/store';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { ORIGIN } from '../batch-fixture.ts';
import { personRoute } from './person-route.ts';
import { PersonWishes } from './person-wishes.ts';
import { ProjectList } from './project-list.ts';

const store = useStore();
const KEY = 'key-of-persons';
const hashOf = (person: string): string => createHash('sha256').update(person).digest('hex');

function open() {
  const app = personRoute({ projects: new ProjectList(store.client), wishes: new PersonWishes(store.client) });
  const ask = async (body: string | object, origin: string = ORIGIN) => {
    const text = typeof body === 'string' ? body : JSON.stringify({ v: 1, key: KEY, ...body });
    const answer = await app.request('/v1/person', { method: 'POST', body: text, headers: { origin } });
    return { status: answer.status, ...((await answer.json()) as object) };
  };
  return { app, ask };
}

describe('POST /v1/person', () => {
  it('says whether somebody waits for the person, and nothing else', async () => {
    await createProject(store.client, {
      ...newProject({ project: 'persons', name: 'Persons' }),
      keys: [KEY],
      origins: [ORIGIN],
    });
    const wish = await saveWish(store.client, { project: 'persons', person: 'ann', wishedBy: 'Bo' }, Date.now());
    expect(await open().ask({ person: hashOf('ann') })).toEqual({ status: 200, record: true });
    expect(await open().ask({ person: hashOf('bo') })).toEqual({ status: 200, record: false });
    await endWish(store.client, wish, Date.now() + 1);
    expect(await open().ask({ person: hashOf('ann') })).toEqual({ status: 200, record: false });
  });

  it('refuses who may not ask, and what is no question', async () => {
    const { ask } = open();
    const person = hashOf('ann');
    expect(await ask({ person, key: 'another' })).toMatchObject({ status: 401, error: 'unknown_key' });
    expect(await ask({ person }, 'https://evil.example')).toMatchObject({ status: 403, error: 'foreign_origin' });
    for (const bad of ['', '{', 'null', '[]', { person: 'ann' }, { person, v: 2 }, { person: [person] }])
      expect(await ask(bad)).toMatchObject({ status: 400 });
    expect(await ask(`{"v":1,${' '.repeat(5_000)}"key":"x"}`)).toMatchObject({ status: 413 });
  });

  it('answers a crowd with no, and asks the store once for all', async () => {
    const { ask } = open();
    const person = hashOf('ann');
    const answers = await Promise.all(Array.from({ length: 250 }, () => ask({ person })));
    const statuses = new Set(answers.map(({ status }) => status));
    expect(statuses).toEqual(new Set([200, 429]));
    expect(answers.every((answer) => 'record' in answer && answer.record === false)).toBe(true);
  });
});

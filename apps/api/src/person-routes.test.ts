import { listWishes, saveSessions } from '@falter/store';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { personWishAnswer } from './schemas.ts';
import { session, sessionId, T0, testApi } from './test-api.ts';

const store = useStore();
const PATH = '/api/v1/persons/wish';

describe('the wish for the next session of a person', () => {
  it('is made by support, seen by everybody, and taken back', async () => {
    const { app, as, get } = testApi(store.client, 'p');
    const { cookie } = await as('support');
    const send = (method: string, body: object) =>
      app.request(PATH, {
        method,
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const read = async () => (await (await get(`${PATH}?person=ann%40shop.example`)).json()) as { wish: unknown };
    expect(await read()).toEqual({ wish: null });
    const made = await send('PUT', { person: 'ann@shop.example' });
    expect(made.status).toBe(200);
    const answer = personWishAnswer.parse(await made.json());
    expect(answer.wish).toMatchObject({ person: 'ann@shop.example', wishedBy: 'A support' });
    expect(Date.parse(answer.wish?.expiresAt ?? '') - Date.parse(answer.wish?.wishedAt ?? '')).toBe(30 * 86_400_000);
    expect(await read()).toEqual(answer);
    expect(await (await send('DELETE', { person: 'ann@shop.example' })).json()).toEqual({ wish: null });
    expect(await listWishes(store.client)).toEqual([]);
  });

  it('needs a person, and somebody who is signed in', async () => {
    const { app, get } = testApi(store.client, 'p');
    expect((await get(PATH)).status).toBe(400);
    expect((await get(`${PATH}?person=${'x'.repeat(201)}`)).status).toBe(400);
    expect((await app.request(`${PATH}?person=ann`)).status).toBe(401);
  });
});

describe('the sessions of a person', () => {
  const ids = ['one', 'two', 'three'].map(sessionId);

  it('are added up, and each has the ones before and after it', async () => {
    const project = 'around';
    const api = testApi(store.client, project);
    const of = (id: string, n: number) => session({ project, id, person: 'ann', firstSeenAt: T0 + n, score: 30 * n });
    await saveSessions(store.client, [...ids.map(of), session({ project, id: sessionId('bo'), person: 'bo' })], 1);
    const sums = await api.get('/api/v1/persons/sums?person=ann');
    const first = new Date(T0).toISOString();
    expect(await sums.json()).toMatchObject({ sessions: 3, struggling: 2, firstSeenAt: first, findings: [] });
    const around = async (id: string) => (await api.get(`/api/v1/persons/neighbours?person=ann&session=${id}`)).json();
    expect(await around(ids[1] ?? '')).toEqual({ previous: ids[0], next: ids[2] });
    expect(await around(ids[2] ?? '')).toEqual({ previous: ids[1], next: null });
    expect(await around(sessionId('bo'))).toEqual({ previous: null, next: null });
    const nobody = { sessions: 0, struggling: 0, firstSeenAt: null, lastSeenAt: null, findings: [] };
    expect(await (await api.get('/api/v1/persons/sums?person=nobody')).json()).toEqual(nobody);
    for (const path of ['sums', 'neighbours', 'neighbours?person=ann&session=%27']) {
      expect((await api.get(`/api/v1/persons/${path}`)).status, path).toBe(400);
    }
  });
});

import { listWishes } from '@falter/store';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { personWishAnswer } from './schemas.ts';
import { testApi } from './test-api.ts';

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

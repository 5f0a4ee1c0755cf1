import type { SavedSearchList } from '@falter/wire';
import { expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { testApi } from './test-api.ts';

const store = useStore();
const PATH = '/api/v1/searches';

it('searches are kept by a name, for oneself or for all, and removed by who saved them', async () => {
  const { app, as } = testApi(store.client, 'p');
  const ada = await as('support');
  const bo = await as('product');
  const ask = async (who: { cookie: string }, method: string, path = PATH, body?: object) => {
    const headers = { cookie: who.cookie, 'content-type': 'application/json' };
    const answer = await app.request(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status: answer.status, ...((await answer.json()) as SavedSearchList & { name: string }) };
  };
  const names = ({ searches }: SavedSearchList) => searches.map(({ name }) => name);
  const wish = { name: ' Cannot pay ', search: 'url:/checkout -url:/thanks', sort: 'score', shared: false };
  expect(names(await ask(ada, 'POST', PATH, wish))).toEqual(['Cannot pay']);
  const both = await ask(ada, 'POST', PATH, { ...wish, name: 'All of us', shared: true });
  expect(both.searches).toMatchObject([
    { name: 'All of us', shared: true, mine: true, by: 'A support' },
    { name: 'Cannot pay', search: wish.search, sort: 'score', shared: false, mine: true },
  ]);
  const seen = await ask(bo, 'GET');
  expect(seen.searches).toMatchObject([{ name: 'All of us', mine: false }]);
  const [shared] = seen.searches;
  expect((await ask(bo, 'DELETE', `${PATH}/${shared?.id}`)).status).toBe(403);
  const own = both.searches[1]?.id;
  expect((await ask(bo, 'DELETE', `${PATH}/${own}`)).name).toBe('unknown_search');
  expect(names(await ask(ada, 'DELETE', `${PATH}/${own}`))).toEqual(['All of us']);
  expect((await ask(ada, 'DELETE', `${PATH}/${own}`)).status).toBe(404);
  for (const wrong of [{ name: ' ' }, { name: 'x'.repeat(81) }, { search: 'x'.repeat(2_001) }, { sort: 'beauty' }])
    expect((await ask(ada, 'POST', PATH, { ...wish, ...wrong })).name).toBe('bad_body');
});

import { addRedactions } from '@falter/store';
import type { RedactionList } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { redactionList } from './redaction-schemas.ts';
import { testApi } from './test-api.ts';

const store = useStore();

describe('GET /redactions', () => {
  it('tells what a project’s pages give away and where, and nothing of another project', async () => {
    const found = { class: 'email', place: 'data-user', path: '/order/4711', count: 3, lastAt: Date.now() } as const;
    await addRedactions(store.client, [
      { ...found, project: 'leaky' },
      { ...found, project: 'leaky', path: '/order/4712' },
      { ...found, project: 'other', place: 'text' },
    ]);
    const answer = await testApi(store.client, 'leaky').get('/api/v1/redactions');
    const { redactions } = redactionList.parse(await answer.json()) as RedactionList;
    expect(redactions).toEqual([
      {
        page: '/order/:id',
        place: 'data-user',
        class: 'email',
        count: 6,
        lastAt: new Date(found.lastAt).toISOString(),
      },
    ]);
  });

  it('is empty where nothing was found', async () => {
    const answer = await testApi(store.client, 'tight').get('/api/v1/redactions');
    expect(await answer.json()).toEqual({ redactions: [] });
  });
});

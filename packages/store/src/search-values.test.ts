import { expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { session, T0 } from '../test/some-session.ts';
import { readSearchValues } from './search-values.ts';
import { saveSessions } from './sessions.ts';
import { changeTags } from './work/tags.ts';

const store = useStore();

it('tells what sessions have most often, the most first, and nothing of older ones or of other projects', async () => {
  const project = 'values';
  const seen = { urls: ['https://shop.example/tea?sort=1'], errors: ['Card declined'], elements: ['button "Pay now"'] };
  const one = { project, seen, strip: [], attributes: { plan: 'gold' } };
  const other = {
    project,
    id: 's2',
    seen: { ...seen, urls: ['https://shop.example/cart'] },
    strip: [],
    release: '',
    browser: '',
  };
  const old = { project, id: 'old', browser: 'Lynx 2', firstSeenAt: T0 - 10_000 };
  const stranger = session({ project: 'other', id: 'x', browser: 'Opera 1' });
  await saveSessions(
    store.client,
    [session({ ...one, id: 's0' }), session({ ...one, id: 's1' }), session(other), stranger],
    1,
  );
  await saveSessions(store.client, [session(old)], 1);
  const tag = (id: string, added: string[], removed: string[] = []) =>
    changeTags(store.client, { project, session: id }, { added, removed, byName: 'Ann', now: T0 + removed.length });
  await tag('s0', ['vip', 'bug', 'gone']);
  await tag('s0', [], ['gone']);
  await tag('s1', ['bug']);
  expect(await readSearchValues(store.client, { project, since: T0 })).toEqual({
    ...{ urls: ['/tea', '/cart'], errors: ['Card declined'], elements: ['button "Pay now"'] },
    ...{ browsers: ['Firefox'], systems: ['Linux'], releases: ['1'], attributes: ['plan:gold'], tags: ['bug', 'vip'] },
  });
  const none = {
    urls: [],
    errors: [],
    elements: [],
    browsers: [],
    systems: [],
    releases: [],
    attributes: [],
    tags: [],
  };
  expect(await readSearchValues(store.client, { project: 'nobody', since: 0 })).toEqual(none);
});

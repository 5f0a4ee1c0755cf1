import { listWishes, saveWish } from '@falter/store';
import type { Session } from '@falter/wire';
import { expect, test } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { Wishes } from './wishes.ts';

const store = useStore();

test('a wish ends with a closed session of that person that was recorded after it', async () => {
  const now = Date.now();
  const ann = { project: 'p', person: 'ann' };
  await saveWish(store.client, { ...ann, wishedBy: 'Bo' }, now);
  const met = (part: Partial<Session>) =>
    new Wishes(store.client).met({ ...ann, id: 's', closed: true, firstSeenAt: now + 1, ...part } as Session);
  for (const other of [{ closed: false }, { firstSeenAt: now - 1 }, { person: 'bo' }, { person: '' }, { project: 'q' }])
    await met(other);
  expect(await listWishes(store.client, ann)).toHaveLength(1);
  await met({});
  expect(await listWishes(store.client, ann)).toEqual([]);
});

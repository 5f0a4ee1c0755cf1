import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { endWish, listWishes, saveWish, WISH_LASTS_MS } from './wishes.ts';

const store = useStore();

test('a wish stands, by the hash that a page asks with, until it is taken back', async () => {
  const now = Date.now();
  const wish = await saveWish(store.client, { project: 'taken-back', person: 'ann@shop.example', wishedBy: 'Bo' }, now);
  expect(wish.personHash).toBe(createHash('sha256').update('ann@shop.example').digest('hex'));
  expect(wish.expiresAt).toBe(now + WISH_LASTS_MS);
  expect(await listWishes(store.client, wish)).toEqual([wish]);
  expect(await listWishes(store.client, { project: 'taken-back', person: 'somebody else' })).toEqual([]);
  await endWish(store.client, wish, now + 1);
  expect(await listWishes(store.client, wish)).toEqual([]);
  const again = await saveWish(store.client, wish, now + 2);
  expect(await listWishes(store.client, wish)).toEqual([again]);
});

test('a wish ends with the session that fulfils it, and by itself after thirty days', async () => {
  const now = Date.now();
  const fulfilled = await saveWish(store.client, { project: 'ended', person: 'ann', wishedBy: 'Bo' }, now - 10);
  await saveWish(store.client, { project: 'ended', person: 'old', wishedBy: 'Bo' }, now - WISH_LASTS_MS - 1_000);
  await saveWish(store.client, { project: 'ended', person: 'young', wishedBy: 'Bo' }, now - WISH_LASTS_MS + 60_000);
  await endWish(store.client, fulfilled, now, 'session-1');
  const standing = (await listWishes(store.client)).filter(({ project }) => project === 'ended');
  expect(standing.map(({ person }) => person)).toEqual(['young']);
});

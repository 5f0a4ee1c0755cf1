import { beatDetector, insertBatches, listFindings } from '@falter/store';
import { expect, it, vi } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { startFollower } from './follower.ts';
import { nameOf } from './session-name.ts';
import { ownerOf } from './share.ts';
import { errorVisit } from './test-visit.ts';

const store = useStore();
const WAIT = { timeout: 90_000, interval: 200 };
const NOBODY = { behindMs: 0, waiting: 0, failing: 0 };

const keysOf = (project: string) => Array.from({ length: 12 }, (_, n) => ({ project, session: `s${n}` }));
const store12 = (project: string) =>
  Promise.all(keysOf(project).map((key) => insertBatches(store.client, [errorVisit(key, Date.now() - 3000)])));
const isFound = async (key: { project: string; session: string }) => (await listFindings(store.client, key)).length > 0;
const follow = (worker: string) => startFollower({ store: store.client, worker, log: () => {} });

it('a detector leaves alone what another has that lives, and takes it over when that one falls silent', async () => {
  const keys = keysOf('silent');
  const mine = keys.filter((key) => ownerOf(nameOf(key), ['dead', 'living']) === 'living');
  const others = keys.filter((key) => !mine.includes(key));
  expect(Math.min(mine.length, others.length)).toBeGreaterThan(0);
  // Beats like one that hangs in a long look: nobody else may judge its sessions.
  const beat = () => beatDetector(store.client, { ...NOBODY, worker: 'dead' });
  await beat();
  const beats = setInterval(() => void beat(), 1_000);
  const follower = follow('living');
  await store12('silent');
  await vi.waitUntil(async () => (await Promise.all(mine.map(isFound))).every(Boolean), WAIT);
  expect((await Promise.all(others.map(isFound))).some(Boolean)).toBe(false);
  clearInterval(beats);
  await vi.waitUntil(async () => (await Promise.all(others.map(isFound))).every(Boolean), WAIT);
  await follower.stop();
}, 200_000);

it('two detectors look at all sessions between them, and one that ends in good order leaves its share to the other', async () => {
  const followers = ['one', 'two'].map(follow);
  await store12('two');
  const all = async (project: string) => (await Promise.all(keysOf(project).map(isFound))).every(Boolean);
  await vi.waitUntil(() => all('two'), WAIT);
  await followers[0]?.stop();
  await store12('after');
  await vi.waitUntil(() => all('after'), WAIT);
  await followers[1]?.stop();
}, 200_000);

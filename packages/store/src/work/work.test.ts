import { describe, expect, it } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { erase } from '../erasure.ts';
import { listComments, removeComment, saveComment } from './comments.ts';
import { endShare, listShares, saveShare } from './shares.ts';
import { changeTags, listTags } from './tags.ts';
import { listWatches, saveWatch } from './watches.ts';

const store = useStore();
const NOW = Date.now();
const key = (session: string) => ({ project: 'work', session });
const comment = {
  id: 'c1',
  at: 4_000,
  tab: 'tab-1',
  text: 'Here it hangs.',
  byId: 'user:1',
  byName: 'Ann',
  writtenAt: NOW,
};
const share = { id: 's1', tokenHash: 'a'.repeat(64), byName: 'Ann', sharedAt: NOW, expiresAt: NOW + 3_600_000 };

describe('work with a session', () => {
  it('comments stand by moment, are changed, and are taken away', async () => {
    const of = key('comments');
    const early = { ...comment, id: 'c2', at: 1_000 };
    await saveComment(store.client, of, comment);
    await saveComment(store.client, of, early);
    const changed = { ...comment, text: 'It hung here.', writtenAt: NOW + 5 };
    await saveComment(store.client, of, changed);
    expect(await listComments(store.client, of)).toEqual([early, changed]);
    await removeComment(store.client, of, changed, NOW + 6);
    expect(await listComments(store.client, of)).toEqual([early]);
    expect(await listComments(store.client, key('another'))).toEqual([]);
  });

  it('tags come and go', async () => {
    const of = key('tags');
    await changeTags(store.client, of, { added: ['payment', 'bug'], removed: [], byName: 'Ann', now: NOW });
    expect(await listTags(store.client, of)).toEqual(['bug', 'payment']);
    await changeTags(store.client, of, { added: [], removed: ['bug'], byName: 'Bo', now: NOW + 1 });
    expect(await listTags(store.client, of)).toEqual(['payment']);
    await changeTags(store.client, of, { added: ['bug'], removed: [], byName: 'Bo', now: NOW + 2 });
    expect(await listTags(store.client, of)).toEqual(['bug', 'payment']);
  });

  it('who watched is told once each, with the last time', async () => {
    const of = key('watches');
    await saveWatch(store.client, of, { byId: 'user:1', byName: 'Ann', watchedAt: NOW });
    await saveWatch(store.client, of, { byId: 'user:2', byName: 'Bo', watchedAt: NOW + 1 });
    await saveWatch(store.client, of, { byId: 'user:1', byName: 'Ann B', watchedAt: NOW + 2 });
    expect(await listWatches(store.client, of)).toEqual([
      { byId: 'user:1', byName: 'Ann B', watchedAt: NOW + 2 },
      { byId: 'user:2', byName: 'Bo', watchedAt: NOW + 1 },
    ]);
  });

  it('a link is good until it ends, by itself or because somebody ends it', async () => {
    const of = key('shares');
    await saveShare(store.client, of, share);
    await saveShare(store.client, of, { ...share, id: 'over', expiresAt: NOW - 1 });
    expect(await listShares(store.client, of)).toEqual([share]);
    await endShare(store.client, of, share, NOW);
    expect(await listShares(store.client, of)).toEqual([]);
  });

  it('goes with the session when it is erased', async () => {
    const of = key('erased');
    await saveComment(store.client, of, comment);
    await changeTags(store.client, of, { added: ['bug'], removed: [], byName: 'Ann', now: NOW });
    await saveWatch(store.client, of, { byId: 'user:1', byName: 'Ann', watchedAt: NOW });
    await saveShare(store.client, of, share);
    await erase(store.client, { project: 'work', sessions: ['erased'] });
    expect(await listComments(store.client, of)).toEqual([]);
    expect(await listTags(store.client, of)).toEqual([]);
    expect(await listWatches(store.client, of)).toEqual([]);
    expect(await listShares(store.client, of)).toEqual([]);
  });
});

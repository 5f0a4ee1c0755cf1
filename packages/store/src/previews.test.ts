import type { PreviewResult } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { insertBatches, type StoredBatch } from './batches.ts';
import {
  cancelPreview,
  findPreview,
  listOpenPreviews,
  listPreviewSessions,
  type PreviewRequest,
  type PreviewWorker,
  reportPreview,
  requestPreview,
} from './previews.ts';

const NOW = Date.now();
const RESULT: PreviewResult = {
  signals: [
    {
      signal: 'rage-click',
      before: { sessions: 3, findings: 4 },
      after: { sessions: 1, findings: 1 },
      added: [],
      removed: ['a', 'b'],
    },
  ],
  before: { sessions: 3, findings: 4 },
  after: { sessions: 1, findings: 1 },
  scoresBefore: [0, 0, 3, 0, 0, 0],
  scoresAfter: [2, 0, 1, 0, 0, 0],
};

function request(id: string, values: Partial<PreviewRequest> = {}): PreviewRequest {
  return {
    project: 'p',
    id,
    requestedAt: NOW,
    since: NOW - 7 * 86_400_000,
    before: NOW,
    sampleMax: 500,
    present: { signals: {}, ignoredPages: [] },
    proposed: { signals: { 'rage-click': { options: { clicks: 4 } } }, ignoredPages: ['/game/*'] },
    ...values,
  };
}

describe('a preview', () => {
  const store = useStore();
  const worker = (id: string, name: string, values: Partial<PreviewWorker> = {}): PreviewWorker => ({
    ...{ project: 'p', id, worker: name, claimedAt: NOW, revision: 1 },
    ...values,
  });
  const find = (id: string) => findPreview(store.client, 'p', id);
  const open = async () => (await listOpenPreviews(store.client)).map(({ id }) => id);

  it('is as it was asked for, and nobody works on it', async () => {
    await requestPreview(store.client, request('asked'));
    expect(await find('asked')).toEqual({
      ...request('asked'),
      redetection: null,
      ...{ cancelled: false, worker: '', alive: false, done: false, attempts: 0 },
      ...{ total: 0, sample: 0, looked: 0, unreadable: 0, result: null },
    });
    expect(await find('unheard-of')).toBeUndefined();
    expect(await findPreview(store.client, 'other', 'asked')).toBeUndefined();
  });

  it('tells how far its worker is, and then what came of it', async () => {
    await requestPreview(store.client, request('worked'));
    await reportPreview(store.client, worker('worked', 'one'));
    expect(await find('worked')).toMatchObject({ worker: 'one', alive: true, done: false, attempts: 1 });
    const progress = { total: 12_340, sample: 500, looked: 40, unreadable: 2, result: RESULT };
    await reportPreview(store.client, worker('worked', 'one', { revision: 2 }), progress);
    expect(await find('worked')).toMatchObject({ ...progress, done: false });
    await reportPreview(store.client, worker('worked', 'one', { revision: 3, done: true }), progress);
    expect(await find('worked')).toMatchObject({ ...progress, done: true });
  });

  it('of two workers that began together belongs to the one that claimed it first', async () => {
    await requestPreview(store.client, request('both'));
    await reportPreview(store.client, worker('both', 'late', { claimedAt: NOW + 1 }));
    expect(await find('both')).toMatchObject({ worker: 'late', alive: true });
    await reportPreview(store.client, worker('both', 'early'));
    expect(await find('both')).toMatchObject({ worker: 'early', alive: true, attempts: 2 });
  });

  it('is free again when its worker gives it back, and when it is not heard of any more', async () => {
    await requestPreview(store.client, request('left'));
    await reportPreview(store.client, worker('left', 'one', { revision: 2, released: true }));
    expect(await find('left')).toMatchObject({ alive: false, attempts: 0 });
    const gone = { project: 'p', preview: 'left', worker: 'two', revision: 1, claimed_at: NOW - 99_000 };
    await store.client.insert('preview_work', [{ ...gone, heard_at: NOW - 60_000 }]);
    expect(await find('left')).toMatchObject({ worker: 'two', alive: false, attempts: 1 });
    await reportPreview(store.client, worker('left', 'three'));
    expect(await find('left')).toMatchObject({ worker: 'three', alive: true, attempts: 2 });
  });

  it('that is cancelled stays so, whatever its worker still says', async () => {
    await requestPreview(store.client, request('called-off'));
    expect(await open()).toContain('called-off');
    await cancelPreview(store.client, request('called-off'));
    await reportPreview(store.client, worker('called-off', 'one', { revision: 9 }));
    expect(await find('called-off')).toMatchObject({ cancelled: true, done: false });
    expect(await open()).not.toContain('called-off');
  });

  it('is open until it is done, the oldest request first, and forgotten after two days', async () => {
    const old = NOW - 3_600_000;
    await requestPreview(store.client, request('older', { requestedAt: old }));
    await requestPreview(store.client, request('ancient', { requestedAt: NOW - 2 * 86_400_000 - 1000 }));
    expect((await open())[0]).toBe('older');
    expect(await open()).not.toContain('ancient');
    expect(await find('ancient')).toBeUndefined();
    await reportPreview(store.client, worker('older', 'one', { done: true }));
    expect(await open()).not.toContain('older');
  });
});

describe('the sessions of a preview', () => {
  const store = useStore();
  const batch = (session: string, firstSeenAt: number, seq = 0): StoredBatch => ({
    ...{ project: 'p', session, tab: 't', seq, firstSeenAt, receivedAt: firstSeenAt, sentAt: firstSeenAt, page: 'p' },
    ...{ secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '', userAgent: '', dropped: 0 },
    ...{ events: 1, bytes: 2, lines: '{}' },
  });

  it('are the newest of that time and project that have a recording, with how many there are', async () => {
    const hours = (n: number) => NOW - n * 3_600_000;
    for (const n of [1, 2, 3, 4])
      await insertBatches(store.client, [batch(`s${n}`, hours(n)), batch(`s${n}`, hours(n), 1)]);
    await insertBatches(store.client, [{ ...batch('foreign', hours(1)), project: 'other' }]);
    const list = (values: Partial<PreviewRequest>) => listPreviewSessions(store.client, request('x', values));
    expect(await list({})).toEqual({ sessions: ['s1', 's2', 's3', 's4'], total: 4 });
    expect(await list({ sampleMax: 2 })).toEqual({ sessions: ['s1', 's2'], total: 4 });
    expect(await list({ since: hours(3), before: hours(1) })).toEqual({ sessions: ['s2', 's3'], total: 2 });
    expect(await list({ project: 'nobody' })).toEqual({ sessions: [], total: 0 });
  });
});

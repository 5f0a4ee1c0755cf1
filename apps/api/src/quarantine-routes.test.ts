import { listAudit, quarantine } from '@falter/store';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { quarantineList } from './quarantine-schemas.ts';
import { batch, sessionId, T0, TOKEN, testApi } from './test-api.ts';

const store = useStore();

describe('GET /quarantine', () => {
  it('tells an admin what was kept apart of this project, newest first, and that somebody looked', async () => {
    const apart = (project: string, seq: number) => batch({ project, seq, receivedAt: T0 + seq });
    await quarantine(store.client, [
      { batch: apart('watched', 1), reason: 'conflict' },
      { batch: apart('watched', 2), reason: 'unknown_events' },
      { batch: apart('other', 3), reason: 'wrong_secret' },
    ]);
    const api = testApi(store.client, 'watched');
    const answer = quarantineList.parse(await (await api.get('/api/v1/quarantine')).json());
    expect(answer.more).toBe(false);
    expect(answer.batches.map(({ reason, seq }) => [reason, seq])).toEqual([
      ['unknown_events', 2],
      ['conflict', 1],
    ]);
    expect(answer.batches[1]).toEqual({
      reason: 'conflict',
      project: 'watched',
      session: sessionId('one'),
      tab: 'tab-aaaaaaaaaaaaaaaa',
      seq: 1,
      receivedAt: new Date(T0 + 1).toISOString(),
      page: 'page-1',
      userAgent: 'Browser/1',
      events: 2,
      bytes: 20,
    });
    await api.get('/api/v1/quarantine');
    const log = await listAudit(store.client, { project: 'watched', kind: 'listed-quarantine', limit: 9 });
    expect(log.map(({ count }) => count)).toEqual([2]);
  });

  it('is empty where nothing was, and nobody looked at anything then', async () => {
    expect(await (await testApi(store.client, 'tidy').get('/api/v1/quarantine')).json()).toEqual({
      batches: [],
      more: false,
    });
    expect(await listAudit(store.client, { project: 'tidy', kind: 'listed-quarantine', limit: 9 })).toEqual([]);
  });

  it('is told to nobody while it cannot be written down that somebody asked', async () => {
    await quarantine(store.client, [{ batch: batch({ project: 'unwritten' }), reason: 'conflict' }]);
    await store.client.command('RENAME TABLE audit TO audit_away');
    const ask = () =>
      testApi(store.client, 'unwritten').app.request('/api/v1/quarantine', {
        headers: { authorization: `Bearer ${TOKEN}` },
      });
    try {
      expect((await ask()).status).toBe(503);
    } finally {
      await store.client.command('RENAME TABLE audit_away TO audit');
    }
    expect((await ask()).status).toBe(200);
  });
});

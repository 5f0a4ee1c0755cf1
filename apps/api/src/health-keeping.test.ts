import { openClient, quarantine, saveSessions, writeAudit } from '@falter/store';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import type { DiskGuardSight } from './health-keeping.ts';
import { health, keeping } from './health-schemas.ts';
import { batch, session, sessionId, testApi } from './test-api.ts';

const store = useStore();

const GUARD: DiskGuardSight = {
  ...{ active: false, nothingLeft: false, recordingBytes: 7_000, budgetBytes: undefined, keepsFreeBytes: 1_000 },
  ...{ droppedDays: 0, droppedBatches: 0 },
};

const ask = async (project: string, guard?: Partial<DiskGuardSight>) => {
  const seen = guard && { diskGuard: () => ({ ...GUARD, ...guard }) };
  const api = testApi(openClient({ url: store.url, readonly: true }), project, { ...seen });
  return {
    keeping: keeping.parse(await (await api.get('/api/v1/health/keeping')).json()),
    storing: health.parse(await (await api.get('/api/v1/health')).json()).storing,
  };
};

describe('GET /health/keeping', () => {
  it('where nothing was ever kept tells zeros, and of a guard in another process that it is not known', async () => {
    const { keeping: told, storing } = await ask('fresh');
    expect(told).toEqual({ guard: null, dropped: [], apart: [], sessions: 0, incomplete: 0 });
    expect(storing.state).toBe('ok');
  });

  it('counts what was kept apart of this project, each batch once however often it came, with what it means', async () => {
    const apart = (seq: number, receivedAt: number, project = 'apart') => batch({ project, seq, receivedAt });
    const now = Date.now();
    await quarantine(store.client, [
      { batch: apart(1, now - 9_000), reason: 'conflict' },
      { batch: apart(1, now - 8_000), reason: 'conflict' },
      { batch: apart(2, now - 7_000), reason: 'conflict' },
      { batch: apart(3, now - 1_000), reason: 'unknown_events' },
      { batch: apart(4, now, 'other'), reason: 'wrong_secret' },
    ]);
    const { apart: rows } = (await ask('apart')).keeping;
    expect(rows.map(({ reason, batches, lastAt }) => [reason, batches, now - Date.parse(lastAt)])).toEqual([
      ['unknown_events', 1, 1_000],
      ['conflict', 2, 7_000],
    ]);
    for (const { meaning, todo } of rows) expect([meaning, todo]).not.toContain('');
  });

  it('counts the sessions of the last day in which something is missing, by what is known of each last', async () => {
    const firstSeenAt = Date.now() - 60_000;
    const of = (name: string, more: object) =>
      session({ project: 'gappy', id: sessionId(name), firstSeenAt, dropped: 0, gaps: 0, ...more });
    await saveSessions(store.client, [of('whole', {}), of('gap', { gaps: 1 }), of('closed', { gaps: 2 })], 1);
    await saveSessions(store.client, [of('closed', {}), of('lost', { dropped: 3 })], 2);
    const old = of('old', { gaps: 1, firstSeenAt: Date.now() - 25 * 3_600_000 });
    await saveSessions(store.client, [old], 1);
    expect((await ask('gappy')).keeping).toMatchObject({ sessions: 4, incomplete: 2 });
  });

  it('tells what was dropped for room, why, and not what happened to another project alone', async () => {
    const entry = { kind: 'dropped-recordings', whoKind: 'falter', who: '', count: 12 } as const;
    const at = Date.now() - 5_000;
    await writeAudit(store.client, {
      ...entry,
      project: '',
      subject: '2026-11-01',
      why: 'The disk has 0.9 GB left.',
      at,
    });
    await writeAudit(store.client, { ...entry, project: 'other', subject: '2026-11-02', why: 'x', at });
    expect((await ask('full', {})).keeping.dropped).toEqual([
      { at: new Date(at).toISOString(), what: '2026-11-01', why: 'The disk has 0.9 GB left.', batches: 12 },
    ]);
  });
});

describe('the disk guard', () => {
  it('is told as it sees it', async () => {
    const { guard } = (await ask('guard', { budgetBytes: 9_000, droppedDays: 2, droppedBatches: 40 })).keeping;
    expect(guard).toEqual({ ...GUARD, budgetBytes: 9_000, droppedDays: 2, droppedBatches: 40 });
    expect((await ask('guard', {})).keeping.guard?.budgetBytes).toBeNull();
  });

  it('that drops recordings is a warning with what to do, one that has nothing left to drop a failure', async () => {
    const dropping = (await ask('guard', { active: true })).storing;
    expect(dropping).toMatchObject({ state: 'warning', cause: expect.stringContaining('the oldest days are dropped') });
    expect(dropping.todo).toContain('FALTER_DISK_BUDGET');
    const stuck = (await ask('guard', { active: true, nothingLeft: true })).storing;
    expect(stuck).toMatchObject({ state: 'failing', cause: expect.stringContaining('nothing that may be dropped') });
  });
});

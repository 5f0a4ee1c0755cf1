import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertBatches, listAudit, listDaysOnDisk, summariseRecording } from '@falter/store';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { batchOf } from '../batch-fixture.ts';
import { DiskGuard } from './disk-guard.ts';
import { ReserveFile } from './reserve-file.ts';

const store = useStore();
const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 21, 12);
const directory = mkdtempSync(join(tmpdir(), 'falter-guard-'));

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A session of so many days ago, with findings or without. */
async function record(name: string, daysAgo: number, flagged = false): Promise<string> {
  const session = `session-${name}`.padEnd(20, '_');
  const at = NOW - daysAgo * DAY_MS;
  await insertBatches(store.client, [batchOf(session, 0, at)]);
  const findings = flagged ? { 'rage-click': 1 } : {};
  const row = { project: 'p', session, findings, revision: 1, first_seen_at: new Date(at).toISOString() };
  await store.client.insert('sessions', [row]);
  return session;
}

const left = async (sessions: readonly string[]) => {
  const tabs = await Promise.all(
    sessions.map((session) => summariseRecording(store.client, { project: 'p', session })),
  );
  return sessions.filter((_, n) => (tabs[n]?.length ?? 0) > 0);
};

const bytesOnDisk = async () => (await listDaysOnDisk(store.client)).reduce((sum, { bytes }) => sum + bytes, 0);
const guard = (options: Partial<ConstructorParameters<typeof DiskGuard>[0]>) =>
  new DiskGuard({ store: store.client, log: () => {}, ...options });

beforeEach(async () => {
  for (const table of ['batches', 'kept', 'sessions', 'audit']) await store.client.command(`TRUNCATE TABLE ${table}`);
});

describe('the disk guard', () => {
  it('leaves everything alone while there is room', async () => {
    const sessions = [await record('old', 9), await record('new', 0)];
    const calm = guard({ limits: { budgetBytes: 1e9, freeBytes: 1 } });
    await calm.look(NOW);
    expect([await left(sessions), calm.state.active, calm.state.droppedDays]).toEqual([sessions, false, 0]);
  });

  it('drops the oldest recordings first and those with findings last, and says each day aloud', async () => {
    const oldest = await record('oldest', 9);
    const flagged = await record('flagged', 9, true);
    const newer = await record('newer', 5);
    const today = await record('today', 0);
    const said: string[] = [];
    const tight = guard({
      limits: { budgetBytes: (await bytesOnDisk()) * 0.95 },
      log: (message) => said.push(message),
    });
    await tight.look(NOW);
    expect(await left([oldest, flagged, newer, today])).toEqual(expect.arrayContaining([flagged, today]));
    expect(await left([oldest])).toEqual([]);
    const log = await listAudit(store.client, { project: '', kind: 'dropped-recordings', limit: 9 });
    expect(log.at(-1)).toMatchObject({ whoKind: 'falter', subject: '2026-11-12', count: 1 });
    expect(said[0]).toMatch(/^Recordings take .* of .*\. Recordings of 2026-11-12 were dropped$/);
  });

  it('drops recordings with findings when nothing else is left, never today, and says when that is not enough', async () => {
    const sessions = [await record('plain', 9), await record('flagged', 8, true), await record('today', 0)];
    const desperate = guard({ limits: { budgetBytes: 1 } });
    await desperate.look(NOW);
    expect(await left(sessions)).toEqual([sessions[2]]);
    expect(desperate.state).toMatchObject({ active: true, nothingLeft: true, droppedDays: 3 });
    const subjects = (await listAudit(store.client, { project: '', kind: '', limit: 9 })).map(({ subject }) => subject);
    expect(subjects).toContain('2026-11-13, with findings');
  });

  it('F11 gives its reserve back when the disk is full, and takes it again, and rests, when there is room', async () => {
    let free = 10;
    const reserve = new ReserveFile(join(directory, 'reserve'), 100_000);
    const watching = guard({ limits: { freeBytes: 1000 }, reserve, readFree: async () => free });
    free = 5000;
    await watching.look(NOW);
    expect(reserve.held).toBe(true);
    free = 10;
    await watching.look(NOW);
    expect([reserve.held, watching.state.active, watching.state.nothingLeft]).toEqual([false, true, true]);
    free = 5000;
    await watching.look(NOW);
    expect([reserve.held, watching.state.active, watching.state.nothingLeft]).toEqual([true, false, false]);
  });

  it('holds no reserve where there is no room for it, and leaves nothing behind', async () => {
    const nowhere = new ReserveFile(join(directory, 'no-such-folder', 'reserve'), 100);
    expect([await nowhere.take(), nowhere.held, await nowhere.release()]).toEqual([false, false, false]);
  });
});

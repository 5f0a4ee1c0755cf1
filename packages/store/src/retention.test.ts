import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { findBatchHashes, findSessionOrigins, insertBatches, readRecording, summariseRecording } from './batches.ts';
import {
  deleteRecordings,
  dropDay,
  keepFlagged,
  listDaysOnDisk,
  listExpiredRecordings,
  listRecordingsOfDay,
} from './retention.ts';
import { removeComment, saveComment } from './work/comments.ts';

const store = useStore();
const DAY = Math.floor(Date.UTC(2026, 10, 1) / 86_400_000);

/** A batch of 10 bytes from a session of that project, first seen `after` days and `hours` after the first of November. */
async function record(project: string, after: number, hours = 12): Promise<string> {
  const session = `session-${project}-${after}-${hours}`.padEnd(24, '_');
  const firstSeenAt = (DAY + after) * 86_400_000 + hours * 3_600_000;
  const hashes = { secret: 'a'.repeat(64), hash: 'b'.repeat(64) };
  const texts = { page: 'p', release: '', userAgent: '', lines: '{}' };
  const numbers = { seq: 0, receivedAt: firstSeenAt, sentAt: firstSeenAt, dropped: 0, events: 1, bytes: 10 };
  const batch = { project, session, tab: 'tab-aaaaaaaaaaaaaaaa', firstSeenAt, ...hashes, ...texts, ...numbers };
  await insertBatches(store.client, [batch]);
  return session;
}

const isRecorded = async (project: string, session: string) =>
  (await summariseRecording(store.client, { project, session })).length > 0;

const rowsOnDisk = async (day: string) => {
  const query = `SELECT toFloat64(sum(rows)) AS n FROM system.parts
    WHERE table = 'batches' AND active AND database = currentDatabase() AND partition = '${day}'`;
  return (await store.client.rows<{ n: number }>(query, {}))[0]?.n;
};

beforeAll(async () => {
  for (const day of [0, 1, 2]) for (const project of ['shop', 'blog']) await record(project, day);
  await record('shop', 1, 23);
});

describe('recordings', () => {
  it('that are expired are told by project and day, up to a day and not with it', async () => {
    const row = { project: 'shop', batches: 1, bytes: 10 };
    expect(await listExpiredRecordings(store.client, { project: 'shop', before: DAY + 2 })).toEqual([
      { ...row, day: DAY },
      { ...row, day: DAY + 1, batches: 2, bytes: 20 },
    ]);
    expect(await listExpiredRecordings(store.client, { project: 'shop', before: DAY })).toEqual([]);
    expect(await listExpiredRecordings(store.client, { project: 'nobody', before: DAY + 9 })).toEqual([]);
  });

  it('of a day are told by project', async () => {
    expect(await listRecordingsOfDay(store.client, DAY + 1)).toEqual([
      { project: 'blog', day: DAY + 1, batches: 1, bytes: 10 },
      { project: 'shop', day: DAY + 1, batches: 2, bytes: 20 },
    ]);
  });

  it('of a day go as a whole, and those of its neighbours stay', async () => {
    const [gone, next] = [await record('shop', 3), await record('shop', 4, 0)];
    await dropDay(store.client, DAY + 3);
    expect(await isRecorded('shop', gone)).toBe(false);
    expect(await isRecorded('shop', next)).toBe(true);
    expect(await rowsOnDisk('2026-11-04')).toBe(0);
  });

  it('of one project go at once and from the disk soon, and those of others stay', async () => {
    const [gone, kept, next] = [await record('shop', 6), await record('blog', 6), await record('shop', 7)];
    await deleteRecordings(store.client, { project: 'shop', day: DAY + 6 });
    expect(await isRecorded('shop', gone)).toBe(false);
    expect(await isRecorded('blog', kept)).toBe(true);
    expect(await isRecorded('shop', next)).toBe(true);
    await expect.poll(() => rowsOnDisk('2026-11-07'), { timeout: 15_000 }).toBe(1);
  });

  it('of a day that has none can be dropped and deleted all the same', async () => {
    await dropDay(store.client, DAY + 99);
    await deleteRecordings(store.client, { project: 'shop', day: DAY + 99 });
  });
});

describe('recordings with findings', () => {
  const flag = (session: string, findings: Record<string, number>, revision: number, day: number) =>
    store.client.insert('sessions', [
      { project: 'shop', session, findings, revision, first_seen_at: new Date((day + 0.5) * 86_400_000).toISOString() },
    ]);
  const lines = async (session: string) => (await readRecording(store.client, { project: 'shop', session })).length;

  it('are copied before their day goes, and read once, before and after', async () => {
    const day = DAY + 20;
    const [plain, flagged, calmed] = [
      await record('shop', 20, 1),
      await record('shop', 20, 12),
      await record('shop', 20, 2),
    ];
    await flag(flagged, { 'rage-click': 1 }, 1, day);
    await flag(calmed, { 'rage-click': 1 }, 1, day);
    await flag(calmed, {}, 2, day);
    expect(await keepFlagged(store.client, { project: 'shop', day })).toBe(1);
    expect(await lines(flagged)).toBe(1);
    expect((await summariseRecording(store.client, { project: 'shop', session: flagged }))[0]?.batches).toBe(1);
    // It broke off, and is done again: nothing is copied twice.
    expect(await keepFlagged(store.client, { project: 'shop', day })).toBe(1);
    const kept = await store.client.rows<{ n: number }>('SELECT count() AS n FROM kept', {});
    expect(kept).toEqual([{ n: 1 }]);
    await dropDay(store.client, day);
    expect([await lines(flagged), await lines(plain), await lines(calmed)]).toEqual([1, 0, 0]);
    const onDisk = (await listDaysOnDisk(store.client)).filter((found) => found.day === day);
    expect(onDisk).toMatchObject([{ table: 'kept', batches: 1 }]);
  });

  it('that somebody worked with are kept as well, as long as they do', async () => {
    const day = DAY + 26;
    const [commented, emptied, plain] = [
      await record('worked', 26, 1),
      await record('worked', 26, 2),
      await record('worked', 26, 3),
    ];
    const comment = { id: 'c', at: 0, tab: '', text: 'Look.', byId: 'user:1', byName: 'Ann', writtenAt: 1 };
    for (const session of [commented, emptied])
      await saveComment(store.client, { project: 'worked', session }, comment);
    await removeComment(store.client, { project: 'worked', session: emptied }, comment, 2);
    expect(await keepFlagged(store.client, { project: 'worked', day })).toBe(1);
    await dropDay(store.client, day);
    expect(await isRecorded('worked', commented)).toBe(true);
    expect([await isRecorded('worked', emptied), await isRecorded('worked', plain)]).toEqual([false, false]);
  });

  it('have the columns of all recordings: what is copied is whole', async () => {
    const columns = (table: string) =>
      store.client.rows(
        'SELECT name, type, position FROM system.columns WHERE database = currentDatabase() AND table = {table:String}',
        { table },
      );
    expect(await columns('kept')).toEqual(await columns('batches'));
  });

  it('that came again after they were kept are a duplicate, by hash and by origin', async () => {
    const session = await record('shop', 21, 12);
    await flag(session, { 'dead-click': 1 }, 1, DAY + 21);
    await keepFlagged(store.client, { project: 'shop', day: DAY + 21 });
    await dropDay(store.client, DAY + 21);
    const key = { project: 'shop', session, tab: 'tab-aaaaaaaaaaaaaaaa', seq: 0 };
    expect(await findBatchHashes(store.client, [key])).toEqual(['b'.repeat(64)]);
    expect((await findSessionOrigins(store.client, [key]))[0]?.secret).toBe('a'.repeat(64));
  });
});

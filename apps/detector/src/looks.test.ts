import { type Client, insertBatches, listFindings, type SessionKey, StoreError } from '@falter/store';
import { expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { Ledger } from './ledger.ts';
import { LiveSessions } from './live-sessions.ts';
import { Looks } from './looks.ts';
import { ProjectNorms } from './norms.ts';
import { ProjectSettings } from './project-settings.ts';
import { Schedule } from './schedule.ts';
import { errorVisit } from './test-visit.ts';
import { Wishes } from './wishes.ts';

const store = useStore();

interface Watched {
  looks: Looks;
  schedule: Schedule;
  /** Rows of each insert, by table. */
  inserted: { table: string; sessions: unknown[] }[];
  failed: string[];
}

/** Looks that write to the real store, by a door at which it is seen what goes in and may be refused. */
function watched(refuse: (sessions: readonly unknown[]) => StoreError | undefined = () => undefined): Watched {
  const inserted: Watched['inserted'] = [];
  const failed: string[] = [];
  const client: Client = {
    ...store.client,
    insert: async (table, rows, settings) => {
      if (rows.length === 0) return;
      const sessions = [...new Set(rows.map((row) => row.session ?? row.id))];
      inserted.push({ table, sessions });
      const refusal = refuse(sessions);
      if (refusal) throw refusal;
      await store.client.insert(table, rows, settings);
    },
  };
  const schedule = new Schedule();
  const looks = new Looks({
    ...{ store: client, schedule, ledger: new Ledger(client), live: new LiveSessions() },
    ...{ norms: new ProjectNorms(client), settings: new ProjectSettings(client), wishes: new Wishes(client) },
    signal: new AbortController().signal,
    onFailed: ({ session }) => failed.push(session),
  });
  return { looks, schedule, inserted, failed };
}

async function arrived(project: string, count: number): Promise<SessionKey[]> {
  const keys = Array.from({ length: count }, (_, n) => ({ project, session: `session-${project}-${n}` }));
  await insertBatches(
    store.client,
    keys.map((key) => errorVisit(key, Date.now() - 5_000)),
  );
  return keys;
}

const found = async (key: SessionKey) => (await listFindings(store.client, key)).map(({ signal }) => signal);
const soon = () => performance.now() + 60_000;

it('sessions that wait are written together, those of each project by themselves', async () => {
  const { looks, inserted, failed } = watched();
  const [many, other] = [await arrived('many', 8), await arrived('other', 1)];
  await looks.lookAt([...many, ...other], soon());
  for (const key of [...many, ...other]) expect(await found(key)).toEqual(['js-error']);
  expect(failed).toEqual([]);
  // On a slow machine what was judged waits no longer than it may.
  const writes = inserted.filter(({ table }) => table === 'findings');
  expect(writes.length).toBeLessThan(9);
  expect(writes.every(({ sessions }) => new Set(sessions.map((id) => String(id).split('-')[1])).size === 1)).toBe(true);
});

it('one that the store refuses keeps none of the others from being written, and is tried again later', async () => {
  const bad = 'session-refused-1';
  const { looks, schedule, failed } = watched((sessions) =>
    sessions.includes(bad) ? new StoreError('refused', 'no') : undefined,
  );
  const keys = await arrived('refused', 4);
  for (const key of keys) schedule.touch(key, Date.now());
  await looks.lookAt(keys, soon());
  expect(failed).toEqual([bad]);
  expect(await Promise.all(keys.map(found))).toEqual([['js-error'], [], ['js-error'], ['js-error']]);
  expect(schedule.backlog(Date.now() + 10_000).failing).toBe(1);
});

it('a store that is away is not asked once more for each of them', async () => {
  const { looks, schedule, inserted, failed } = watched(() => new StoreError('unavailable', 'away'));
  const keys = await arrived('away', 3);
  for (const key of keys) schedule.touch(key, Date.now());
  await looks.lookAt(keys, soon());
  expect(failed.sort()).toEqual(keys.map(({ session }) => session));
  expect(inserted.length).toBeLessThanOrEqual(3);
});

it('stops when it is time, and writes what was judged by then', async () => {
  const { looks, inserted } = watched();
  const keys = await arrived('late', 3);
  await looks.lookAt(keys, performance.now() - 1);
  expect(inserted).toEqual([]);
  await looks.lookAt(keys, performance.now() + 1);
  expect(await found(keys[0]!)).toEqual(['js-error']);
});

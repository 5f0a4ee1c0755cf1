import {
  addIntake,
  beatDetector,
  type Client,
  type IntakeCount,
  insertBatches,
  newProject,
  openClient,
  StoreError,
  saveProject,
  saveSessions,
} from '@falter/store';
import { type Arrivals, DOCTOR_BROWSER, type Health, type RefusalList } from '@falter/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { arrivals, health, refusalList } from './health-schemas.ts';
import { batch, session, sessionId, testApi } from './test-api.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const store = useStore();
/** As `falter start` opens the store for the API. */
let reader: Client;

beforeAll(async () => {
  reader = openClient({ url: store.url, readonly: true });
  return () => reader.close();
});

let projects = 0;

/** A project of a test's own, and its part of the API. */
async function project(origins: string[] = ['https://shop.example']) {
  const name = `project-${++projects}`;
  await saveProject(store.client, newProject({ project: name, keys: ['key-old', `key-${name}`], origins }));
  const ask = async <T>(path: string): Promise<T> => {
    const answer = await testApi(reader, name).get(`/api/v1/health${path}`);
    expect(answer.status).toBe(200);
    return (await answer.json()) as T;
  };
  const count = (values: Partial<IntakeCount> & { ago?: number }) => {
    const lastAt = Date.now() - (values.ago ?? 0);
    const { ago: _, ...rest } = values;
    const row = { project: name, origin: 'https://shop.example', hint: '', count: 1, tookMs: 0, slowestMs: 0 };
    const minute = Math.floor(lastAt / MINUTE) * MINUTE;
    return addIntake(store.client, [{ ...row, outcome: 'stored', minute, lastAt, ...rest }]);
  };
  return { name, ask, count, health: async () => health.parse(await ask<Health>('')) };
}

describe('recording', () => {
  it('of which nothing was ever seen is unknown, and says where to begin', async () => {
    const { recording } = await (await project()).health();
    expect(recording).toMatchObject({ state: 'unknown', since: null });
    expect(recording.cause).toContain('Nothing has come yet');
    expect(recording.todo).toContain('Put the tag into your site');
    expect(recording.facts).toMatchObject({ lastBatchAt: null, lastScriptAt: null });
  });

  it('takes no notice of the visit of falter doctor, nor does who waits for the first session', async () => {
    const shop = await project();
    const doctor = { project: shop.name, id: sessionId('doctor'), browser: DOCTOR_BROWSER, bot: true };
    await saveSessions(store.client, [session(doctor)], 1);
    const { recording } = await shop.health();
    expect(recording).toMatchObject({ state: 'unknown', facts: { lastBatchAt: null } });
    expect((await shop.ask<Arrivals>('/arrivals')).newestSession).toBeNull();
    await saveSessions(store.client, [session({ ...doctor, id: sessionId('visitor'), browser: 'Chrome 140' })], 1);
    expect((await shop.health()).recording.facts.lastBatchAt).not.toBeNull();
    expect((await shop.ask<Arrivals>('/arrivals')).newestSession?.id).toBe(sessionId('visitor'));
  });

  it('with a script that was loaded but no batch is a warning that names the page', async () => {
    const shop = await project(['https://tag-only.example']);
    await shop.count({ project: '', outcome: 'script', origin: 'https://tag-only.example', ago: 12_000 });
    const { recording } = await shop.health();
    expect(recording.state).toBe('warning');
    expect(recording.cause).toMatch(/A page of https:\/\/tag-only\.example has loaded falter\.js 1\d s ago/);
    expect(recording.since).not.toBeNull();
  });

  it('takes no notice of what another project alone may send', async () => {
    const mine = await project(['https://mine.example']);
    await project(['https://theirs.example', 'http://localhost:*']);
    for (const origin of ['https://theirs.example', 'http://localhost:3000']) {
      await mine.count({ project: '', outcome: 'script', origin });
    }
    const { arrived } = await mine.ask<Arrivals>('/arrivals');
    expect(arrived.filter(({ origin }) => /theirs|localhost/.test(origin))).toEqual([]);
  });

  it('of which every batch was refused is failing, for the last reason', async () => {
    const shop = await project();
    await shop.count({ outcome: 'foreign_origin', origin: 'https://www.shop.example', ago: 5_000 });
    const { recording } = await shop.health();
    expect(recording.state).toBe('failing');
    expect(recording.cause).toContain('origin that may not send');
    expect(recording.todo).toContain('allowed origins');
    expect(recording.facts.refusedLastHour).toBeGreaterThanOrEqual(1);
  });

  it("is ok when batches are stored, with a handful of refused ones and other people's wrong keys", async () => {
    const shop = await project();
    await shop.count({ count: 500, ago: 4_000 });
    await shop.count({ outcome: 'truncated', count: 9 });
    await shop.count({ project: '', outcome: 'unknown_key', hint: 'zzzzzz', count: 5_000 });
    const { recording } = await shop.health();
    expect(recording).toMatchObject({ state: 'ok', todo: '', since: null });
    expect(recording.facts).toMatchObject({ storedLastHour: 500, storedLastDay: 500 });
    expect(recording.facts.refusedLastHour).toBeGreaterThanOrEqual(5_009);
  });

  it('with a share of refused batches is a warning that has its denominator', async () => {
    const shop = await project();
    await shop.count({ count: 60 });
    await shop.count({ outcome: 'too_large', count: 40 });
    const { recording } = await shop.health();
    expect(recording.state).toBe('warning');
    expect(recording.cause).toContain('40 of 100 batches in the last hour (40 %) were refused');
  });

  it('with nothing but refused batches in the last hour is failing', async () => {
    const shop = await project();
    await shop.count({ count: 60, ago: 3 * HOUR });
    await shop.count({ outcome: 'foreign_origin', count: 40 });
    expect((await shop.health()).recording.state).toBe('failing');
  });

  it('that ended a while ago is a warning with its date, also when it is no longer counted', async () => {
    const quiet = await project();
    await quiet.count({ ago: 50 * HOUR });
    const { recording } = await quiet.health();
    expect(recording).toMatchObject({ state: 'warning', cause: 'No batch came for 2 days.' });
    const older = await project();
    const lastSeenAt = Date.now() - 40 * 24 * HOUR;
    await saveSessions(store.client, [session({ project: older.name, lastSeenAt, firstSeenAt: lastSeenAt })], 1);
    const { recording: then } = await older.health();
    expect(then.facts.lastBatchAt).toBe(new Date(lastSeenAt).toISOString());
    expect(then.cause).toBe('No batch came for 40 days.');
  });
});

describe('detecting', () => {
  const beat = (values: object) =>
    store.client.insert('detector_beats', [{ behind_ms: 0, waiting: 0, failing: 0, ...values }]);
  const detecting = async () => (await (await project()).health()).detecting;

  it('by a detector that never gave a sign of life is unknown, not ok', async () => {
    expect(await detecting()).toMatchObject({ state: 'unknown', facts: { behindMs: null, waitingSessions: null } });
  });

  it('by one that fell silent is failing since its last sign of life', async () => {
    const at = new Date(Date.now() - 40_000);
    await beat({ at: at.toISOString() });
    const { state, cause, todo, since } = await detecting();
    expect({ state, since }).toEqual({ state: 'failing', since: at.toISOString() });
    expect(cause).toMatch(/silent for 4\d s/);
    expect(todo).toContain('falter.log');
  });

  it('by one that lives is ok, that lags a warning, that is far behind failing', async () => {
    await beatDetector(store.client, { worker: 'a', behindMs: 900, waiting: 1, failing: 0 });
    expect(await detecting()).toMatchObject({ state: 'ok', todo: '', facts: { behindMs: 900, waitingSessions: 1 } });
    await beatDetector(store.client, { worker: 'a', behindMs: 3 * MINUTE, waiting: 12, failing: 0 });
    const late = await detecting();
    expect(late).toMatchObject({ state: 'warning', facts: { behindMs: 3 * MINUTE } });
    expect(late.cause).toBe('The detector is 3 min behind; 12 sessions wait for it.');
    await beatDetector(store.client, { worker: 'a', behindMs: HOUR, waiting: 900, failing: 0 });
    expect((await detecting()).state).toBe('failing');
  });

  it('of all sessions but one that cannot be read is a warning', async () => {
    await beatDetector(store.client, { worker: 'a', behindMs: 0, waiting: 0, failing: 1 });
    expect(await detecting()).toMatchObject({ state: 'warning', facts: { failingSessions: 1 } });
  });
});

describe('storing', () => {
  const asked = async (client: Client) => {
    const answer = await testApi(client, 'default').get('/api/v1/health');
    expect(answer.status).toBe(200);
    return health.parse(await answer.json());
  };

  it('on a real engine is ok and tells what is kept, and unknown times where nothing came', async () => {
    const { storing } = await asked(reader);
    expect(storing).toMatchObject({ state: 'ok', since: null });
    expect(storing.facts.freeBytes).toBeGreaterThan(0);
    expect(storing.facts.keptBytes).toBeGreaterThan(0);
    expect(storing.facts).toMatchObject({ damagedParts: 0, keptBatches: 0, oldestRecordingAt: null });
    const at = Date.UTC(2026, 10, 1);
    await insertBatches(store.client, [batch({ firstSeenAt: at })]);
    const { facts } = (await asked(reader)).storing;
    expect(facts).toMatchObject({ keptBatches: 1, oldestRecordingAt: new Date(at).toISOString() });
  });

  it('by a store that is away is failing; what it would know is unknown', async () => {
    const nobody = openClient({ url: 'http://u:p@127.0.0.1:9', readonly: true });
    const { recording, detecting, storing } = await asked(nobody);
    expect([recording.state, detecting.state, storing.state]).toEqual(['unknown', 'unknown', 'failing']);
    expect(storing.cause).toContain('does not answer');
    expect(new Set([recording, detecting, storing].flatMap(({ facts }) => Object.values(facts)))).toEqual(
      new Set([null]),
    );
    await nobody.close();
  });

  /** The real engine, with one answer of another machine. */
  function where(table: string, answer: () => Promise<unknown[]>): Client {
    const rows = (sql: string, params: Parameters<Client['rows']>[1]) =>
      sql.includes(`FROM ${table}`) ? answer() : store.client.rows(sql, params);
    return { ...store.client, rows: rows as Client['rows'] };
  }

  const disk = (freeBytes: number, totalBytes: number) => () =>
    Promise.resolve([{ name: 'default', freeBytes, totalBytes }]);
  const GB = 1e9;

  it.each([
    [0.5 * GB, 100 * GB, 'failing'],
    [4 * GB, 10 * GB, 'warning'],
    [9 * GB, 100 * GB, 'warning'],
    [20 * GB, 100 * GB, 'ok'],
    [90 * GB, 2_000 * GB, 'ok'],
  ])('with %d of %d bytes free on the disk is %s', async (free, total, state) => {
    const { storing } = await asked(where('system.disks', disk(free, total)));
    expect(storing).toMatchObject({ state, facts: { freeBytes: free, totalBytes: total } });
  });

  it('with damaged parts is failing', async () => {
    const { storing } = await asked(where('system.detached_parts', () => Promise.resolve([{ parts: 2 }])));
    expect(storing).toMatchObject({ state: 'failing', facts: { damagedParts: 2 } });
    expect(storing.cause).toContain('2 damaged parts');
  });

  it.each(['system.disks', 'system.detached_parts'])(
    'by an engine that forbids %s is unknown, with the reason',
    async (table) => {
      const forbids = where(table, () =>
        Promise.reject(new StoreError('refused', 'ClickHouse refused: ACCESS_DENIED.')),
      );
      const { storing } = await asked(forbids);
      expect(storing.state).toBe('unknown');
      expect(storing.cause).toContain(`does not let Falter read ${table}`);
      expect(storing.todo).toContain(`GRANT SELECT ON ${table}`);
      expect(table === 'system.disks' ? storing.facts.freeBytes : storing.facts.damagedParts).toBeNull();
    },
  );

  it('slowly is a warning that says how slowly', async () => {
    const { count } = await project();
    await count({ count: 10, tookMs: 50_000_000, slowestMs: 9_000_000 });
    const { storing } = await asked(reader);
    expect(storing.state).toBe('warning');
    expect(storing.cause).toMatch(/takes [\d.]+ s to the disk/);
    expect(storing.facts.slowestInsertMs).toBe(9_000_000);
  });
});

describe('what came', () => {
  it('and was refused is listed with what it means and what to do', async () => {
    const shop = await project(['https://list.example']);
    await shop.count({ outcome: 'foreign_origin', origin: 'https://www.list.example', count: 3, ago: 60_000 });
    await shop.count({ project: '', outcome: 'unknown_key', origin: 'https://list.example', hint: 'abcdef' });
    await shop.count({ origin: 'https://list.example' });
    await shop.count({ outcome: 'timeout', ago: 25 * HOUR });
    const answer = refusalList.parse(await shop.ask<RefusalList>('/refusals'));
    const own = answer.refusals.filter(({ origin }) => origin.includes('list.example'));
    expect(own).toMatchObject([
      { reason: 'unknown_key', origin: 'https://list.example', keyHint: 'abcdef', count: 1 },
      { reason: 'foreign_origin', origin: 'https://www.list.example', keyHint: '', count: 3 },
    ]);
    expect(own.every(({ meaning, todo }) => meaning !== '' && todo !== '')).toBe(true);
    expect(answer.refusals.some(({ reason }) => reason === 'timeout')).toBe(false);
  });

  it('offers the demo shop to who waits for the project into which it sends, and to nobody else', async () => {
    const [shop, other] = [await project(), await project()];
    const demoUrl = 'http://127.0.0.1:4601/';
    const ask = async (path: string, more: { demoUrl?: string }) =>
      ((await (await testApi(reader, shop.name, more).get(`/api/v1/health/arrivals${path}`)).json()) as Arrivals)
        .demoUrl;
    expect(await ask('', { demoUrl })).toBe(demoUrl);
    expect(await ask(`?project=${other.name}`, { demoUrl })).toBe('');
    expect(await ask('', {})).toBe('');
  });

  it('in the last minutes is told to who waits, with the newest key and the newest session', async () => {
    const shop = await project(['https://wait.example']);
    const before = arrivals.parse(await shop.ask<Arrivals>('/arrivals'));
    expect(before).toMatchObject({ project: shop.name, writeKey: `key-${shop.name}`, newestSession: null });
    await shop.count({ project: '', outcome: 'script', origin: 'https://wait.example', ago: 5_000 });
    await shop.count({ origin: 'https://wait.example' });
    await shop.count({ outcome: 'foreign_origin', origin: 'https://long-ago.example', ago: 20 * MINUTE });
    for (const [n, id] of [sessionId('first'), sessionId('last')].entries()) {
      await saveSessions(store.client, [session({ project: shop.name, id, firstSeenAt: 1_800_000_000_000 + n })], 1);
    }
    const after = arrivals.parse(await shop.ask<Arrivals>('/arrivals'));
    expect(after.origins).toEqual(['https://wait.example']);
    const own = after.arrived.filter(({ origin }) => origin.includes('wait.example'));
    expect(own.map(({ outcome, meaning }) => [outcome, meaning])).toEqual([
      ['stored', ''],
      ['script', ''],
    ]);
    expect(after.arrived.some(({ origin }) => origin.includes('long-ago'))).toBe(false);
    expect(after.newestSession?.id).toBe(sessionId('last'));
  });
});

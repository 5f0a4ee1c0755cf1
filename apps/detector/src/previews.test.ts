import {
  type Client,
  cancelPreview,
  findPreview,
  insertBatches,
  listFindings,
  newProject,
  openClient,
  type PreviewRequest,
  requestPreview,
  type StoredPreview,
  saveProject,
} from '@falter/store';
import { type DetectionSettings, PREVIEW_ATTEMPTS_MAX } from '@falter/wire';
import { describe, expect, it, vi } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { startFollower } from './follower.ts';
import { Ledger } from './ledger.ts';
import { ProjectNorms } from './norms.ts';
import { Previews } from './previews.ts';
import { errorVisit } from './test-visit.ts';

const NONE: DetectionSettings = { signals: {}, ignoredPages: [] };
const NO_ERRORS: DetectionSettings = { signals: { 'js-error': { off: true } }, ignoredPages: [] };
const WAIT = { timeout: 60_000, interval: 50 };

/** Sessions with an error each, a second apart, `s0` the newest; asks for a preview over them. */
async function prepare(store: Client, project: string, count: number, values: Partial<PreviewRequest> = {}) {
  const now = Date.now();
  const seenAt = (n: number) => now - 3_600_000 - n * 1000;
  const days = Map.groupBy(
    Array.from({ length: count }, (_, n) => errorVisit({ project, session: `s${n}` }, seenAt(n))),
    ({ firstSeenAt }) => Math.floor(firstSeenAt / 86_400_000),
  );
  for (const batches of days.values()) await insertBatches(store, batches);
  const request: PreviewRequest = {
    ...{ project, id: `preview-of-${project}`, requestedAt: now, since: now - 7 * 86_400_000, before: now },
    ...{ sampleMax: 500, present: NONE, proposed: NO_ERRORS, ...values },
  };
  await requestPreview(store, request);
  return request;
}

async function find(store: Client, { project, id }: PreviewRequest): Promise<StoredPreview> {
  return (await findPreview(store, project, id)) as StoredPreview;
}

function previewsOf(store: Client, sliceMs?: number): Previews {
  return new Previews({ store, ledger: new Ledger(store), norms: new ProjectNorms(store) }, sliceMs);
}

/** Slices until there is nothing more to do. */
async function finish(previews: Previews): Promise<void> {
  while (await previews.slice());
}

describe('a preview', () => {
  const store = useStore();

  it('tells what the settings find now and what they would find, over the sessions of that time', async () => {
    const request = await prepare(store.client, 'both', 3);
    await finish(previewsOf(store.client));
    const { result, ...preview } = await find(store.client, request);
    expect(preview).toMatchObject({ done: true, total: 3, sample: 3, looked: 3, unreadable: 0 });
    const errors = result?.signals.find(({ signal }) => signal === 'js-error');
    expect(errors).toEqual({
      signal: 'js-error',
      before: { sessions: 3, findings: 3 },
      after: { sessions: 0, findings: 0 },
      added: [],
      removed: ['s0', 's1', 's2'],
    });
    expect(result).toMatchObject({ before: { sessions: 3 }, after: { sessions: 0 }, scoresAfter: [3, 0, 0, 0, 0, 0] });
  });

  it('compares with the settings as they were when it was asked for', async () => {
    const request = await prepare(store.client, 'present', 2, { present: NO_ERRORS, proposed: NONE });
    await finish(previewsOf(store.client));
    const { result } = await find(store.client, request);
    expect(result?.signals.find(({ signal }) => signal === 'js-error')?.added).toEqual(['s0', 's1']);
  });

  it('looks at the newest of more sessions than it may, and says of how many', async () => {
    const request = await prepare(store.client, 'sample', 5, { sampleMax: 2 });
    await finish(previewsOf(store.client));
    const { result, ...preview } = await find(store.client, request);
    expect(preview).toMatchObject({ done: true, total: 5, sample: 2, looked: 2 });
    expect(result?.signals.find(({ signal }) => signal === 'js-error')?.removed).toEqual(['s0', 's1']);
  });

  it('counts a recording that cannot be read, and goes on', async () => {
    const request = await prepare(store.client, 'broken', 2);
    const broken = errorVisit({ project: 'broken', session: 'no-json' }, Date.now() - 1000);
    await insertBatches(store.client, [{ ...broken, lines: 'not JSON' }]);
    await finish(previewsOf(store.client));
    const preview = await find(store.client, request);
    expect(preview).toMatchObject({ done: true, total: 3, looked: 3, unreadable: 1 });
    expect(preview.result?.before.sessions).toBe(2);
  });

  it('of a time without sessions is done at once', async () => {
    const request = await prepare(store.client, 'empty', 0);
    await finish(previewsOf(store.client));
    expect(await find(store.client, request)).toMatchObject({ done: true, total: 0, looked: 0 });
  });

  it('writes nothing about the sessions themselves', async () => {
    await prepare(store.client, 'unchanged', 2);
    await finish(previewsOf(store.client));
    expect(await listFindings(store.client, { project: 'unchanged', session: 's0' })).toEqual([]);
  });

  it('that is cancelled is not gone on with', async () => {
    const request = await prepare(store.client, 'cancelled', 9);
    const previews = previewsOf(store.client, 0);
    expect(await previews.slice()).toBe(true);
    await cancelPreview(store.client, request);
    await finish(previews);
    const preview = await find(store.client, request);
    expect(preview).toMatchObject({ cancelled: true, done: false });
    expect(preview.looked).toBeLessThan(9);
  });
});

describe('who computes a preview', () => {
  const store = useStore();

  it('gives it back when it stops, and another goes on at once', async () => {
    const request = await prepare(store.client, 'given-back', 3);
    const first = previewsOf(store.client, 0);
    await first.slice();
    await previewsOf(store.client, 0).slice();
    expect(await find(store.client, request)).toMatchObject({ attempts: 1, done: false });
    await first.release();
    expect(await find(store.client, request)).toMatchObject({ alive: false, attempts: 0 });
    await finish(previewsOf(store.client));
    expect(await find(store.client, request)).toMatchObject({ done: true, looked: 3 });
  });

  it('gives way to who claimed it earlier', async () => {
    const request = await prepare(store.client, 'claimed', 9);
    const late = previewsOf(store.client, 0);
    await late.slice();
    const { project, id } = request;
    const earlier = { project, preview: id, worker: 'earlier', revision: 1, claimed_at: Date.now() - 5000 };
    await store.client.insert('preview_work', [earlier]);
    await finish(late);
    // Giving way is no attempt that failed.
    const now = await find(store.client, request);
    expect(now).toMatchObject({ worker: 'earlier', done: false, looked: 0, attempts: 1 });
  });

  it('does not begin again what ended it too often', async () => {
    const request = await prepare(store.client, 'poison', 2);
    const { project, id } = request;
    for (let n = 0; n < PREVIEW_ATTEMPTS_MAX; n++) {
      const gone = { project, preview: id, worker: `w${n}`, revision: 1, claimed_at: Date.now() - 90_000 };
      await store.client.insert('preview_work', [{ ...gone, heard_at: Date.now() - 60_000 }]);
      if (n === PREVIEW_ATTEMPTS_MAX - 1) expect(await previewsOf(store.client).slice()).toBe(false);
    }
    expect(await find(store.client, request)).toMatchObject({ done: false, attempts: PREVIEW_ATTEMPTS_MAX });
  });

  it('holds up no other with one that cannot be begun', async () => {
    const poison = await prepare(store.client, 'too-large', 1, { requestedAt: Date.now() - 60_000 });
    const request = await prepare(store.client, 'behind', 1);
    const refusing: Client = {
      ...store.client,
      rows: (sql, params) => {
        if (sql.includes('count() OVER') && params.project === 'too-large') throw new Error('over a limit');
        return store.client.rows(sql, params);
      },
    };
    const previews = previewsOf(refusing);
    await expect(previews.slice()).rejects.toThrow('over a limit');
    await vi.waitUntil(async () => {
      await previews.slice();
      return (await find(store.client, request)).done;
    }, WAIT);
    expect(await find(store.client, poison)).toMatchObject({ done: false, attempts: 1 });
  });

  it('goes on where it was when the store was away', async () => {
    const request = await prepare(store.client, 'away', 4);
    let isAway = false;
    const nobody = openClient({ url: 'http://u:p@127.0.0.1:9' });
    const flaky = new Proxy(store.client, { get: (_, name) => Reflect.get(isAway ? nobody : store.client, name) });
    const previews = previewsOf(flaky, 0);
    await previews.slice();
    isAway = true;
    await expect(previews.slice()).rejects.toThrow('does not answer');
    isAway = false;
    await finish(previews);
    await nobody.close();
    expect(await find(store.client, request)).toMatchObject({ done: true, looked: 4, unreadable: 0, attempts: 1 });
  });
});

describe('a long preview', () => {
  const store = useStore();

  it('lets sessions be looked at meanwhile', async () => {
    const request = await prepare(store.client, 'long', 120);
    const failures: unknown[] = [];
    const log = (_: string, cause: unknown) => failures.push(cause);
    // A recording a slice: so many turns lie between its begin and its end, however fast the machine is.
    const follower = startFollower({ store: store.client, log, previewSliceMs: 0 });
    await vi.waitUntil(async () => (await find(store.client, request)).worker !== '', WAIT);
    const live = { project: 'long-live', session: 'now' };
    await insertBatches(store.client, [errorVisit(live, Date.now() - 2000)]);
    await vi.waitUntil(async () => (await listFindings(store.client, live)).length > 0, WAIT);
    const meanwhile = await find(store.client, request);
    // It goes on behind that, too.
    await vi.waitUntil(async () => (await find(store.client, request)).looked > meanwhile.looked, WAIT);
    await follower.stop();
    expect(meanwhile).toMatchObject({ done: false });
    expect(failures).toEqual([]);
  }, 120_000);
});

describe('the settings of a project', () => {
  const store = useStore();
  const signalsOf = async (project: string, session: string) =>
    (await listFindings(store.client, { project, session })).map(({ signal }) => signal);

  it('decide what is found in its sessions, also in those that are open when they change', async () => {
    await saveProject(store.client, newProject({ project: 'strict' }));
    await saveProject(store.client, newProject({ project: 'lax', detection: NO_ERRORS }));
    const failures: unknown[] = [];
    const follower = startFollower({ store: store.client, log: (_, cause) => failures.push(cause) });
    for (const project of ['lax', 'strict']) {
      await insertBatches(store.client, [errorVisit({ project, session: 'one' }, Date.now() - 2000)]);
    }
    await vi.waitUntil(async () => (await signalsOf('strict', 'one')).length > 0, WAIT);
    expect(await signalsOf('strict', 'one')).toEqual(['js-error']);
    expect(await signalsOf('lax', 'one')).toEqual([]);
    await saveProject(store.client, {
      ...newProject({ project: 'strict', detection: NO_ERRORS }),
      revision: Date.now(),
    });
    await vi.waitUntil(async () => (await signalsOf('strict', 'one')).length === 0, WAIT);
    await follower.stop();
    expect(failures).toEqual([]);
  });
});

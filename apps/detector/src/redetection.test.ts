import {
  type Client,
  findPreview,
  insertBatches,
  listFindings,
  type PreviewRequest,
  type Redetected,
  requestPreview,
  type StoredPreview,
} from '@falter/store';
import type { DetectionSettings } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { inspect } from './inspection.ts';
import { Ledger } from './ledger.ts';
import { ProjectNorms } from './norms.ts';
import { Previews } from './previews.ts';
import { errorVisit } from './test-visit.ts';

const NONE: DetectionSettings = { signals: {}, ignoredPages: [] };
const NO_ERRORS: DetectionSettings = { signals: { 'js-error': { off: true } }, ignoredPages: [] };
const HOUR_MS = 3_600_000;

/** Sessions with an error each that were judged while errors were switched off; `s0` the newest. */
async function judgedWithout(store: Client, project: string, count: number, age = 2 * HOUR_MS): Promise<void> {
  const ledger = new Ledger(store);
  const newest = Date.now() - age;
  for (let n = 0; n < count; n++) {
    const key = { project, session: `s${n}` };
    await insertBatches(store, [errorVisit(key, newest - n * 1000)]);
    const inspection = await inspect(store, key, { now: Date.now(), settings: NO_ERRORS });
    if (inspection) await ledger.write(inspection);
  }
}

async function ask(store: Client, project: string, redetection: Redetected): Promise<PreviewRequest> {
  const now = Date.now();
  const request: PreviewRequest = {
    ...{ project, id: `redetection-of-${project}`, requestedAt: now, since: now - 24 * HOUR_MS, before: now },
    ...{ sampleMax: 1000, present: NONE, proposed: NONE, redetection },
  };
  await requestPreview(store, request);
  return request;
}

const worker = (store: Client, sliceMs?: number) =>
  new Previews({ store, ledger: new Ledger(store), norms: new ProjectNorms(store) }, sliceMs);

async function finish(previews: Previews): Promise<void> {
  while (await previews.slice());
}

async function find(store: Client, { project, id }: PreviewRequest): Promise<StoredPreview> {
  return (await findPreview(store, project, id)) as StoredPreview;
}

describe('a redetection', () => {
  const store = useStore();
  const errorsOf = async (project: string, session: string) =>
    (await listFindings(store.client, { project, session })).filter(({ signal }) => signal === 'js-error').length;

  it('finds in the past what the rules of now find, and says what changed', async () => {
    await judgedWithout(store.client, 'past', 3);
    const request = await ask(store.client, 'past', { signals: [], dryRun: false });
    await finish(worker(store.client));
    const done = await find(store.client, request);
    expect(done).toMatchObject({ done: true, total: 3, looked: 3, unreadable: 0 });
    expect(done.result).toMatchObject({ before: { sessions: 0 }, after: { sessions: 3, findings: 3 } });
    expect(done.result?.signals.find(({ signal }) => signal === 'js-error')?.added).toEqual(['s0', 's1', 's2']);
    for (const session of ['s0', 's1', 's2']) expect(await errorsOf('past', session), session).toBe(1);
  });

  it('as a dry run says the same and writes nothing', async () => {
    await judgedWithout(store.client, 'dry', 2);
    const request = await ask(store.client, 'dry', { signals: [], dryRun: true });
    await finish(worker(store.client));
    expect((await find(store.client, request)).result).toMatchObject({
      before: { sessions: 0 },
      after: { sessions: 2 },
    });
    expect(await errorsOf('dry', 's0')).toBe(0);
  });

  it('of one signal leaves the findings of all others as they are stored', async () => {
    await judgedWithout(store.client, 'one', 1);
    const key = { project: 'one', session: 's0' };
    const all = await inspect(store.client, key, { now: Date.now(), settings: NONE });
    if (!all) throw new Error('no inspection');
    const [error] = all.detection.findings;
    const old = { ...error!, id: 'of-another-release', signal: 'dead-click', version: 1 };
    await new Ledger(store.client).write({ ...all, detection: { ...all.detection, findings: [old] } });
    const request = await ask(store.client, 'one', { signals: ['js-error'], dryRun: false });
    await finish(worker(store.client));
    const stored = await listFindings(store.client, key);
    expect(stored.map(({ signal }) => signal).sort()).toEqual(['dead-click', 'js-error']);
    expect((await find(store.client, request)).result?.scoresAfter[0]).toBe(0);
  });

  it('leaves a session that still runs to who follows it', async () => {
    await judgedWithout(store.client, 'running', 1, 60_000);
    const request = await ask(store.client, 'running', { signals: [], dryRun: false });
    await finish(worker(store.client));
    expect(await find(store.client, request)).toMatchObject({ looked: 1, result: { after: { sessions: 0 } } });
    expect(await errorsOf('running', 's0')).toBe(0);
  });

  it('that was left in the middle is gone on with where it was, and its sums are of all of it', async () => {
    await judgedWithout(store.client, 'left', 35);
    const request = await ask(store.client, 'left', { signals: [], dryRun: false });
    const first = worker(store.client, 0);
    await first.slice();
    await first.slice();
    await first.release();
    const half = await find(store.client, request);
    expect(half.looked).toBeGreaterThan(0);
    expect(half.looked).toBeLessThan(35);
    await finish(worker(store.client));
    const done = await find(store.client, request);
    expect(done).toMatchObject({ done: true, looked: 35 });
    expect(done.result).toMatchObject({ before: { sessions: 0 }, after: { sessions: 35 } });
  });

  it('repeated changes nothing: the same findings under the same ids', async () => {
    await judgedWithout(store.client, 'twice', 1);
    await ask(store.client, 'twice', { signals: [], dryRun: false });
    await finish(worker(store.client));
    const before = await listFindings(store.client, { project: 'twice', session: 's0' });
    await requestPreview(store.client, {
      ...(await ask(store.client, 'twice', { signals: [], dryRun: false })),
      id: 'again',
    });
    await finish(worker(store.client));
    expect(await listFindings(store.client, { project: 'twice', session: 's0' })).toEqual(before);
    expect(before).toHaveLength(1);
  });
});

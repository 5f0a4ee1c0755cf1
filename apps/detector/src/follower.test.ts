import {
  type Client,
  findSession,
  insertBatches,
  listFindings,
  listPageViews,
  openClient,
  type StoredBatch,
  saveFindings,
} from '@falter/store';
import { EVENT_TYPE, type Finding, PLUGIN, type RecordedEvent, writeEventLines } from '@falter/wire';
import { describe, expect, it, vi } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { startFollower } from './follower.ts';
import { inspect } from './inspection.ts';
import { Ledger } from './ledger.ts';

const SHOP = 'https://shop.example/cart';

/** A page with a heading, and an error on it a second later. */
function visitWithError(startedAt: number): RecordedEvent[] {
  const text = (id: number, words: string) => ({ type: 3, id, textContent: words });
  const element = (id: number, tagName: string, childNodes: unknown[]) => ({
    ...{ type: 2, id, tagName, attributes: {}, childNodes },
  });
  const body = element(3, 'body', [element(4, 'h1', [text(5, 'Cart')])]);
  const node = { type: 0, id: 1, childNodes: [element(2, 'html', [body])] };
  const error = {
    kind: 'error',
    name: 'TypeError',
    message: 'x is undefined',
    stack: '',
    source: SHOP,
    line: 1,
    column: 2,
  };
  return [
    { type: EVENT_TYPE.meta, timestamp: startedAt, data: { href: SHOP, width: 1280, height: 720 } },
    { type: EVENT_TYPE.fullSnapshot, timestamp: startedAt + 1, data: { node, initialOffset: { left: 0, top: 0 } } },
    { type: EVENT_TYPE.plugin, timestamp: startedAt + 1000, data: { plugin: PLUGIN.error, payload: error } },
  ];
}

function batchOf(session: string, events: RecordedEvent[], values: Partial<StoredBatch> = {}): StoredBatch {
  const now = Date.now();
  const lines = writeEventLines(events);
  return {
    ...{ project: 'p', session, tab: 'tab-a', seq: 0, firstSeenAt: now, receivedAt: now, sentAt: now, page: 'p' },
    ...{ secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '7', userAgent: 'Googlebot/2.1', dropped: 0 },
    ...{ events: events.length, bytes: lines.length, lines },
    ...values,
  };
}

const withFinding = (client: Client, session: string) => async () =>
  (await listFindings(client, { project: 'p', session })).some(({ signal }) => signal === 'js-error');

describe('the follower', () => {
  const store = useStore();
  const failures: unknown[] = [];
  const start = () => startFollower({ store: store.client, log: (_, cause) => failures.push(cause) });

  it('writes session, findings and pages of what arrives, while it runs', async () => {
    const follower = start();
    await insertBatches(store.client, [batchOf('arrives', visitWithError(Date.now() - 2000))]);
    await vi.waitUntil(withFinding(store.client, 'arrives'), { timeout: 30_000, interval: 100 });
    await vi.waitUntil(() => findSession(store.client, { project: 'p', session: 'arrives' }), { timeout: 30_000 });
    await follower.stop();
    const session = await findSession(store.client, { project: 'p', session: 'arrives' });
    expect(session).toMatchObject({ entryUrl: SHOP, release: '7', bot: true, closed: false, gaps: 0, events: 3 });
    expect(session?.findings).toEqual([{ signal: 'js-error', count: 1 }]);
    const pages = await listPageViews(store.client, { project: 'p', session: 'arrives' });
    expect(pages.map(({ url }) => url)).toEqual([SHOP]);
    expect(failures).toEqual([]);
  });

  it('catches up with what arrived while nobody followed, and closes what is long over', async () => {
    const long = Date.now() - 3 * 3_600_000;
    const times = { firstSeenAt: long, receivedAt: long, sentAt: long };
    await insertBatches(store.client, [batchOf('missed', visitWithError(long), times)]);
    const follower = start();
    await vi.waitUntil(withFinding(store.client, 'missed'), { timeout: 30_000, interval: 100 });
    await vi.waitUntil(() => findSession(store.client, { project: 'p', session: 'missed' }), { timeout: 30_000 });
    await follower.stop();
    expect(await findSession(store.client, { project: 'p', session: 'missed' })).toMatchObject({ closed: true });
    const [finding] = await listFindings(store.client, { project: 'p', session: 'missed' });
    expect(finding?.provisional).toBe(false);
  });

  it('keeps trying while the store is away, and says so once', async () => {
    const nobody = openClient({ url: 'http://u:p@127.0.0.1:9' });
    const heard: string[] = [];
    const follower = startFollower({ store: nobody, log: (message) => heard.push(message) });
    await vi.waitUntil(() => heard.length > 0, { timeout: 30_000 });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await follower.stop();
    await nobody.close();
    expect(heard).toEqual(['the store cannot be followed; trying again']);
  });
});

describe('a session that cannot be looked at', () => {
  const store = useStore();

  it('holds up no other, and is complained about once', async () => {
    const heard: string[] = [];
    const broken = ['not JSON', 'nor this'].map((lines, n) => ({ ...batchOf(`broken-${n}`, []), lines }));
    const follower = startFollower({ store: store.client, log: (message) => heard.push(message) });
    await insertBatches(store.client, [...broken, batchOf('whole', visitWithError(Date.now() - 2000))]);
    await vi.waitUntil(withFinding(store.client, 'whole'), { timeout: 30_000, interval: 100 });
    await insertBatches(store.client, [{ ...batchOf('broken-0', []), seq: 1, lines: 'still not' }]);
    await new Promise((resolve) => setTimeout(resolve, 6500));
    await follower.stop();
    // Both in one line, or each in its own where a busy machine looked at them in two turns.
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.length).toBeLessThanOrEqual(2);
    expect(heard.every((line) => /^session broken-\d could not be looked at/.test(line))).toBe(true);
  });
});

describe('an inspection', () => {
  const store = useStore();

  it('counts batches that are missing, tab by tab, and what pages could not deliver', async () => {
    const events = visitWithError(Date.now() - 2000);
    await insertBatches(store.client, [
      batchOf('gaps', events, { seq: 0 }),
      batchOf('gaps', visitWithError(Date.now() + 3000).slice(2), { seq: 3, dropped: 4 }),
      batchOf('gaps', events.slice(0, 2), { tab: 'tab-b', seq: 1, dropped: 2 }),
    ]);
    const inspection = await inspect(store.client, { project: 'p', session: 'gaps' }, { now: Date.now() });
    expect(inspection?.session).toMatchObject({ gaps: 3, dropped: 6, tabs: ['tab-a', 'tab-b'] });
    const missing = inspection?.session.notes.map(({ kind, tab, count }) => `${kind} ${tab} ${count}`);
    expect(missing?.toSorted()).toEqual(['missing tab-a 2', 'missing tab-b 1']);
  });

  it('counts a session of very many batches and tabs, and what they claim to have dropped', async () => {
    const events = visitWithError(Date.now() - 2000).slice(0, 1);
    const line = batchOf('many', events);
    const more = Array.from({ length: 130_000 }, (_, n) => ({ tab: `tab-${n % 5000}`, seq: Math.floor(n / 5000) }));
    const rows = more.map((place) => ({ ...line, ...place, dropped: 0xffffffff, bytes: 1 }));
    await insertBatches(store.client, rows);
    const inspection = await inspect(store.client, { project: 'p', session: 'many' }, { now: Date.now() });
    expect(inspection?.session).toMatchObject({ gaps: 0, dropped: 0xffffffff, events: 130_000 });
    expect(inspection?.session.tabs).toHaveLength(5000);
  });

  it('of a session without a recording tells nothing', async () => {
    expect(await inspect(store.client, { project: 'p', session: 'nowhere' }, { now: Date.now() })).toBeUndefined();
  });

  it('gives the same findings with the same ids, however the recording was cut into batches', async () => {
    const events = visitWithError(Date.UTC(2026, 10, 21));
    const at = { firstSeenAt: Date.now() - 1e7, receivedAt: Date.now() - 1e7, sentAt: Date.UTC(2026, 10, 21) + 2000 };
    await insertBatches(store.client, [batchOf('whole', events, at)]);
    for (const seq of [2, 0, 1, 0]) {
      await insertBatches(store.client, [batchOf('split', events.slice(seq, seq + 1), { ...at, seq })]);
    }
    const whole = await inspect(store.client, { project: 'p', session: 'whole' }, { now: Date.now() });
    const split = await inspect(store.client, { project: 'p', session: 'split' }, { now: Date.now() });
    expect(whole?.detection.findings).toHaveLength(1);
    expect(split?.detection).toEqual(whole?.detection);
  });
});

describe('the ledger', () => {
  const store = useStore();

  it('withdraws what is not true any more, writes what is new, and leaves alone what stayed', async () => {
    await insertBatches(store.client, [batchOf('ledger', visitWithError(Date.now() - 2000))]);
    const key = { project: 'p', session: 'ledger' };
    const inspection = await inspect(store.client, key, { now: Date.now() });
    if (!inspection) throw new Error('no inspection');
    const [known] = inspection.detection.findings as [Finding];
    const untrue = { ...known, id: 'untrue' };
    await saveFindings(store.client, { ...key, firstSeenAt: 0, revision: 1 }, { save: [untrue], withdraw: [] });
    const rows = async () => (await store.client.rows<{ n: number }>('SELECT count() AS n FROM findings', {}))[0]?.n;
    await new Ledger(store.client).write(inspection);
    expect((await listFindings(store.client, key)).map(({ id }) => id)).toEqual([known.id]);
    const before = await rows();
    await new Ledger(store.client).write(inspection);
    expect(await rows()).toBe(before);
  });
});

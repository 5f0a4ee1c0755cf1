import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Client,
  findSession,
  insertBatches,
  newProject,
  openClient,
  saveProject,
  saveSessions,
  summariseRecording,
} from '@falter/store';
import type { Session } from '@falter/wire';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { createCollector } from '../app.ts';
import { type Swept, startSweeping, sweep } from './retention.ts';

const store = useStore();
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Noon of some day. */
const NOW = Date.UTC(2026, 10, 21, 12);
const TODAY = Math.floor(NOW / DAY_MS);

const snippet = join(tmpdir(), `falter-retention-${process.pid}.js`);
writeFileSync(snippet, '');

let count = 0;

/** A session of that project, first seen so many milliseconds before `NOW`, with a batch of 100 bytes. */
async function record(project: string, agoMs: number, now: number = NOW): Promise<string> {
  const session = `session-${++count}`.padEnd(20, '_');
  const firstSeenAt = now - agoMs;
  const hashes = { secret: 'a'.repeat(64), hash: 'b'.repeat(64) };
  const texts = { page: 'p', release: '', userAgent: '', lines: '{}' };
  const numbers = { seq: 0, receivedAt: firstSeenAt, sentAt: firstSeenAt, dropped: 0, events: 1, bytes: 100 };
  const batch = { project, session, tab: 'tab-aaaaaaaaaaaaaaaa', firstSeenAt, ...hashes, ...texts, ...numbers };
  await insertBatches(store.client, [batch]);
  return session;
}

const isRecorded = async (project: string, session: string) =>
  (await summariseRecording(store.client, { project, session })).length > 0;

/** Which of these sessions still have a recording. */
const left = async (project: string, sessions: readonly string[]) => {
  const recorded = await Promise.all(sessions.map((session) => isRecorded(project, session)));
  return sessions.filter((_, n) => recorded[n]);
};

async function sweepAt(now: number): Promise<Swept[]> {
  const heard: Swept[] = [];
  await sweep(store.client, now, (swept) => heard.push(swept));
  return heard;
}

const keep = (project: string, retentionDays: number) =>
  saveProject(store.client, newProject({ project, retentionDays }));

beforeEach(async () => {
  await store.client.command('TRUNCATE TABLE batches');
  await store.client.command('TRUNCATE TABLE projects');
});

describe('recordings with findings', () => {
  const flag = (project: string, session: string, agoMs: number) =>
    store.client.insert('sessions', [
      {
        project,
        session,
        findings: { 'rage-click': 1 },
        revision: 1,
        first_seen_at: new Date(NOW - agoMs).toISOString(),
      },
    ]);

  it('stay longer than the others, as long as their project says, and then go as well', async () => {
    await saveProject(store.client, newProject({ project: 'shop', retentionDays: 3, retentionFlaggedDays: 10 }));
    const old = await Promise.all([5, 5, 12].map((day) => record('shop', day * DAY_MS)));
    const [plain = '', flagged = '', oldest = ''] = old;
    await flag('shop', flagged, 5 * DAY_MS);
    await flag('shop', oldest, 12 * DAY_MS);
    await sweepAt(NOW);
    expect(await left('shop', [plain, flagged, oldest])).toEqual([flagged]);
    await sweepAt(NOW + 5 * DAY_MS);
    expect(await left('shop', [flagged])).toEqual([flagged]);
    await sweepAt(NOW + 6 * DAY_MS);
    expect(await left('shop', [flagged])).toEqual([]);
    expect(await store.client.rows('SELECT 1 FROM kept', {})).toEqual([]);
  });

  it('of one project stay while another keeps nothing longer', async () => {
    await saveProject(store.client, newProject({ project: 'shop', retentionDays: 3, retentionFlaggedDays: 10 }));
    await saveProject(store.client, newProject({ project: 'blog', retentionDays: 3 }));
    const [ours, theirs] = [await record('shop', 5 * DAY_MS), await record('blog', 5 * DAY_MS)];
    await flag('shop', ours, 5 * DAY_MS);
    await flag('blog', theirs, 5 * DAY_MS);
    await sweepAt(NOW);
    expect([await left('shop', [ours]), await left('blog', [theirs])]).toEqual([[ours], []]);
  });
});

describe('retention days', () => {
  it('decide what goes: the same recordings, one project for 3 days, one for 30', async () => {
    await keep('short', 3);
    await keep('long', 30);
    const days = [0, 1, 3, 4, 29, 31];
    const short = await Promise.all(days.map((day) => record('short', day * DAY_MS)));
    const long = await Promise.all(days.map((day) => record('long', day * DAY_MS)));
    await sweepAt(NOW);
    expect(await left('short', short)).toEqual(short.slice(0, 3));
    expect(await left('long', long)).toEqual(long.slice(0, 5));
  });

  it('are full days for every session: the last minute of a day is kept as long as its first, and a day more', async () => {
    await keep('shop', 2);
    const ended = TODAY * DAY_MS;
    const [first, last] = [await record('shop', NOW - (ended - DAY_MS)), await record('shop', NOW - (ended - 1))];
    await sweepAt(ended - 1 + 2 * DAY_MS);
    expect(await left('shop', [first, last])).toEqual([first, last]);
    await sweepAt(ended + 2 * DAY_MS);
    expect(await left('shop', [first, last])).toEqual([]);
  });

  it('that grow keep what is there, and that shrink let it go at the next sweep', async () => {
    await keep('shop', 30);
    const session = await record('shop', 10 * DAY_MS);
    await sweepAt(NOW);
    expect(await isRecorded('shop', session)).toBe(true);
    await keep('shop', 60);
    await sweepAt(NOW);
    expect(await isRecorded('shop', session)).toBe(true);
    await keep('shop', 5);
    await sweepAt(NOW);
    expect(await isRecorded('shop', session)).toBe(false);
  });

  it('of the longest setting reach back ten years', async () => {
    await keep('archive', 3_650);
    const sessions = [await record('archive', 3_650 * DAY_MS), await record('archive', 3_651 * DAY_MS)];
    await sweepAt(NOW);
    expect(await left('archive', sessions)).toEqual(sessions.slice(0, 1));
  });
});

describe('a sweep', () => {
  it('drops a day whole when it is over for everybody in it, else only who is over it', async () => {
    await keep('short', 3);
    await keep('long', 30);
    await Promise.all([record('short', 5 * DAY_MS), record('short', 5 * DAY_MS), record('long', 5 * DAY_MS)]);
    await Promise.all([record('short', 6 * DAY_MS), record('short', 40 * DAY_MS), record('long', 40 * DAY_MS)]);
    expect(await sweepAt(NOW)).toEqual([
      { whole: true, day: TODAY - 40, batches: 2, bytes: 200 },
      { whole: true, day: TODAY - 6, batches: 1, bytes: 100 },
      { whole: false, day: TODAY - 5, batches: 2, bytes: 200 },
    ]);
    expect(await sweepAt(NOW)).toEqual([]);
  });

  it('keeps a day for a project on whose last day it is, while another is over it', async () => {
    await keep('short', 3);
    await keep('just', 5);
    const sessions = [await record('short', 5 * DAY_MS), await record('just', 5 * DAY_MS)];
    await sweepAt(NOW);
    expect(await isRecorded('short', sessions[0] as string)).toBe(false);
    expect(await isRecorded('just', sessions[1] as string)).toBe(true);
  });

  it('leaves what is known of a session: the numbers of last month stay', async () => {
    await keep('shop', 3);
    const id = await record('shop', 9 * DAY_MS);
    await saveSessions(store.client, [sessionOf(id)], 1);
    await sweepAt(NOW);
    expect(await isRecorded('shop', id)).toBe(false);
    expect(await findSession(store.client, { project: 'shop', session: id })).toMatchObject({ id, score: 42 });
  });

  it('keeps recordings of a project that nobody knows any more as long as a new one would', async () => {
    await keep('shop', 3);
    const sessions = [await record('gone', 9 * DAY_MS), await record('shop', 9 * DAY_MS)];
    await sweepAt(NOW);
    expect(await isRecorded('gone', sessions[0] as string)).toBe(true);
    expect(await isRecorded('shop', sessions[1] as string)).toBe(false);
  });
});

describe('the collector', () => {
  const stops: (() => unknown)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  it('sweeps when it starts, and counts bytes, batches and days', async () => {
    await keep('short', 3);
    await keep('long', 30);
    const now = Date.now();
    const old = await record('short', 40 * DAY_MS, now);
    const shared = [await record('short', 9 * DAY_MS, now), await record('long', 9 * DAY_MS, now)];
    const collector = createCollector({ store: store.client, snippet, log: () => {} });
    const metric = async (name: string) => {
      const text = await (await collector.app.request('/metrics')).text();
      return Number(new RegExp(`^falter_retention_${name}_total (\\d+)`, 'm').exec(text)?.[1]);
    };
    expect(await metric('bytes')).toBe(0);
    stops.push(collector.startSweeping().stop);
    await expect.poll(() => metric('bytes'), { timeout: 20_000 }).toBe(200);
    expect(await metric('batches')).toBe(2);
    expect(await metric('days')).toBe(1);
    expect(await left('short', [old, shared[0] as string])).toEqual([]);
    expect(await isRecorded('long', shared[1] as string)).toBe(true);
  });

  it('does not sweep before it is told to', async () => {
    await keep('shop', 1);
    const session = await record('shop', 40 * DAY_MS, Date.now());
    createCollector({ store: store.client, snippet, log: () => {} });
    expect(await isRecorded('shop', session)).toBe(true);
  });

  it('says that a sweep failed, and does not fall over', async () => {
    const closed: Client = openClient({ url: 'http://127.0.0.1:1/none' });
    const said: string[] = [];
    stops.push(startSweeping(closed, { hear: () => {}, log: (message) => said.push(message) }).stop, () =>
      closed.close(),
    );
    await expect.poll(() => said, { timeout: 15_000 }).toEqual([expect.stringContaining('could not be deleted')]);
  });
});

function sessionOf(id: string): Session {
  const at = NOW - 9 * DAY_MS;
  const times = { firstSeenAt: at, lastSeenAt: at, startedAt: at, endedAt: at };
  const visitor = {
    browser: '',
    os: '',
    device: 'desktop' as const,
    viewport: '',
    language: '',
    bot: false,
    botReasons: [],
  };
  const counts = { pages: 1, clicks: 0, events: 1, dropped: 0, gaps: 0, skipped: 0 };
  const rest = { entryUrl: '', title: '', release: '', search: '', closed: true, score: 42, hasSnapshot: true };
  const said = { person: '', traits: {}, attributes: {}, supportCode: '', notes: [] };
  return {
    project: 'shop',
    id,
    ...said,
    ...times,
    ...visitor,
    ...counts,
    ...rest,
    findings: [],
    tabs: [],
  };
}

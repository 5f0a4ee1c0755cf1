import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeProject, findBatchHashes, listIntake, newProject, saveProject } from '@falter/store';
import { DEFAULT_SITE_SETTINGS, type SiteSettings, settingsPath } from '@falter/wire';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { type Collector, createCollector } from '../app.ts';
import { KEY, makeBody, makeEnvelope, makeEvents, makeRequest, ORIGIN } from '../batch-fixture.ts';

const store = useStore();
const snippet = join(tmpdir(), `falter-site-settings-${process.pid}.js`);
writeFileSync(snippet, '');

/** Milliseconds that a change may take to be known to the collector, as the README promises. */
const KNOWN_WITHIN_MS = 5_000;

let collector: Collector;
let sent = 0;

beforeEach(async () => {
  for (const table of ['projects', 'intake']) await store.client.command(`TRUNCATE TABLE ${table}`);
  await saveProject(store.client, newProject({ project: 'shop', keys: [KEY], origins: [ORIGIN] }));
  collector = createCollector({ store: store.client, snippet, log: () => {} });
});

// What it counted is written before the next test looks.
afterEach(() => collector.drain());

const set = (change: Partial<SiteSettings>) =>
  changeProject(store.client, 'shop', (now) => ({ ...now, recording: { ...now.recording, ...change } }));

const ask = (key: string) => collector.app.request(settingsPath(key), { headers: { origin: ORIGIN } });

interface Sent {
  status: number;
  text: string;
  /** Whether the store has it. */
  kept: boolean;
}

/** A batch of a session of its own. */
async function send(headers: Record<string, string> = {}, more: object = {}): Promise<Sent> {
  const envelope = makeEnvelope({ session: `site-settings-session-${++sent}`, ...more });
  const answer = await collector.app.request(makeRequest(await makeBody(envelope, makeEvents(1)), headers));
  const id = { project: 'shop', session: envelope.session, tab: envelope.tab, seq: 0 };
  const [hash] = await findBatchHashes(store.client, [id]);
  return { status: answer.status, text: await answer.text(), kept: hash !== undefined };
}

const outcomes = async (): Promise<[string, string, number][]> => {
  await collector.drain();
  const rows = await listIntake(store.client, { project: 'shop', since: 0, refusedOnly: false, limit: 10 });
  return rows.map(({ outcome, origin, count }) => [outcome, origin, count]);
};

describe('GET /v1/settings', () => {
  it('tells how the project of a key is recorded, to every origin, for 30 s', async () => {
    const answer = await ask(KEY);
    expect(await answer.json()).toEqual({ ...DEFAULT_SITE_SETTINGS, project: 'shop' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toBe('private, max-age=30');
    expect(await outcomes()).toEqual([]);
  });

  it('tells a change within 5 s', async () => {
    await ask(KEY);
    await set({ recording: false, sample: 0.5, frames: ['https://pay.example'] });
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + KNOWN_WITHIN_MS + 1);
    const told = await (await ask(KEY)).json();
    vi.restoreAllMocks();
    const changed = { recording: false, sample: 0.5, frames: ['https://pay.example'] };
    expect(told).toEqual({ ...DEFAULT_SITE_SETTINGS, ...changed, project: 'shop', state: 'switched-off' });
  });

  it('of an unknown key is refused by name, kept by nobody, and counted as its batch would be', async () => {
    const answer = await ask('stranger-0123');
    expect(answer.status).toBe(200);
    const why = expect.stringMatching(/^unknown_key: .+\. Copy the tag again\.$/);
    expect(await answer.json()).toMatchObject({ recording: false, state: 'refused', why });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    await collector.drain();
    const [row] = await listIntake(store.client, { project: 'shop', since: 0, refusedOnly: true, limit: 10 });
    expect(row).toMatchObject({ outcome: 'unknown_key', origin: ORIGIN, hint: 'strang', count: 1 });
  });
});

describe('a browser that sends a signal', () => {
  it.each([
    ['gpc', { 'sec-gpc': '1' }],
    ['dnt', { dnt: '1' }],
  ] as const)(
    '%s is told to record nothing and to forget, where that counts, and else nothing of it',
    async (name, headers) => {
      const told = async () => (await collector.app.request(settingsPath(KEY), { headers })).json();
      expect(await told()).toEqual({ ...DEFAULT_SITE_SETTINGS, project: 'shop' });
      await set({ [name]: true });
      vi.spyOn(performance, 'now').mockReturnValue(performance.now() + KNOWN_WITHIN_MS + 1);
      const now = await told();
      const others = await (await ask(KEY)).json();
      vi.restoreAllMocks();
      expect(now).toMatchObject({ recording: false, state: 'declined', withdrawn: true });
      expect(others).toEqual({ ...DEFAULT_SITE_SETTINGS, project: 'shop', [name]: true });
    },
  );
});

describe('H50: who said no', () => {
  it.each([
    ['by Global Privacy Control', { gpc: true }, { 'sec-gpc': '1' }, {}],
    ['by Do Not Track', { dnt: true }, { dnt: '1' }, {}],
    ['in the envelope', {}, {}, { consent: false }],
  ] as const)('%s is not stored, 204, and counted', async (_, settings, headers, more) => {
    await set(settings);
    expect(await send(headers, more)).toEqual({ status: 204, text: '', kept: false });
    expect(await outcomes()).toEqual([['declined', ORIGIN, 1]]);
    const metrics = await (await collector.app.request('/metrics')).text();
    expect(metrics).toContain('falter_batches_total{outcome="declined"} 1');
  });

  it.each([
    ['of gpc', { dnt: true }, { 'sec-gpc': '1' }],
    ['of dnt', { gpc: true }, { dnt: '1' }],
    ['a signal that says 0', { gpc: true, dnt: true }, { 'sec-gpc': '0', dnt: '0' }],
  ] as const)('by a signal that does not count here is stored: %s', async (_, settings, headers) => {
    await set(settings);
    expect(await send(headers)).toMatchObject({ status: 200, kept: true });
  });
});

describe('a project that records nothing', () => {
  it('stores no batch, and tells the page that sent it to stop', async () => {
    await set({ recording: false });
    const { status, text, kept } = await send();
    expect([status, JSON.parse(text), kept]).toEqual([200, { directives: { stop: true } }, false]);
    expect(await outcomes()).toEqual([['declined', ORIGIN, 1]]);
  });

  it('still refuses what it would refuse', async () => {
    await set({ recording: false });
    expect(await send({ origin: 'https://evil.example' })).toMatchObject({ status: 403, kept: false });
  });
});

import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeProject, listKeyUses, newProject, saveProject } from '@falter/store';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { type Collector, createCollector } from '../app.ts';
import { makeBody, makeEnvelope, makeEvents, makeRequest } from '../batch-fixture.ts';

const store = useStore();
const snippet = join(tmpdir(), `falter-settings-${process.pid}.js`);
writeFileSync(snippet, '');

/** Milliseconds that a change may take to be known to the collector, as the README promises. */
const KNOWN_WITHIN_MS = 5_000;

let collector: Collector;
let sent = 0;

beforeEach(async () => {
  await store.client.command('TRUNCATE TABLE projects');
  const project = newProject({ project: 'shop', keys: ['old-key'], origins: ['https://shop.example'] });
  await saveProject(store.client, project);
  collector = createCollector({ store: store.client, snippet, log: () => {} });
});

/** The name of the refusal, or `new`. */
async function send(key: string, origin = 'https://shop.example'): Promise<string> {
  const envelope = makeEnvelope({ key, session: `settings-session-${++sent}` });
  const answer = await collector.app.request(makeRequest(await makeBody(envelope, makeEvents(1)), { origin }));
  const { error, stored } = (await answer.json()) as { error?: string; stored?: string };
  return error ?? stored ?? '';
}

/** Lets the collector's clock run on, by which it tells how old its list of projects is. */
function wait(ms: number): void {
  const now = performance.now() + ms;
  vi.spyOn(performance, 'now').mockReturnValue(now);
}

const edit = (change: Parameters<typeof changeProject>[2]) => changeProject(store.client, 'shop', change);

describe('a write key', () => {
  it('that was made is taken and one that was retired is refused, within 5 s, also by a collector that had nothing to do', async () => {
    expect(await send('old-key')).toBe('new');
    expect(await send('new-key')).toBe('unknown_key');
    await edit((now) => ({ ...now, keys: ['old-key', 'new-key'] }));
    wait(KNOWN_WITHIN_MS + 1);
    expect(await send('new-key')).toBe('new');
    expect(await send('old-key')).toBe('new');
    await edit((now) => ({ ...now, keys: ['new-key'] }));
    wait(KNOWN_WITHIN_MS + 1);
    expect(await send('old-key')).toBe('unknown_key');
    expect(await send('new-key')).toBe('new');
    vi.restoreAllMocks();
  });

  it('is written down with its last use: what was refused is none', async () => {
    const before = Date.now();
    await send('old-key');
    await send('strange-key');
    await collector.drain();
    const uses = await listKeyUses(store.client, 'shop');
    expect([...uses.keys()]).toEqual(['old-key']);
    const first = uses.get('old-key') ?? 0;
    expect(first).toBeGreaterThanOrEqual(before);
    await expect.poll(() => Date.now()).toBeGreaterThan(first);
    await send('old-key', 'https://foreign.example');
    await collector.drain();
    expect((await listKeyUses(store.client, 'shop')).get('old-key')).toBe(first);
    await send('old-key');
    await collector.drain();
    expect((await listKeyUses(store.client, 'shop')).get('old-key')).toBeGreaterThan(first);
  });
});

describe('an allowed origin', () => {
  it('that was removed is refused, and one that was added is taken, within 5 s', async () => {
    expect(await send('old-key')).toBe('new');
    expect(await send('old-key', 'https://tea.example')).toBe('foreign_origin');
    await edit((now) => ({ ...now, origins: ['https://tea.example'] }));
    wait(KNOWN_WITHIN_MS + 1);
    expect(await send('old-key')).toBe('foreign_origin');
    expect(await send('old-key', 'https://tea.example')).toBe('new');
    vi.restoreAllMocks();
  });

  it('with any port lets every port in, and without it only its own', async () => {
    await edit((now) => ({ ...now, origins: ['http://localhost:*', 'http://127.0.0.1:3000'] }));
    expect(await send('old-key', 'http://localhost:9999')).toBe('new');
    expect(await send('old-key', 'http://127.0.0.1:3000')).toBe('new');
    expect(await send('old-key', 'http://127.0.0.1:3001')).toBe('foreign_origin');
  });
});

import { createApi } from '@falter/app-api';
import { saveFindings, saveSessions } from '@falter/store';
import type { IssueStack, SourceMapList, SourceMapTaken } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { codeReader } from '../apps/falter/src/code-reader.ts';
import { builtShop } from '../packages/detector/src/sourcemaps/test-build.ts';
import { session } from '../packages/store/test/some-session.ts';
import { useStore } from './engine.ts';

const store = useStore();
const TOKEN = 'admin-token-of-the-tests';
const SCRIPT = 'https://shop.example/assets/shop-Bx3kdQ9a.js';
const ISSUE = '00000000000000aa';
const { code, map } = builtShop();

async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown }> {
  const { client } = store;
  const options = {
    store: client,
    writer: client,
    project: 'p',
    signals: [],
    adminToken: TOKEN,
    cookieSecret: 'c'.repeat(64),
  };
  const { app } = createApi({ ...options, code: codeReader });
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const answer = await app.request(`/api/v1${path}`, { headers, ...init });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
}

const upload = (query: Record<string, string>, body: string = map) =>
  ask(`/sourcemaps?${new URLSearchParams({ release: '1.0', url: SCRIPT, ...query })}`, { method: 'PUT', body });

/** An error of the minified shop, in one session. */
async function failOnce(release: string): Promise<void> {
  const column = code.indexOf('e.total.amount') + 1;
  const stack = `TypeError: x\n    at e (${SCRIPT}:1:${column})\n    at https://cdn.example/pay.js:1:5`;
  const now = Date.now() - 60_000;
  const key = { project: 'p', session: 's', firstSeenAt: now, revision: now };
  const finding = {
    ...{ id: 'f', signal: 'js-error', version: 1, tab: 't', at: now, until: now, page: 'https://shop.example/' },
    ...{ target: null, evidence: [], why: 'It failed.', confidence: 1, provisional: false },
    cause: { id: ISSUE, kind: 'error' as const, title: 'Error: Minified React error #418; visit it', stack },
  };
  await saveFindings(store.client, key, { save: [finding], withdraw: [] });
  const counts = [{ signal: 'js-error', count: 1 }];
  await saveSessions(store.client, [session({ id: 's', release, firstSeenAt: now, findings: counts })], now);
}

describe('source maps', () => {
  it('show the stack of an error in original code, and say what is missing', async () => {
    await failOnce('1.0');
    const before = (await ask(`/issues/${ISSUE}/stack`)).body as IssueStack;
    expect(before).toMatchObject({ missing: [SCRIPT, 'https://cdn.example/pay.js'], release: '1.0' });
    expect(before.explained).toContain('server sent');
    const taken = await upload({ url: `${SCRIPT}?v=7` });
    expect(taken).toEqual({
      status: 200,
      body: { url: SCRIPT, release: '1.0', bytes: map.length, sources: 2 } satisfies SourceMapTaken,
    });
    const after = (await ask(`/issues/${ISSUE}/stack`)).body as IssueStack;
    expect(after.missing).toEqual(['https://cdn.example/pay.js']);
    expect(after.frames[0]).toMatchObject({ file: 'src/cart.ts', line: 3, mapped: true });
    expect(after.frames[0]?.code.map(({ text }) => text)).toContain('  return cart.total!.amount * 100;');
    const { maps } = (await ask('/sourcemaps?release=1.0')).body as SourceMapList;
    expect(maps).toMatchObject([{ release: '1.0', url: SCRIPT, bytes: map.length, uploadedBy: 'Admin token' }]);
    expect((await ask('/sourcemaps?release=1.0', { method: 'DELETE' })).status).toBe(204);
    expect((await ask('/sourcemaps')).body).toEqual({ maps: [] });
  });

  it.each([
    ['what is no map', {}, '{"version":3}', 400, 'bad_source_map'],
    ['a page', {}, '<!doctype html>', 400, 'bad_source_map'],
    ['brackets without end', {}, '['.repeat(2_000_000), 400, 'bad_source_map'],
    ['25 MB', {}, 'x'.repeat(25 * 1024 * 1024), 413, 'body_too_large'],
    ['no release', { release: '' }, '{}', 400, 'bad_parameter'],
    ['an address that is none', { url: '../../etc/passwd' }, '{}', 400, 'bad_parameter'],
    ['a file of the machine', { url: 'file:///etc/passwd' }, '{}', 400, 'bad_parameter'],
  ])('refuse %s', async (_, query, body, status, name) => {
    const answer = await upload(query as Record<string, string>, body);
    expect(answer).toMatchObject({ status, body: { name } });
    expect(((await ask('/sourcemaps')).body as SourceMapList).maps).toEqual([]);
  });
});

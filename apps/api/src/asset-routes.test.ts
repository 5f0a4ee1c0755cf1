import { createHash } from 'node:crypto';
import { insertAssets, insertBatches, newProject, type StoredAsset, saveProject, saveSessions } from '@falter/store';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import * as schemas from './schemas.ts';
import { batch, session, sessionId, type TestApi, TOKEN, testApi } from './test-api.ts';

const store = useStore();
let api: TestApi;

function asset(text: string | Uint8Array, more: Partial<StoredAsset> = {}): StoredAsset {
  const bytes = Buffer.from(text as string);
  const hash = createHash('sha256').update(bytes).digest('base64url');
  return { project: 'p', hash, kind: 'css', type: 'text/css', bytes, storedAt: Date.now(), ...more };
}

const sheet = asset('body::after { content: "\u2028 \\"quoted\\" äöü 😀"; }');
const rules = asset('[{"rule":".a { color: red; }","index":0}]', { kind: 'rules', type: 'application/json' });
const picture = asset(Uint8Array.from([0x89, 0x50, 0, 0xff]), { kind: 'image', type: 'image/png' });
const drawing = asset('<svg><script>alert(1)</script></svg>', { kind: 'image', type: 'image/svg+xml' });
const page = asset('<script>alert(1)</script>', { kind: 'image', type: 'text/html' });

beforeAll(async () => {
  api = testApi(store.client, 'p');
  await saveProject(store.client, newProject({ project: 'another' }));
  await insertAssets(store.client, [sheet, rules, picture, drawing, page]);
});

const get = (hash: string, headers = {}, query = '') => api.get(`/api/v1/assets/${hash}${query}`, headers);

describe('an asset', () => {
  it.each([
    ['a style sheet', sheet, 'text/plain; charset=utf-8'],
    ['rules', rules, 'text/plain; charset=utf-8'],
    ['a picture', picture, 'image/png'],
    ['a drawing', drawing, 'image/svg+xml'],
    ['what no collector stores', page, 'application/octet-stream'],
  ])('H51 %s is served byte for byte, kept for ever, and runs nothing', async (_, { hash, bytes }, type) => {
    const answer = await get(hash);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'content-disposition': 'attachment',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, max-age=31536000, immutable',
      etag: `"${hash}"`,
    });
  });

  it('that the browser has is not sent again', async () => {
    const answer = await get(picture.hash, { 'if-none-match': `"${picture.hash}"` });
    expect([answer.status, await answer.text()]).toEqual([304, '']);
    expect((await get(picture.hash, { 'if-none-match': '"another"' })).status).toBe(200);
  });

  it('that is not there, of another project, or no hash is 404 in words, and nobody keeps that', async () => {
    for (const [hash, query] of [
      ['x'.repeat(43), ''],
      ['none', ''],
      ['..%2f..', ''],
      [picture.hash, '?project=another'],
    ] as const) {
      const answer = await get(hash, {}, query);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(schemas.problem.parse(await answer.json())).toMatchObject({ status: 404, name: 'unknown_asset' });
    }
  });

  it('is for who is signed in', async () => {
    const answer = await api.app.request(`/api/v1/assets/${picture.hash}`);
    expect(answer.status).toBe(401);
  });
});

describe('a recording that refers to assets', () => {
  const id = sessionId('refers');
  const path = `/api/v1/sessions/${id}/recording`;
  const missing = 'm'.repeat(43);
  const whole = [
    `{"type":2,"data":{"_cssText":${JSON.stringify(Buffer.from(sheet.bytes).toString())},"x":"\u2028"}}`,
    `{"type":3,"data":{"styles":[{"rules":${Buffer.from(rules.bytes).toString()}}]}}`,
    '{"type":3,"data":{"_cssText":""}}',
  ];
  const stored = [
    `{"type":2,"data":{"_cssText":"falter-css:${sheet.hash}","x":"\u2028"}}`,
    `{"type":3,"data":{"styles":[{"rules":"falter-rules:${rules.hash}"}]}}`,
    `{"type":3,"data":{"_cssText":"falter-css:${missing}"}}`,
  ];

  beforeAll(() =>
    insertBatches(store.client, [
      batch({ session: id, lines: stored.slice(0, 2).join('\n'), assets: [sheet.hash, rules.hash] }),
      batch({ session: id, seq: 1, lines: stored[2] as string, assets: [missing] }),
      batch({ session: sessionId('refers_not'), lines: stored[0] as string }),
    ]),
  );

  it('comes as rrweb recorded it, what is missing as an empty sheet', async () => {
    expect(await (await api.get(path)).text()).toBe(`${whole.join('\n')}\n`);
    expect(await (await api.get(path, { 'accept-encoding': 'gzip' })).headers.get('content-encoding')).toBe('gzip');
  });

  it('comes as it is stored to who asks for that', async () => {
    expect(await (await api.get(`${path}?assets=references`)).text()).toBe(`${stored.join('\n')}\n`);
    const odd = await api.get(`${path}?assets=both`);
    expect(schemas.problem.parse(await odd.json())).toMatchObject({ status: 400, name: 'bad_parameter' });
  });

  it('brings nothing that its batches do not name', async () => {
    const other = await api.get(`/api/v1/sessions/${sessionId('refers_not')}/recording`);
    expect(await other.text()).toBe(`${stored[0]}\n`);
  });

  it('is exported whole, with the person', async () => {
    const visit = session({ project: 'p', id, person: 'jane', tabs: ['tab-aaaaaaaaaaaaaaaa'] });
    await saveSessions(store.client, [visit], 1);
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const answer = await api.app.request('/api/v1/exports', { method: 'POST', headers, body: '{"person":"jane"}' });
    const events = (await answer.text()).split('\n').filter((line) => line.startsWith('{"kind":"event"'));
    expect(events.map((line) => line.slice(line.indexOf('"event":') + 8, -1))).toEqual(whole);
  });
});

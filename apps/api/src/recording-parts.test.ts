import { gunzipSync } from 'node:zlib';
import { insertBatches, listAudit } from '@falter/store';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { recordingParts } from './part-schemas.ts';
import * as schemas from './schemas.ts';
import { batch, sessionId, T0, testApi } from './test-api.ts';

const store = useStore();
const TAB_A = 'tab-aaaaaaaaaaaaaaaa';
const TAB_B = 'tab-bbbbbbbbbbbbbbbb';
const key = { project: 'parts', session: sessionId('in-parts') };
const path = `/api/v1/sessions/${key.session}`;
const get = (path: string, headers?: Record<string, string>) => testApi(store.client, 'parts').get(path, headers);

const snapshot = (at: number): string => `{"type":2,"data":{},"timestamp":${T0 + at}}`;

describe('GET /api/v1/sessions/ID/parts', () => {
  beforeAll(async () => {
    await insertBatches(store.client, [
      batch({ ...key, tab: TAB_A, seq: 0, lines: snapshot(1) }),
      batch({ ...key, tab: TAB_A, seq: 2, lines: snapshot(2), assets: ['never-arrived'] }),
      batch({ ...key, tab: TAB_B, seq: 0, lines: snapshot(3) }),
    ]);
  });

  it('has the parts of all tabs, and says which assets never arrived', async () => {
    const found = recordingParts.parse(await (await get(`${path}/parts`)).json());
    expect(found.tabs.map(({ id, parts }) => [id, parts.map(({ seq }) => seq)])).toEqual([
      [TAB_A, [0, 2]],
      [TAB_B, [0]],
    ]);
    expect(found.tabs[1]?.parts[0]?.snapshots).toEqual([T0 + 3]);
    expect(found.absent).toEqual(['never-arrived']);
  });

  it('goes on from where somebody was', async () => {
    const since = async (seq: number) =>
      recordingParts.parse(await (await get(`${path}/parts?tab=${TAB_A}&from_seq=${seq}`)).json());
    expect((await since(1)).tabs.map(({ parts }) => parts.map(({ seq }) => seq))).toEqual([[2]]);
    expect((await since(3)).tabs).toEqual([]);
  });

  it('is gzipped where the client takes it', async () => {
    const long = { project: 'parts', session: sessionId('long') };
    const lines = Array.from({ length: 40 }, (_, seq) => batch({ ...long, tab: TAB_A, seq, lines: snapshot(seq) }));
    await insertBatches(store.client, lines);
    const path = `/api/v1/sessions/${long.session}`;
    const response = await get(`${path}/parts`, { 'accept-encoding': 'gzip' });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const bytes = gunzipSync(Buffer.from(await response.arrayBuffer()));
    expect(recordingParts.parse(JSON.parse(bytes.toString()))).toEqual(await (await get(`${path}/parts`)).json());
  });

  it('is 404 where there is none, 400 for what is no number', async () => {
    const none = await get(`/api/v1/sessions/${sessionId('nowhere')}/parts`);
    expect(schemas.problem.parse(await none.json())).toMatchObject({ status: 404, name: 'no_recording' });
    for (const query of ['from_seq=-1', 'from_seq=1.5', 'from_seq=1000001', 'tab=..'])
      expect((await get(`${path}/parts?${query}`)).status).toBe(400);
  });
});

describe('GET /api/v1/sessions/ID/recording', () => {
  it('may be of some batches alone', async () => {
    const lines = async (query: string) => (await get(`${path}/recording?${query}`)).text();
    expect(await lines(`tab=${TAB_A}&from_seq=1&to_seq=2`)).toBe(`${snapshot(2)}\n`);
    expect(await lines(`tab=${TAB_A}&to_seq=0&assets=references`)).toBe(`${snapshot(1)}\n`);
    expect((await get(`${path}/recording?tab=${TAB_A}&from_seq=3`)).status).toBe(404);
  });
});

describe('F41 who reads the map of a recording', () => {
  it('watches: it is written down, and not told where it cannot be', async () => {
    const watched = { project: 'parts', session: sessionId('watched') };
    await insertBatches(store.client, [batch({ ...watched, lines: snapshot(1) })]);
    const asked = `/api/v1/sessions/${watched.session}/parts`;
    await store.client.command('RENAME TABLE audit TO audit_away');
    const refused = await get(asked);
    await store.client.command('RENAME TABLE audit_away TO audit');
    expect(refused.status).toBe(503);
    expect(await refused.text()).not.toContain('snapshots');
    expect((await get(asked)).status).toBe(200);
    const log = await listAudit(store.client, { project: 'parts', kind: 'watched-session', limit: 99 });
    expect(log.filter(({ subject }) => subject === watched.session)).toHaveLength(1);
  });
});

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { insertBatches, listAudit } from '@falter/store';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import * as schemas from './schemas.ts';
import { batch, sessionId, TOKEN, testApi } from './test-api.ts';

const store = useStore();
const TAB_A = 'tab-aaaaaaaaaaaaaaaa';
const TAB_B = 'tab-bbbbbbbbbbbbbbbb';
const small = { project: 'recording', session: sessionId('small') };
const large = { project: 'recording', session: sessionId('large') };

const pathOf = ({ session }: { session: string }) => `/api/v1/sessions/${session}/recording`;
const get = (path: string, headers?: Record<string, string>) => testApi(store.client, 'recording').get(path, headers);

/** Lines that gzip can hardly shrink: one MiB a batch. */
function mebibyte(seq: number): string {
  const line = `{"seq":${seq},"noise":"${randomBytes(256 * 1024).toString('hex')}"}`;
  return `${line}\n${line}`;
}

/** Recordings that the engine is reading at this moment. */
async function running(): Promise<number> {
  const [row] = await store.client.rows<{ n: number }>(
    "SELECT count() AS n FROM system.processes WHERE current_database = currentDatabase() AND query LIKE '%FROM batches%TSVRaw%' AND query NOT LIKE '%system.processes%'",
    {},
  );
  return row?.n ?? 0;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + 20_000; performance.now() < deadline; await sleep(20)) {
    if (await condition()) return;
  }
  throw new Error('waited 20 s for nothing');
}

describe('GET /api/v1/sessions/ID/recording', () => {
  beforeAll(async () => {
    await insertBatches(store.client, [
      batch({ ...small, seq: 1, lines: '{"n":"a1"}' }),
      batch({ ...small, tab: TAB_B, seq: 0, lines: '{"n":"b0"}' }),
      batch({ ...small, seq: 0, lines: '{"n":"a0"}\n{"n":"ü \\u0000 \u2028"}' }),
    ]);
  });

  it('is NDJSON of all tabs, one after another', async () => {
    const response = await get(pathOf(small));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('vary')).toBe('accept-encoding');
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.text()).toBe('{"n":"a0"}\n{"n":"ü \\u0000 \u2028"}\n{"n":"a1"}\n{"n":"b0"}\n');
  });

  it('is of one tab where one is named', async () => {
    expect(await (await get(`${pathOf(small)}?tab=${TAB_B}`)).text()).toBe('{"n":"b0"}\n');
    expect(await (await get(`${pathOf(small)}?tab=${TAB_A}`)).text()).toMatch(/a0[^b]*a1"}\n$/);
    expect(await (await get(`${pathOf(small)}?tab=`)).text()).toMatch(/a0.*b0"}\n$/s);
  });

  it('is gzipped where the client takes it', async () => {
    const response = await get(pathOf(small), { 'accept-encoding': 'br, gzip' });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('vary')).toBe('accept-encoding');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(gunzipSync(bytes).toString()).toBe(await (await get(pathOf(small))).text());
  });

  it('is 404 where there is none: session, tab, or another project', async () => {
    const foreign = { project: 'another', session: sessionId('foreign') };
    await insertBatches(store.client, [batch(foreign)]);
    for (const path of [
      pathOf({ session: sessionId('nowhere') }),
      `${pathOf(small)}?tab=${'x'.repeat(16)}`,
      pathOf(foreign),
    ]) {
      const response = await get(path, { 'accept-encoding': 'gzip' });
      expect(response.headers.get('content-encoding')).toBeNull();
      expect(schemas.problem.parse(await response.json())).toMatchObject({ status: 404, name: 'no_recording' });
    }
  });

  it('H40: refuses a tab that is no id', async () => {
    for (const tab of ["' OR 1=1 --", '..', 'short', 'x'.repeat(65), '{tab:String}']) {
      const response = await get(`${pathOf(small)}?tab=${encodeURIComponent(tab)}`);
      const detail = '`tab`: expected the id of a tab.';
      expect(schemas.problem.parse(await response.json())).toEqual({ status: 400, name: 'bad_parameter', detail });
    }
  });
});

describe('F41 who watches a recording', () => {
  it('is written down, once an hour', async () => {
    const began = Date.now();
    const api = testApi(store.client, 'recording');
    for (const tab of [TAB_A, TAB_B]) await (await api.get(`${pathOf(small)}?tab=${tab}`)).text();
    const support = await api.as('support', { name: 'Sam' });
    await (await api.app.request(pathOf(small), { headers: support })).text();
    const log = await listAudit(store.client, { project: 'recording', kind: 'watched-session', limit: 99 });
    const ofBoth = log.filter(({ subject, at }) => subject === small.session && at >= began);
    expect(ofBoth.map(({ whoKind }) => whoKind).toSorted()).toEqual(['admin-token', 'user']);
    expect(ofBoth.find(({ whoKind }) => whoKind === 'user')?.who).toMatch(/^Sam /);
  });

  it('does not see it while that cannot be written down, and sees it again when it can', async () => {
    const api = testApi(store.client, 'recording');
    await store.client.command('RENAME TABLE audit TO audit_away');
    try {
      const answer = await api.get(pathOf(small));
      expect(schemas.problem.parse(await answer.json())).toMatchObject({ status: 503, name: 'store_unavailable' });
    } finally {
      await store.client.command('RENAME TABLE audit_away TO audit');
    }
    expect((await api.get(pathOf(small))).status).toBe(200);
  });
});

describe('a recording of 40 MiB', () => {
  const batches = Array.from({ length: 40 }, (_, seq) => batch({ ...large, seq, lines: mebibyte(seq) }));

  beforeAll(async () => {
    for (const one of batches) await insertBatches(store.client, [one]);
  });

  it('comes whole and in order, plain and gzipped', async () => {
    const whole = `${batches.map(({ lines }) => lines).join('\n')}\n`;
    expect((await (await get(pathOf(large))).text()) === whole).toBe(true);
    const gzipped = await (await get(pathOf(large), { 'accept-encoding': 'gzip' })).arrayBuffer();
    expect(gunzipSync(Buffer.from(gzipped)).toString() === whole).toBe(true);
    const zstd = await (await get(pathOf(large), { 'accept-encoding': 'zstd' })).arrayBuffer();
    expect(zstdDecompressSync(Buffer.from(zstd)).toString() === whole).toBe(true);
  });

  it.each(['identity', 'gzip', 'zstd'])(
    'begins while the engine still reads, and ends there when the client leaves (%s)',
    async (coding) => {
      const response = await get(pathOf(large), { 'accept-encoding': coding });
      const reader = response.body?.getReader();
      const first = await reader?.read();
      expect(first?.value?.byteLength).toBeGreaterThan(0);
      expect(await running()).toBe(1);
      await reader?.cancel();
      await until(async () => (await running()) === 0);
    },
  );

  it('that nobody reads any more when it begins is not read to its end', async () => {
    const { app } = testApi(store.client, 'recording');
    const client = new AbortController();
    const headers = { authorization: `Bearer ${TOKEN}` };
    const request = new Request(`http://falter.example${pathOf(large)}`, { headers, signal: client.signal });
    const answering = app.request(request);
    client.abort();
    expect((await answering).body).toBeNull();
    await until(async () => (await running()) === 0);
  });

  it('is not read to its end for a HEAD', async () => {
    const { app } = testApi(store.client, 'recording');
    const headers = { authorization: `Bearer ${TOKEN}`, 'accept-encoding': 'gzip' };
    const response = await app.request(pathOf(large), { method: 'HEAD', headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    await until(async () => (await running()) === 0);
  });

  it('breaks off, and does not seem complete, when the engine ends the query', async () => {
    const response = await get(pathOf(large));
    const reader = response.body?.getReader();
    await reader?.read();
    // The engine answers a KILL only when the query's reader moves on: it is asked first, and awaited last.
    const killed = store.client.command(
      "KILL QUERY WHERE query LIKE '%FROM batches%TSVRaw%' AND query NOT LIKE '%KILL%'",
    );
    await sleep(500);
    const rest = async () => {
      while (!(await reader?.read())?.done);
    };
    await expect(rest()).rejects.toThrow();
    await killed;
  });
});

import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newProject, readArrivals, readRecording, saveProject, summariseRecording } from '@falter/store';
import { writeEventLines } from '@falter/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { type Collector, createCollector } from './app.ts';
import { KEY, makeBody, makeEnvelope, makeEvents, makeRequest, ORIGIN } from './batch-fixture.ts';
import { SESSION_MAX_BYTES } from './taking/session-origins.ts';

const snippet = join(tmpdir(), `falter-snippet-${process.pid}.js`);
writeFileSync(snippet, 'window.__falter = 1;'.repeat(20));

describe('the collector', () => {
  const store = useStore();
  let collector: Collector;
  const start = () => createCollector({ store: store.client, snippet, log: () => {} });
  const send = async (...args: Parameters<typeof makeRequest>) => {
    const answer = await collector.app.request(makeRequest(...args));
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, string> };
  };
  const count = async (outcome: string) => {
    const text = await (await collector.app.request('/metrics')).text();
    return Number(new RegExp(`falter_batches_total{outcome="${outcome}"} (\\d+)`).exec(text)?.[1] ?? 0);
  };
  beforeAll(async () => {
    await saveProject(store.client, newProject({ project: 'default', keys: [KEY], origins: [ORIGIN] }));
    collector = start();
  });

  it('stores a batch, gzipped or plain, and answers when it is on disk', async () => {
    const envelope = makeEnvelope({ session: 'gzipped-or-plain-1' });
    const events = makeEvents(3);
    expect(await send(await makeBody(envelope, events))).toMatchObject({ status: 200, body: { stored: 'new' } });
    const plain = await makeBody({ ...envelope, seq: 1 }, events, false);
    expect(await send(plain)).toMatchObject({ status: 200, body: { stored: 'new' } });
    const key = { project: 'default', session: envelope.session };
    const lines = (await readRecording(store.client, key)).map((batch) => batch.lines);
    expect(lines).toEqual([writeEventLines(events), writeEventLines(events)]);
  });

  it('lets every page read the answer, without credentials and without a preflight', async () => {
    const answer = await send(await makeBody(makeEnvelope({ session: 'reads-the-answer-1' }), makeEvents(1)));
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    const preflight = await collector.app.request('/v1/batch', { method: 'OPTIONS' });
    expect(preflight.status).toBe(405);
    expect(preflight.headers.get('access-control-allow-headers')).toBeNull();
  });

  it('H24 stores the same batch once, now, at the same moment and after a restart', async () => {
    const body = await makeBody(makeEnvelope({ session: 'the-same-batch-once' }), makeEvents(2));
    const answers = await Promise.all([send(body), send(body), send(body)]);
    expect(answers.map(({ body: { stored } }) => stored).toSorted()).toEqual(['duplicate', 'duplicate', 'new']);
    collector = start();
    expect((await send(body)).body).toEqual({ stored: 'duplicate' });
    const summary = await summariseRecording(store.client, { project: 'default', session: 'the-same-batch-once' });
    expect(summary.map(({ batches, events }) => [batches, events])).toEqual([[1, 2]]);
    const rows = await store.client.rows<{ n: number }>(
      "SELECT count() AS n FROM batches WHERE session = 'the-same-batch-once'",
      {},
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('announces a batch again whose answer was lost, so that no follower misses it', async () => {
    const body = await makeBody(makeEnvelope({ session: 'announced-once-more' }), makeEvents(1));
    await send(body);
    collector = start();
    await send(body);
    const arrivals = (await readArrivals(store.client, 0, { limit: 10_000 })).filter(
      (a) => a.session === 'announced-once-more',
    );
    expect(arrivals).toHaveLength(2);
  });

  it('H25 refuses other content under the same sequence number, before and after a restart', async () => {
    const envelope = makeEnvelope({ session: 'other-content-below' });
    await send(await makeBody(envelope, makeEvents(1)));
    const other = await makeBody(envelope, makeEvents(2));
    expect(await send(other)).toMatchObject({ status: 409, body: { error: 'conflict' } });
    collector = start();
    expect(await send(other)).toMatchObject({ status: 409, body: { error: 'conflict' } });
    const [batch] = await readRecording(store.client, { project: 'default', session: envelope.session });
    expect(batch?.lines).toBe(writeEventLines(makeEvents(1)));
  });

  it('H29 lets nobody append to a session whose secret they do not know, before and after a restart', async () => {
    const envelope = makeEnvelope({ session: 'begun-by-someone-else' });
    await send(await makeBody(envelope, makeEvents(1)));
    const thief = await makeBody({ ...envelope, seq: 1, secret: 'guessed-0123456789' }, makeEvents(1));
    expect(await send(thief)).toMatchObject({ status: 403, body: { error: 'wrong_secret' } });
    collector = start();
    expect(await send(thief)).toMatchObject({ status: 403, body: { error: 'wrong_secret' } });
  });

  it('H58 takes no more of a session that is larger than anybody can read, before and after a restart', async () => {
    const envelope = makeEnvelope({ session: 'larger-than-readable' });
    const large = makeEvents(1, 'x'.repeat(9 * 1024 * 1024));
    const bytes = writeEventLines(large).length;
    const fitting = Math.ceil(SESSION_MAX_BYTES / bytes);
    for (let seq = 0; seq < fitting; seq++)
      expect((await send(await makeBody({ ...envelope, seq }, large))).status).toBe(200);
    const more = await makeBody({ ...envelope, seq: fitting }, makeEvents(1));
    expect(await send(more)).toMatchObject({ status: 413, body: { error: 'too_large' } });
    collector = start();
    expect(await send(more)).toMatchObject({ status: 413, body: { error: 'too_large' } });
    const other = await makeBody(makeEnvelope({ session: 'another-session-0' }), makeEvents(1));
    expect((await send(other)).status).toBe(200);
  });

  it('writes many batches at once in few inserts', async () => {
    const bodies = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        makeBody(makeEnvelope({ session: `many-at-once-${n % 20}-0000`, seq: Math.floor(n / 20) }), makeEvents(5)),
      ),
    );
    const answers = await Promise.all(bodies.map((body) => send(body)));
    expect(new Set(answers.map(({ body }) => body.stored))).toEqual(new Set(['new']));
    const metrics = await (await collector.app.request('/metrics')).text();
    const inserts = Number(/falter_insert_seconds_count (\d+)/.exec(metrics)?.[1]);
    expect(inserts).toBeLessThan(100);
  });

  it('answers 503 and Retry-After while the store is away, and counts it', async () => {
    await collector.drain();
    const { openClient } = await import('@falter/store');
    const nobody = openClient({ url: 'http://u:p@127.0.0.1:9' });
    const lonely = createCollector({ store: nobody, snippet, log: () => {} });
    const body = await makeBody(makeEnvelope(), makeEvents(1));
    const answer = await lonely.app.request(makeRequest(body));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await answer.json()).toMatchObject({ error: 'store_unavailable' });
    expect((await lonely.app.request('/readyz')).status).toBe(503);
    expect((await lonely.app.request('/healthz')).status).toBe(200);
    expect(await (await lonely.app.request('/metrics')).text()).toContain('outcome="store_unavailable"} 1');
    await nobody.close();
  });

  it('serves the snippet compressed, cacheable and to every origin', async () => {
    const answer = await collector.app.request('/falter.js', { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const plain = await collector.app.request('/falter.js');
    expect(await plain.text()).toContain('window.__falter');
    const etag = plain.headers.get('etag') ?? '';
    expect((await collector.app.request('/falter.js', { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect(() => createCollector({ store: store.client, snippet: '/no/such', log: () => {} })).toThrow('npm run build');
  });

  it('is ready while the store answers, and counts every batch by how it ended', async () => {
    expect(await (await collector.app.request('/readyz')).json()).toEqual({
      ready: true,
      store: 'ok',
      damagedParts: 0,
      reasons: [],
    });
    collector = start();
    const body = await makeBody(makeEnvelope({ session: 'counted-by-outcome' }), makeEvents(1));
    await send(body);
    await send(body);
    await send('nothing of use');
    expect([await count('new'), await count('duplicate'), await count('bad_envelope')]).toEqual([1, 1, 1]);
  });
});

import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listIntake, newProject, openClient, readInsertLatency, saveProject } from '@falter/store';
import { DOCTOR_AGENT } from '@falter/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { type Collector, createCollector } from '../app.ts';
import { KEY, makeBody, makeEnvelope, makeEvents, makeRequest, ORIGIN } from '../batch-fixture.ts';

const snippet = join(tmpdir(), `falter-counted-${process.pid}.js`);
writeFileSync(snippet, 'window.__falter = 1;');

describe('the collector counts', () => {
  const store = useStore();
  let collector: Collector;
  const counted = async () => {
    await collector.drain();
    const rows = await listIntake(store.client, { project: 'default', since: 0, refusedOnly: false, limit: 100 });
    return rows.map(({ project, outcome, origin, hint, count }) => [project, outcome, origin, hint, count].join(' '));
  };
  beforeAll(async () => {
    await saveProject(store.client, newProject({ project: 'default', keys: [KEY], origins: [ORIGIN] }));
    collector = createCollector({ store: store.client, snippet, log: () => {} });
  });

  it('what was stored and known, refused by name, and whose it was', async () => {
    const send = async (...args: Parameters<typeof makeRequest>) => collector.app.request(makeRequest(...args));
    const body = await makeBody(makeEnvelope(), makeEvents(2));
    await send(body);
    await send(body);
    await send(await makeBody(makeEnvelope(), makeEvents(3)));
    await send(await makeBody(makeEnvelope({ key: 'wrong-key-of-somebody' }), makeEvents(1)));
    await send(body, { origin: 'https://evil.example' });
    await send('no batch', { referer: 'https://shop.example/secret/path?card=4111111111111111' });
    await send('no batch', { origin: 'null' });
    await send(body, { 'content-encoding': 'gzip' });
    expect((await counted()).toSorted()).toEqual(
      [
        ' bad_envelope  ',
        ` bad_envelope ${ORIGIN} `,
        ` unknown_key ${ORIGIN} wrong-`,
        ` unsupported_encoding ${ORIGIN} `,
        `default conflict ${ORIGIN} `,
        `default duplicate ${ORIGIN} `,
        'default foreign_origin https://evil.example ',
        `default stored ${ORIGIN} `,
      ].map((row) => `${row} 1`),
    );
    const latency = await readInsertLatency(store.client, 0);
    expect(latency.batches).toBe(1);
    expect(latency.slowestMs).toBeGreaterThan(0);
    const all = JSON.stringify(await store.client.rows('SELECT * FROM intake', {}));
    expect(all).not.toMatch(/4111|secret|somebody/);
  });

  it('the pages that fetched the snippet, and nobody who only looked at it', async () => {
    const get = (headers: Record<string, string>) => collector.app.request('/falter.js', { headers });
    await get({ referer: 'https://shop.example/', 'sec-fetch-dest': 'script' });
    await get({ referer: 'https://shop.example/', 'sec-fetch-dest': 'script', 'if-none-match': '"x"' });
    await get({ 'sec-fetch-dest': 'document' });
    await get({});
    const scripts = (await counted()).filter((row) => row.includes('script'));
    expect(scripts).toEqual([' script https://shop.example  2']);
  });

  it('nothing of falter doctor, who is no page', async () => {
    const before = await counted();
    const headers = { 'user-agent': DOCTOR_AGENT };
    const body = await makeBody(makeEnvelope({ session: 'session-of-the-doctor' }), makeEvents(2));
    expect(await (await collector.app.request(makeRequest(body, headers))).json()).toEqual({ stored: 'new' });
    const wrong = await makeBody(makeEnvelope({ key: 'wrong-key-of-the-doctor' }), makeEvents(1));
    expect((await collector.app.request(makeRequest(wrong, headers))).ok).toBe(false);
    expect(await counted()).toEqual(before);
  });

  it('what a store that is away refused, and answers the page all the same', async () => {
    const away = createCollector({ store: openClient({ url: 'http://127.0.0.1:1/x' }), snippet, log: () => {} });
    const answer = await away.app.request(makeRequest(await makeBody(makeEnvelope(), makeEvents(1))));
    expect(answer.status).toBe(503);
    await away.drain();
  });
});

import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newProject, readRecording, saveProject } from '@falter/store';
import { IMPORT_AGENT, writeEventLines } from '@falter/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { type Collector, createCollector } from '../app.ts';
import { makeBody, makeEnvelope, makeEvents } from '../batch-fixture.ts';

const TOKEN = 'the-token-of-the-admin';
const snippet = join(tmpdir(), `falter-import-snippet-${process.pid}.js`);
writeFileSync(snippet, 'window.__falter = 1;'.repeat(20));

describe('an import', () => {
  const store = useStore();
  const faults: string[] = [];
  let collector: Collector;
  const options = () => ({ store: store.client, snippet, log: (words: string) => faults.push(words) });
  beforeAll(async () => {
    await saveProject(store.client, newProject({ project: 'default', keys: ['its-write-key'], origins: [] }));
    collector = createCollector({ ...options(), adminToken: TOKEN });
  });

  async function send(
    body: Uint8Array | string,
    { query = '', token = TOKEN, ...headers }: Record<string, string> = {},
  ) {
    const answer = await collector.app.request(`/v1/import${query}`, {
      method: 'POST',
      body: body as Uint8Array<ArrayBuffer>,
      headers: { authorization: `Bearer ${token}`, 'user-agent': IMPORT_AGENT, ...headers },
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, string> };
  }

  it('needs the token of the admin, and neither an origin nor a key', async () => {
    const envelope = makeEnvelope({ session: 'imported-session-1', key: '' });
    const body = await makeBody(envelope, makeEvents(2));
    for (const token of ['', 'wrong', 'its-write-key', `${TOKEN}x`]) {
      expect(await send(body, { token })).toMatchObject({ status: 401, body: { error: 'unauthorized' } });
    }
    const key = { project: 'default', session: envelope.session };
    expect(await readRecording(store.client, key)).toEqual([]);
    expect(await send(body)).toMatchObject({ status: 200, body: { stored: 'new' } });
    expect(await send(body)).toMatchObject({ status: 200, body: { stored: 'duplicate' } });
    const [batch, ...more] = await readRecording(store.client, key);
    expect(more).toEqual([]);
    expect(batch).toMatchObject({ lines: writeEventLines(makeEvents(2)), userAgent: IMPORT_AGENT, seq: 0 });
  });

  it('goes into the project that is named, if there is one', async () => {
    await saveProject(store.client, newProject({ project: 'second', keys: [], origins: [] }));
    const envelope = makeEnvelope({ session: 'imported-session-2' });
    const body = await makeBody(envelope, makeEvents(1));
    expect(await send(body, { query: '?project=third' })).toMatchObject({
      status: 404,
      body: { error: 'unknown_project' },
    });
    expect(await send(body, { query: '?project=second' })).toMatchObject({ status: 200 });
    expect(await readRecording(store.client, { project: 'default', session: envelope.session })).toHaveLength(0);
    expect(await readRecording(store.client, { project: 'second', session: envelope.session })).toHaveLength(1);
  });

  it('is refused by the same names as a batch, and says nothing of what it holds', async () => {
    const envelope = makeEnvelope({ session: 'imported-session-3' });
    expect(await send('')).toMatchObject({ status: 400, body: { error: 'empty' } });
    expect(await send('hello')).toMatchObject({ status: 400, body: { error: 'bad_envelope' } });
    const secret = await send(`${JSON.stringify(envelope)}\n{"planted":"4711"}`);
    expect(secret).toMatchObject({ status: 400, body: { error: 'bad_event' } });
    expect(JSON.stringify(secret)).not.toContain('4711');
    await send(await makeBody(envelope, makeEvents(1)));
    expect(await send(await makeBody(envelope, makeEvents(2)))).toMatchObject({
      status: 409,
      body: { error: 'conflict' },
    });
    const foreign = await makeBody({ ...envelope, seq: 1, secret: 'somebody-else-0123' }, makeEvents(1));
    expect(await send(foreign)).toMatchObject({ status: 403, body: { error: 'wrong_secret' } });
    expect(faults).toEqual([]);
  });

  it('cannot be set off by a page: no preflight is answered, no answer can be read', async () => {
    const preflight = await collector.app.request('/v1/import', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-headers': 'authorization' },
    });
    expect(preflight.status).toBe(404);
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    const body = await makeBody(makeEnvelope({ session: 'imported-session-4' }), makeEvents(1));
    expect((await send(body)).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is not there without a token', async () => {
    const closed = createCollector(options());
    const answer = await closed.app.request('/v1/import', { method: 'POST', headers: { authorization: 'Bearer ' } });
    expect(answer.status).toBe(404);
  });
});

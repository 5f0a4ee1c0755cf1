import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, newProject, openClient, readRecording, saveProject, summariseRecording } from '@falter/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { createCollector } from './app.ts';
import { KEY, makeBody, makeEnvelope, makeEvents, makeRequest, ORIGIN } from './batch-fixture.ts';

const snippet = join(tmpdir(), `falter-overload-${process.pid}.js`);
writeFileSync(snippet, '');

describe('a store that hangs', () => {
  const store = useStore();
  let server: Server;
  let silent: Client;

  beforeAll(async () => {
    await saveProject(store.client, newProject({ project: 'default', keys: [KEY], origins: [ORIGIN] }));
    server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    silent = openClient({ url: `http://u:p@127.0.0.1:${typeof address === 'object' ? address?.port : 0}` });
  });
  afterAll(async () => {
    server.closeAllConnections();
    await silent.close();
    server.close();
  });

  it('F16 is not waited for: batches get 503, readiness says so, and one line is logged', async () => {
    const lines: string[] = [];
    const capacity = { patienceMs: 200 };
    const { app } = createCollector({ store: silent, snippet, log: (message) => lines.push(message), capacity });
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => app.request(makeRequest(await makeBody(makeEnvelope(), makeEvents(1))))),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(503));
    expect(answers[0]?.headers.get('retry-after')).toBe('2');
    expect((await app.request('/readyz')).status).toBe(503);
    expect((await app.request('/healthz')).status).toBe(200);
    expect(lines).toHaveLength(1);
  });

  it('F16 between two answers leaves a batch that is stored once, whichever of its attempts was', async () => {
    // Every answer of the store comes late; what was asked arrives all the same.
    const slow: Client = {
      ...store.client,
      insert: async (table, rows) => {
        await store.client.insert(table, rows);
        await new Promise((resolve) => setTimeout(resolve, 300));
      },
    };
    const { app, drain } = createCollector({ store: slow, snippet, log: () => {}, capacity: { patienceMs: 150 } });
    const body = await makeBody(makeEnvelope({ session: 'answered-too-late-1' }), makeEvents(2));
    expect((await app.request(makeRequest(body))).status).toBe(503);
    await drain();
    const again = await app.request(makeRequest(body));
    expect([again.status, await again.json()]).toEqual([200, { stored: 'duplicate' }]);
    const key = { project: 'default', session: 'answered-too-late-1' };
    expect((await summariseRecording(store.client, key)).map(({ events }) => events)).toEqual([2]);
  });

  it('H01 a crowd of large batches is refused with 503 before memory runs out, and fits later', async () => {
    const lines: string[] = [];
    const log = (message: string) => lines.push(message);
    const { app } = createCollector({ store: store.client, snippet, log, capacity: { bytes: 10 * 1024 * 1024 } });
    const bodies = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        makeBody(makeEnvelope({ session: `crowd-of-large-ones-${n}` }), makeEvents(1, 'x'.repeat(2_000_000))),
      ),
    );
    const answers = await Promise.all(bodies.map((body) => app.request(makeRequest(body))));
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    expect(await refused[0]?.json()).toMatchObject({ error: 'store_unavailable' });
    expect(refused[0]?.headers.get('retry-after')).toBe('2');
    for (const [n, body] of bodies.entries()) {
      expect((await app.request(makeRequest(body))).status).toBe(200);
      expect(
        await readRecording(store.client, { project: 'default', session: `crowd-of-large-ones-${n}` }),
      ).toHaveLength(1);
    }
    expect(lines).toEqual([]);
  });
});

import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { newProject, readRecording, saveProject } from '@falter/store';
import { BATCH_MAX_BYTES, EVENT_MAX_BYTES, INFLATED_MAX_BYTES, WIRE_ERRORS, writeEventLines } from '@falter/wire';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { createCollector } from './app.ts';
import { KEY, makeBody, makeEnvelope, makeEvents, ORIGIN } from './batch-fixture.ts';
import { readBody } from './body.ts';
import type { Incoming } from './incoming.ts';

const snippet = join(tmpdir(), `falter-hostile-${process.pid}.js`);
writeFileSync(snippet, '');

function join2(...parts: (Uint8Array | string)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array)));
}

/** Over a real socket, since half of these attacks are about how bytes arrive. */
function incoming(request: Request): Incoming {
  return { request, bytes: request.body?.[Symbol.asyncIterator](), discard: () => {} };
}

describe('hostile input', () => {
  const store = useStore();
  let server: Server;
  let port = 0;
  const log: string[] = [];

  beforeAll(async () => {
    await saveProject(store.client, newProject({ project: 'default', keys: [KEY], origins: [ORIGIN] }));
    const { app } = createCollector({ store: store.client, snippet, log: (message) => log.push(message) });
    server = createServer(getRequestListener(app.fetch));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address ? address.port : 0;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  async function post(body: BodyInit | Uint8Array, headers: Record<string, string | undefined> = {}) {
    const given = { 'content-type': 'text/plain', origin: ORIGIN, ...headers };
    const sent = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const init = { method: 'POST', body: body as BodyInit, headers: sent, duplex: 'half' };
    const answer = await fetch(`http://127.0.0.1:${port}/v1/batch`, init as RequestInit);
    return {
      status: answer.status,
      ...((await answer.json()) as { error?: string; message?: string; stored?: string }),
    };
  }

  async function counts(): Promise<Record<string, number>> {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const found = [...text.matchAll(/falter_batches_total{outcome="(\w+)"} (\d+)/g)];
    return Object.fromEntries(found.map(([, outcome, n]) => [outcome, Number(n)]));
  }

  /** Sent, refused under that name and status, counted once, nothing stored, and the next visitor is unaffected. */
  async function expectRefused(name: keyof typeof WIRE_ERRORS, body: BodyInit | Uint8Array, headers = {}) {
    const before = await counts();
    expect(await post(body, headers)).toMatchObject({ status: WIRE_ERRORS[name], error: name });
    const after = await counts();
    expect((after[name] ?? 0) - (before[name] ?? 0)).toBe(1);
    expect(await readRecording(store.client, { project: 'default', session: makeEnvelope().session })).toEqual([]);
  }

  const head = (values = {}) => `${JSON.stringify(makeEnvelope(values))}\n`;

  it('H01 a gzip that inflates 1029:1 is stopped at the cap', async () => {
    const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024, '{'), { level: 9 });
    expect(bomb.length).toBeLessThan(BATCH_MAX_BYTES);
    const before = process.memoryUsage().rss;
    await expectRefused('inflates_too_far', join2(head(), bomb));
    expect(process.memoryUsage().rss - before).toBeLessThan(4 * INFLATED_MAX_BYTES);
  });

  it.each(['br', 'deflate', 'gzip, gzip', 'GZIP ', 'x'])(
    'H02 H03 Content-Encoding %j is not accepted',
    async (encoding) => {
      await expectRefused('unsupported_encoding', join2(head(), '{}'), { 'content-encoding': encoding });
    },
  );

  it('H04 a gzip cut anywhere is refused, and the same sequence number can be sent again', async () => {
    const whole = gzipSync(writeEventLines(makeEvents(50)));
    for (const end of [3, 10, 20, whole.length - 8, whole.length - 1]) {
      await expectRefused('truncated', join2(head(), whole.subarray(0, end)));
    }
    const session = 'cut-and-sent-again-1';
    expect(await post(join2(head({ session }), whole.subarray(0, 30)))).toMatchObject({ status: 400 });
    expect(await post(join2(head({ session }), whole))).toMatchObject({ status: 200, stored: 'new' });
  });

  it('H05 a gzip with a wrong checksum, something behind its end, or a second member is refused', async () => {
    const whole = gzipSync(writeEventLines(makeEvents(5)));
    const damaged = Buffer.from(whole);
    damaged[damaged.length - 6] = (damaged[damaged.length - 6] ?? 0) ^ 1;
    for (const bytes of [damaged, join2(whole, 'x'), join2(whole, whole)]) {
      await expectRefused('truncated', join2(head(), bytes));
    }
  });

  it('H06 events that are neither gzip nor JSON lines are refused', async () => {
    await expectRefused('not_json', join2(head(), 'PK\u0003\u0004 a zip'));
    await expectRefused('not_json', join2(head(), '{"type":3,"timestamp":1}\n{"type":3,'));
    await expectRefused('not_json', join2(head(), gzipSync(gzipSync(writeEventLines(makeEvents(1))))));
  });

  it('H07 a chunked body without Content-Length is stopped at the limit', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        if (sent > 4 * BATCH_MAX_BYTES) controller.close();
        else controller.enqueue(sent === 65_536 ? join2(head(), Buffer.alloc(65_536, 'x')) : Buffer.alloc(65_536, 'x'));
      },
    });
    await expectRefused('too_large', endless);
  });

  it('H07 a declared length over the limit is refused before anything is read', () => {
    const request = new Request('http://x/', { method: 'POST', body: 'x', headers: { 'content-length': '99999999' } });
    expect(() => readBody(incoming(request))).toThrow('over');
  });

  it('H08 a request with both Content-Length and Transfer-Encoding gets nowhere', async () => {
    const before = await counts();
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(`POST /v1/batch HTTP/1.1\r\nHost: x\r\nOrigin: ${ORIGIN}\r\nContent-Length: 5\r\n`);
        socket.write('Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n');
      });
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect(answer).not.toContain('falter_batches_total');
    expect(await counts()).toEqual(before);
  });

  it('H09 a body that trickles is given up', async () => {
    const trickle = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        controller.enqueue(Buffer.from('x'));
      },
    });
    const init = { method: 'POST', body: trickle, duplex: 'half' } as RequestInit;
    const body = readBody(incoming(new Request('http://x/', init)), { timeoutMs: 100 });
    await expect(body.envelope()).rejects.toMatchObject({ name: 'timeout', status: 408 });
  });

  it('a body that breaks off is refused by name, counted, and no fault of ours', async () => {
    const before = await counts();
    for (const sent of ['{"v":', `${head()}{"type":`]) {
      const socket = connect(port, '127.0.0.1');
      socket.write(`POST /v1/batch HTTP/1.1\r\nHost: x\r\nOrigin: ${ORIGIN}\r\nContent-Length: 9999\r\n\r\n${sent}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      socket.destroy();
    }
    await vi.waitUntil(async () => ((await counts()).truncated ?? 0) - (before.truncated ?? 0) === 2, {
      timeout: 10_000,
    });
    expect((await counts()).failed).toBe(before.failed);
    expect(log).toEqual([]);
  });

  it('the time that nobody reads does not count against who sends', async () => {
    const init = { method: 'POST', body: 'line\nrest', duplex: 'half' } as RequestInit;
    const body = readBody(incoming(new Request('http://x/', init)), { timeoutMs: 50 });
    await body.envelope();
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(Buffer.from(await body.events()).toString()).toBe('rest');
  });

  it('H11 nesting of 10,000 and of a million is refused', async () => {
    for (const depth of [10_000, 1_000_000]) {
      const event = `{"type":3,"timestamp":1,"data":${'['.repeat(depth)}${']'.repeat(depth)}}`;
      await expectRefused('too_deep', join2(head(), gzipSync(event)));
    }
  });

  it('H12 two million values are refused before they are parsed', async () => {
    const event = `{"type":3,"timestamp":1,"data":[${'0,'.repeat(2_000_000)}0]}`;
    await expectRefused('too_many_values', join2(head(), gzipSync(event)));
  });

  it('H13 an event of 20 MB is refused, as is one just over the limit', async () => {
    const event = (size: number) => `{"type":3,"timestamp":1,"data":"${'x'.repeat(size)}"}`;
    await expectRefused('inflates_too_far', join2(head(), gzipSync(event(20 * 1024 * 1024))));
    await expectRefused('event_too_large', join2(head(), gzipSync(event(EVENT_MAX_BYTES))));
  });

  it('H14 __proto__ in envelope and events pollutes nothing', async () => {
    const event =
      '{"type":3,"timestamp":1,"data":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}';
    const body = join2(head({ session: 'prototype-pollution' }).replace('{', '{"__proto__":{"polluted":1},'), event);
    expect((await post(body)).status).toBe(200);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('H15 a field that stands in the envelope twice is refused', async () => {
    await expectRefused('bad_envelope', join2(head().replace('{', `{"key":"${KEY}","key":"other",`), '{}'));
  });

  it('H17 text that is not UTF-8 is refused', async () => {
    await expectRefused(
      'bad_envelope',
      join2(head({ release: 'R' }).replace('R', '\u00ff').replace('{', '\ufeff{'), '{}'),
    );
    await expectRefused('bad_envelope', join2(Buffer.from(head({ release: '\u00ff' }), 'latin1'), '{}'));
    await expectRefused('not_json', join2(head(), '{"type":3,"timestamp":1,"data":"', Buffer.from([0xff, 0xfe]), '"}'));
  });

  it.each(['', 'null', '[]', '{}', '[[]]', '1', '"x"', '\n', '\n\n'])('H19 a body of %j is refused', async (body) => {
    for (const text of body.includes('\n') ? [body] : [body, `${body}\n`, `${body}\n{}`]) {
      const { status, error } = await post(text);
      expect([400, 413]).toContain(status);
      expect(['empty', 'bad_envelope', 'wrong_version']).toContain(error);
    }
  });

  it('H19 an envelope without events is refused', async () => {
    await expectRefused('empty', head());
    await expectRefused('empty', join2(head(), gzipSync('')));
    await expectRefused('bad_event', join2(head(), '{}'));
  });

  it('H20 more events than the limit are refused', async () => {
    await expectRefused('too_many_events', join2(head(), gzipSync(writeEventLines(makeEvents(100_000, 0)))));
  });

  it.each([2, 0, '1', null])('version %j is refused by name', async (v) => {
    await expectRefused('wrong_version', join2(head({ v }), '{}'));
  });

  it.each([2 ** 53, -1, 1.5, '1', null])('H27 sequence number %j is refused', async (seq) => {
    await expectRefused('bad_envelope', join2(head({ seq }), '{}'));
  });

  it.each(['x'.repeat(1_000), '../../etc/passwd-0', 'a%00b0123456789012', "' OR 1=1 --01234"])(
    'H30 session id %j is refused',
    async (session) => {
      await expectRefused('bad_envelope', join2(head({ session }), '{}'));
    },
  );

  it('H30 a session id of a megabyte is refused', async () => {
    await expectRefused('bad_envelope', join2(head({ session: 'x'.repeat(1_000_000) }), '{}'));
  });

  it.each(['', 'revoked', `${KEY} `, KEY.toUpperCase()])('H32 write key %j is refused', async (key) => {
    await expectRefused('unknown_key', join2(head({ key }), writeEventLines(makeEvents(1))));
  });

  it('H32 a write key of 10 kB is refused, and one in the URL does not help', async () => {
    await expectRefused('bad_envelope', join2(head({ key: 'k'.repeat(10_000) }), '{}'));
    const body = join2(head({ key: '' }), writeEventLines(makeEvents(1)));
    const answer = await fetch(`http://127.0.0.1:${port}/v1/batch?key=${KEY}`, {
      method: 'POST',
      body: body as BodyInit,
      headers: { origin: ORIGIN },
    });
    expect(answer.status).toBe(401);
  });

  it.each(['http://localhost:4601.evil.com', 'null', 'https://localhost:4601', 'http://localhost:4602', undefined])(
    'H33 origin %j is refused',
    async (origin) => {
      const body = await makeBody(makeEnvelope(), makeEvents(1));
      await expectRefused('foreign_origin', body, { origin });
    },
  );

  it('says nothing of the payload, in answers or in the log', async () => {
    const secret = 'planted-secret-4711';
    const answers = [
      await post(join2(head({ key: secret }), '{}')),
      await post(join2(head({ session: secret }), '{}')),
      await post(join2(head(), `{"type":"${secret}"}`)),
      await post(`${secret}\n`),
    ];
    expect(JSON.stringify(answers)).not.toContain(secret);
    expect(log).toEqual([]);
  });

  it('leaves everybody else alone', async () => {
    const body = await makeBody(makeEnvelope({ session: 'everybody-else-1' }), makeEvents(1));
    expect(await post(body)).toMatchObject({ status: 200, stored: 'new' });
  });
});

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
import { harmless } from './hostile-fixture.ts';
import { readBody } from './taking/body.ts';
import { ofRequest } from './taking/incoming.ts';

const snippet = join(tmpdir(), `falter-hostile-${process.pid}.js`);
writeFileSync(snippet, '');

function join2(...parts: (Uint8Array | string)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array)));
}

/** Over a real socket, since half of these attacks are about how bytes arrive. */
describe('hostile input', () => {
  const store = useStore();
  let server: Server;
  let port = 0;
  const log: string[] = [];

  beforeAll(async () => {
    await saveProject(store.client, newProject({ project: 'default', keys: [KEY], origins: [ORIGIN] }));
    const collector = createCollector({ store: store.client, snippet, log: (message) => log.push(message) });
    server = createServer(collector.listener(getRequestListener(collector.app.fetch)));
    // Making a bomb takes longer than a connection is kept otherwise.
    server.keepAliveTimeout = 600_000;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address ? address.port : 0;
    // Threads that begin with the first large batches are no growth by the attacks.
    const large = gzipSync(writeEventLines(makeEvents(1, 'a '.repeat(400_000))));
    const sessions = ['warms-up-a-thread-01', 'warms-up-a-thread-02', 'warms-up-a-thread-03'];
    await Promise.all(sessions.map((session) => post(join2(head({ session }), large))));
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

  /** Sent, refused in generic JSON under that name and status, counted once, nothing stored, nobody held up, no memory kept. */
  async function expectRefused(name: keyof typeof WIRE_ERRORS, body: BodyInit | Uint8Array, headers = {}) {
    const before = await counts();
    const { status, error, message, ...more } = await harmless(() => post(body, headers));
    expect([status, error, typeof message, more]).toEqual([WIRE_ERRORS[name], name, 'string', {}]);
    const after = await counts();
    expect((after[name] ?? 0) - (before[name] ?? 0)).toBe(1);
    expect(await readRecording(store.client, { project: 'default', session: makeEnvelope().session })).toEqual([]);
  }

  /** What is stored of a session, as text. */
  async function storedOf(session: string): Promise<string> {
    const batches = await readRecording(store.client, { project: 'default', session });
    return batches.map(({ lines }) => lines).join('\n');
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
        if (sent > BATCH_MAX_BYTES + 4 * 65_536) controller.close();
        else controller.enqueue(sent === 65_536 ? join2(head(), Buffer.alloc(65_536, 'x')) : Buffer.alloc(65_536, 'x'));
      },
    });
    await expectRefused('too_large', endless);
  });

  it('H07 a declared length over the limit is refused before anything is read', () => {
    const request = new Request('http://x/', { method: 'POST', body: 'x', headers: { 'content-length': '99999999' } });
    expect(() => readBody(ofRequest(request))).toThrow('over');
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
    const body = readBody(ofRequest(new Request('http://x/', init)), { timeoutMs: 100 });
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
    const body = readBody(ofRequest(new Request('http://x/', init)), { timeoutMs: 50 });
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

  it('H12 as many different keys as are allowed hold up nobody', async () => {
    const keys = Array.from({ length: 390_000 }, (_, n) => `"k${n}":1`).join(',');
    const body = join2(
      head({ session: 'many-different-keys-1' }),
      gzipSync(`{"type":3,"timestamp":1,"data":{${keys}}}`),
    );
    expect(await harmless(() => post(body))).toMatchObject({ status: 200, stored: 'new' });
  });

  it.each(['1e400', '-1e400', 'NaN', 'Infinity', '-0', '9007199254740993', '0x10', '1_000'])(
    'H16 a number written as %s is none in the envelope',
    async (number) => {
      const envelope = JSON.stringify(makeEnvelope({ seq: 4711 })).replace('4711', number);
      await expectRefused('bad_envelope', join2(`${envelope}\n`, writeEventLines(makeEvents(1))));
    },
  );

  it.each(['NaN', 'Infinity', '0x10', '1_000', '01', '.5', '+1'])('H16 %s is no number of an event', async (number) => {
    await expectRefused('not_json', join2(head(), `{"type":3,"timestamp":1,"data":${number}}`));
  });

  it('H16 numbers that no double holds are stored as they were written', async () => {
    const line = '{"type":3,"timestamp":1,"data":[1e400,-0,9007199254740993,4111111111111111]}';
    expect(await post(join2(head({ session: 'numbers-as-written' }), line))).toMatchObject({ stored: 'new' });
    expect(await storedOf('numbers-as-written')).toBe(line);
  });

  it('H18 odd characters are stored byte for byte', async () => {
    const odd = String.raw`\ud800 \udfff\ud83d \u0000\u001f\u2028` + '\u2028\u2029\u202e\u2066\u200f👩‍👩‍👧‍👦\u{10ffff}';
    const line = `{"type":3,"timestamp":1,"data":{"textContent":"${odd}"}}`;
    expect(await post(join2(head({ session: 'odd-characters-1234' }), gzipSync(line)))).toMatchObject({
      stored: 'new',
    });
    expect(await storedOf('odd-characters-1234')).toBe(line);
    expect(await post(join2(head({ session: 'odd-characters-1234' }), line))).toMatchObject({ stored: 'duplicate' });
  });

  it('H21 events that nobody knows are left out and named, the others are stored', async () => {
    const known = '{"type":3,"timestamp":1,"data":{"source":99}}';
    const unknown = ['{"type":99,"timestamp":1,"data":{"by":"ada@shop.example"}}', '{"type":3}'];
    const lines = [known, ...unknown, '{"type":3,"timestamp":2}'].join('\n');
    const session = 'events-nobody-knows';
    expect(await post(join2(head({ session }), lines))).toMatchObject({ status: 200, stored: 'new', rejected: [1, 2] });
    expect(await storedOf(session)).toBe(`${known}\n{"type":3,"timestamp":2}`);
    // They are kept apart, without what must not be stored.
    const apart = await store.client.rows(
      "SELECT reason, events, lines FROM quarantine WHERE session = {session:String} AND reason = 'unknown_events'",
      { session },
    );
    const masked = (unknown[0] ?? '').replace('ada@shop.example', '*'.repeat(16));
    expect(apart).toEqual([{ reason: 'unknown_events', events: 2, lines: `${masked}\n${unknown[1]}` }]);
    // Its identity is that of all lines: sent again it is the same batch, without the unknown ones another.
    expect(await post(join2(head({ session }), lines))).toMatchObject({ stored: 'duplicate' });
    expect((await post(join2(head({ session }), known))).error).toBe('conflict');
    await expectRefused('bad_event', join2(head(), '{"type":99,"timestamp":1}'));
  });

  it('H22 a recording that begins in the middle is stored', async () => {
    const session = 'begins-in-the-middle';
    expect(await post(join2(head({ session, seq: 7 }), writeEventLines(makeEvents(2))))).toMatchObject({
      stored: 'new',
    });
    expect((await storedOf(session)).split('\n')).toHaveLength(2);
  });

  it('H23 a full snapshot of 8 MiB is stored whole', async () => {
    const node = (n: number) =>
      `{"type":2,"tagName":"p","attributes":{"class":"a row of a long table"},"childNodes":[],"id":${n}}`;
    const nodes = Array.from({ length: 90_000 }, (_, n) => node(n)).join(',');
    const line = `{"type":2,"timestamp":1,"data":{"node":{"type":0,"childNodes":[${nodes}],"id":0}}}`;
    expect(line.length).toBeGreaterThan(7.5 * 1024 * 1024);
    const body = join2(head({ session: 'a-very-large-page-1' }), gzipSync(line));
    expect(await post(body)).toMatchObject({ status: 200, stored: 'new' });
    expect((await storedOf('a-very-large-page-1')) === line).toBe(true);
  });

  it.each([-62_135_596_800_000, -5, 0, 253_402_300_799_999])(
    'H28 a page whose clock says %d decides nothing',
    async (at) => {
      const session = `clock-${Math.abs(at)}-of-a-page`;
      const event = `{"type":3,"timestamp":${at},"data":{}}`;
      expect(await post(join2(head({ session, sentAt: at }), event))).toMatchObject({ stored: 'new' });
      const [batch] = await readRecording(store.client, { project: 'default', session });
      expect(Math.abs((batch?.firstSeenAt ?? 0) - Date.now())).toBeLessThan(120_000);
      expect(Math.abs((batch?.receivedAt ?? 0) - Date.now())).toBeLessThan(120_000);
    },
  );

  it('H29 who does not know the secret of a session adds nothing to it, and the same id elsewhere is another', async () => {
    const session = 'somebody-elses-visit';
    const events = writeEventLines(makeEvents(1));
    expect(await post(join2(head({ session }), events))).toMatchObject({ stored: 'new' });
    const guessed = head({ session, seq: 1, secret: 'guessed-secret-01' });
    expect(await post(join2(guessed, events))).toMatchObject({ status: 403, error: 'wrong_secret' });
    await saveProject(store.client, newProject({ project: 'other', keys: ['other-key-012345'], origins: [ORIGIN] }));
    const elsewhere = join2(head({ session, key: 'other-key-012345', secret: 'secret-of-another' }), events);
    await vi.waitUntil(async () => (await post(elsewhere)).status === 200, { timeout: 20_000, interval: 500 });
    expect((await storedOf(session)).split('\n')).toHaveLength(1);
  });

  it('H32 a key that nobody has and one that is too long end alike', async () => {
    const answers = await Promise.all(
      ['', 'revoked', 'x'.repeat(200)].map((key) => post(join2(head({ key }), writeEventLines(makeEvents(1))))),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('H34 a preflight gets one fixed answer, which repeats nothing', async () => {
    const asked = {
      'access-control-request-headers': '*',
      'access-control-request-method': 'DELETE',
      'x-long': 'y'.repeat(10_000),
    };
    const options = { method: 'OPTIONS', headers: { origin: 'https://evil.example', ...asked } };
    const answer = await fetch(`http://127.0.0.1:${port}/v1/batch`, options);
    const told = JSON.stringify([...answer.headers]);
    expect([answer.status, await answer.text(), answer.headers.get('allow')]).toEqual([405, '', 'POST']);
    expect(told).not.toMatch(/evil|DELETE|yyy|allow-headers|allow-origin/);
    const huge = await fetch(`http://127.0.0.1:${port}/v1/batch`, {
      method: 'OPTIONS',
      headers: { x: 'y'.repeat(20_000) },
    });
    expect(huge.status).toBe(431);
  });

  it.each([
    { 'x-forwarded-for': '10.0.0.1' },
    { 'x-forwarded-host': 'evil.example' },
    { forwarded: 'for=10.0.0.1;host=evil' },
  ])('H36 %j changes nothing', async (forged) => {
    await expectRefused('foreign_origin', await makeBody(makeEnvelope(), makeEvents(1)), {
      origin: 'https://evil.example',
      ...forged,
    });
  });

  it('H37 a header with a line break in it gets nowhere, and no field of a batch comes back', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(`POST /v1/batch HTTP/1.1\r\nHost: x\r\nOrigin: a\rSet-Cookie: b=c\r\nContent-Length: 2\r\n\r\n{}`);
      });
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect(answer).not.toMatch(/set-cookie/i);
    const release = 'r\r\nSet-Cookie: a=b';
    const stored = await post(
      join2(head({ session: 'line-breaks-in-fields', release }), writeEventLines(makeEvents(1))),
    );
    expect(JSON.stringify(stored)).toBe('{"status":200,"stored":"new"}');
  });

  it('H38 whatever a user agent says, nothing of it is in the log', async () => {
    const agent = '\u001b[31m{"level":"fatal"}';
    await expectRefused('wrong_version', '{}\n{}', { 'user-agent': encodeURIComponent(agent) });
    expect(log).toEqual([]);
  });

  it('H39 addresses, tokens, cards and e-mail addresses are gone before anything is stored', async () => {
    const session = 'addresses-and-tokens';
    const url =
      'https://u:p4711@x.example/jane@shop.example/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2ln?token=t4711#access_token=a4711';
    const lines = [
      { type: 4, timestamp: 1, data: { href: url, width: 1, height: 1 } },
      {
        type: 3,
        timestamp: 4111111111111111,
        data: { texts: [{ id: 1, value: `pay 4111 1111 1111 1111 at ${url}` }] },
      },
    ];
    expect(await post(join2(head({ session }), writeEventLines(lines)))).toMatchObject({ stored: 'new' });
    const stored = await storedOf(session);
    expect(stored).not.toMatch(/4711|eyJ|jane|1111 1111/);
    expect(JSON.parse(stored.split('\n')[1] ?? '').timestamp).toBe(4111111111111111);
    expect(await post(join2(head({ session }), writeEventLines(lines)))).toMatchObject({ stored: 'duplicate' });
  });

  it.each([
    '/%2e%2e/v1/batch',
    '//v1/batch',
    '/v1/batch%00',
    '/v1%2fbatch',
    '/..\\v1\\batch',
    '/v1/BATCH',
    '/v1/batch/',
  ])('H44 %s is no way in', async (path) => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`);
      });
      socket.once('data', (chunk) => resolve(String(chunk)));
      socket.on('error', () => {});
    });
    expect(answer).toMatch(/^HTTP\/1\.1 40[04]/);
  });

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

import { type Batch, parse } from '@falter/wire';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { line, type MemoryShelf, memoryShelf, someStream } from '../../test/memory.ts';
import { until } from '../../test/visit.ts';
import type { Stream } from '../session/stream.ts';
import { createSender, type Sender } from './sender.ts';
import type { Answer, Transport } from './transport.ts';
import { createWriteAhead } from './write-ahead.ts';

/** One body that reached the network, and how to answer it. */
interface Sent {
  batch: Batch;
  bytes: number;
  keepalive: boolean;
  answer(status: number, more?: Partial<Answer>): void;
}

/** The network: bodies pile up until the test answers. What is handed over on leaving is in `last`. */
class Network implements Transport {
  sent: Sent[] = [];
  last: Batch[] = [];
  lastBytes = 0;
  refuses = false;

  async post(body: Uint8Array, keepalive: boolean): Promise<Answer> {
    const batch = await parse(body);
    return new Promise((resolve) => {
      const answer: Sent['answer'] = (status, more) => resolve({ status, retryAfterMs: 0, error: '', ...more });
      this.sent.push({ batch, bytes: body.length, keepalive, answer });
    });
  }

  leave(body: Uint8Array): boolean {
    if (this.refuses) return false;
    this.lastBytes += body.length;
    // Plain bodies only, so that this test can read them at once.
    const [envelope, ...lines] = new TextDecoder().decode(body).split('\n');
    this.last.push({ envelope: JSON.parse(envelope ?? ''), lines, events: lines.map((text) => JSON.parse(text)) });
    return true;
  }

  arrived(count: number): Promise<Sent> {
    return until(`request ${count}`, () => this.sent[count - 1]);
  }
}

let network: Network;
let stream: Stream;
let sender: Sender;
let asked: string[];
let shelf: MemoryShelf;
let awake: boolean;

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget());
  network = new Network();
  shelf = memoryShelf();
  awake = true;
  stream = someStream();
  asked = [];
  const ways = { transport: network, ahead: createWriteAhead(shelf, 'r'), isAwake: () => awake };
  sender = createSender({ key: 'k', release: 'r' }, ways, {
    onHole: ({ why, events }) => asked.push(`hole ${why} ${events}`),
    onErased: () => asked.push('erased'),
    onConflict: () => asked.push('conflict'),
    onEnd: (status) => asked.push(`end ${status}`),
    onFault: () => asked.push('fault'),
  });
});
afterEach(() => {
  sender.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const event = (n: number | string): string => JSON.stringify({ type: 3, timestamp: 1, data: n });
const add = (...names: (number | string)[]): void => {
  for (const name of names) sender.add(line(event(name), { stream }));
};
const data = ({ events }: Batch): unknown[] => events.map((one) => one.data);
/** Random letters: gzip makes nothing of them. */
const noise = (size: number): string => Array.from({ length: size }, () => Math.random().toString(36)[2]).join('');

/** The write-ahead learns that it holds nothing any more. */
async function fillDisk(): Promise<void> {
  shelf.fails = true;
  add('before');
  sender.leave();
  await Promise.resolve();
  network.last = [];
  network.lastBytes = 0;
  Object.assign(stream, { seq: 0, dropped: 0 });
}

describe('the sender', () => {
  test('sends one batch at a time, numbered from 0', async () => {
    add('a', 'b');
    void sender.drain();
    const first = await network.arrived(1);
    add('c');
    void sender.drain();
    expect(network.sent).toHaveLength(1);
    first.answer(200);
    const second = await network.arrived(2);
    expect([data(first.batch), data(second.batch)]).toEqual([['a', 'b'], ['c']]);
    expect([first.batch.envelope.seq, second.batch.envelope.seq]).toEqual([0, 1]);
    expect(first.batch.envelope).toMatchObject({ key: 'k', release: 'r', tab: stream.tab, session: stream.session });
  });

  test('having had nothing to send once, sends all the same later', async () => {
    await sender.drain();
    add('a');
    void sender.drain();
    expect(data((await network.arrived(1)).batch)).toEqual(['a']);
  });

  test('sends by itself, after a while, what nobody hurries', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    add('a');
    vi.advanceTimersByTime(2_999);
    expect(network.sent).toEqual([]);
    add('b');
    vi.advanceTimersByTime(1);
    vi.useRealTimers();
    expect(data((await network.arrived(1)).batch)).toEqual(['a', 'b']);
  });

  test('hurries when told, and is not slowed by who is in no hurry', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    add('a');
    sender.within(50);
    sender.within(5_000);
    vi.advanceTimersByTime(50);
    vi.useRealTimers();
    expect(data((await network.arrived(1)).batch)).toEqual(['a']);
  });

  test('cuts what is too much for one batch', async () => {
    add(...Array.from({ length: 5_001 }, (_, n) => n));
    void sender.drain();
    const first = await network.arrived(1);
    first.answer(200);
    const second = await network.arrived(2);
    expect(first.batch.events.length + second.batch.events.length).toBe(5_001);
    expect(second.batch.envelope.seq).toBe(1);
  });

  test('does not send on and on what comes while it sends', async () => {
    add('a');
    const drained = sender.drain();
    const first = await network.arrived(1);
    add('b');
    first.answer(200);
    await drained;
    expect(network.sent).toHaveLength(1);
  });

  test('protects a first attempt by keepalive where it fits, and never a repetition', async () => {
    add('small');
    void sender.drain();
    const first = await network.arrived(1);
    first.answer(503);
    const again = await network.arrived(2);
    again.answer(200);
    add(noise(200_000));
    void sender.drain();
    const large = await network.arrived(3);
    expect([first.keepalive, again.keepalive, large.keepalive]).toEqual([true, false, false]);
    expect(large.bytes).toBeGreaterThan(64 * 1024);
  });
});

describe('an answer', () => {
  test('later: the same lines under the same number, then the next', async () => {
    add('a');
    void sender.drain();
    (await network.arrived(1)).answer(503);
    add('b');
    const again = await network.arrived(2);
    expect([again.batch.lines, again.batch.envelope.seq]).toEqual([network.sent[0]?.batch.lines, 0]);
    again.answer(200);
    void sender.drain();
    expect((await network.arrived(3)).batch.envelope.seq).toBe(1);
    expect([stream.dropped, asked]).toEqual([0, []]);
  });

  test('later: does not wait when the browser comes back online', async () => {
    add('a');
    void sender.drain();
    vi.spyOn(Math, 'random').mockReturnValue(0);
    (await network.arrived(1)).answer(429, { retryAfterMs: 3_000_000 });
    const again = until('the repetition', () => {
      window.dispatchEvent(new Event('online'));
      return network.sent[1];
    });
    expect((await again).batch.envelope.seq).toBe(0);
    vi.restoreAllMocks();
  });

  test('refused: counted, a hole, and the next number', async () => {
    add('a', 'b');
    void sender.drain();
    (await network.arrived(1)).answer(400);
    await until('the hole', () => asked.length > 0);
    add('c');
    void sender.drain();
    const { envelope } = (await network.arrived(2)).batch;
    expect([asked, envelope.seq, envelope.counters.dropped]).toEqual([['hole refused 2'], 1, 2]);
  });

  test('refused three times in a row: the end; stored in between: none', async () => {
    for (const [n, status] of [400, 413, 200, 400, 400, 400].entries()) {
      add(n);
      void sender.drain();
      (await network.arrived(n + 1)).answer(status);
      if (status !== 200) await until(`consequence ${n}`, () => asked.length > (n < 2 ? n : n - 1));
    }
    expect(asked).toEqual([...Array(4).fill('hole refused 1'), 'end 400']);
  });

  test('forbidden: the end', async () => {
    add('a');
    void sender.drain();
    (await network.arrived(1)).answer(403);
    await until('the end', () => asked.length > 0);
    expect(asked).toEqual(['end 403']);
  });

  test('conflict: what waits under the same tab is counted as well', async () => {
    add('a');
    void sender.drain();
    const first = await network.arrived(1);
    add('b', 'c');
    first.answer(409);
    await until('the conflict', () => asked.length > 0);
    expect([asked, stream.dropped]).toEqual([['conflict'], 3]);
  });

  test('after events were shed: a hole, once it is heard again', async () => {
    add('a');
    void sender.drain();
    const first = await network.arrived(1);
    for (let n = 0; n < 8; n++) add(noise(1024 * 1024));
    expect(stream.dropped).toBeGreaterThan(0);
    expect(asked).toEqual([]);
    first.answer(200);
    await until('the hole', () => asked.length > 0);
    expect(asked).toEqual([`hole room ${stream.dropped}`]);
  });
});

describe('leaving', () => {
  test('hands over what waits, plain, in order and numbered on', () => {
    add('a');
    sender.add(line(event('b'), { stream, page: 'another-page-0123456' }));
    sender.leave();
    expect(network.last.map((batch) => [batch.envelope.seq, ...data(batch)])).toEqual([
      [0, 'a'],
      [1, 'b'],
    ]);
    expect(stream.seq).toBe(2);
  });

  test('hands over a batch that was about to be sent, once', () => {
    add('a');
    void sender.drain();
    add('b');
    sender.leave();
    expect(network.last.map((batch) => [batch.envelope.seq, ...data(batch)])).toEqual([
      [0, 'a'],
      [1, 'b'],
    ]);
    expect(network.sent).toEqual([]);
  });

  test('leaves alone what travels safely, and keeps within what that leaves', async () => {
    add(noise(45_000));
    void sender.drain();
    const first = await network.arrived(1);
    expect(first.keepalive).toBe(true);
    add('b', noise(40_000), 'c');
    sender.leave();
    expect(network.last.flatMap(data)).toEqual(['b', 'c']);
    expect(first.bytes + network.lastBytes).toBeLessThanOrEqual(65_536);
    // The large one in between has a number of its own, and stays on the device.
    expect(network.last.map(({ envelope }) => envelope.seq)).toEqual([1, 3]);
    expect([stream.dropped, [...shelf.parts.keys()].filter((key) => key.includes(',2,'))]).toEqual([
      0,
      [expect.any(String)],
    ]);
  });

  test('hands over again what waits for its repetition', async () => {
    vi.stubGlobal('CompressionStream', undefined);
    add('a');
    void sender.drain();
    (await network.arrived(1)).answer(503, { retryAfterMs: 3_600_000 });
    await until('the wait', () => network.sent.length === 1);
    await new Promise((resolve) => setTimeout(resolve));
    add('b');
    sender.leave();
    expect(network.last.map((batch) => [batch.envelope.seq, ...data(batch)])).toEqual([
      [0, 'a'],
      [1, 'b'],
    ]);
  });

  test('counts what a browser refuses to take and nothing keeps', async () => {
    await fillDisk();
    network.refuses = true;
    add('a', 'b');
    sender.leave();
    expect([network.last, stream.dropped]).toEqual([[], 2]);
  });

  test('counts in the envelope what it left behind, where nothing is kept on the device', async () => {
    await fillDisk();
    add('a', noise(80_000));
    sender.leave();
    expect(network.last.map(({ envelope }) => envelope.counters.dropped)).toEqual([1]);
  });

  test('never exceeds what all keepalive requests share', async () => {
    await fillDisk();
    for (let n = 0; n < 20; n++) add(noise(3_000));
    sender.leave();
    expect(network.lastBytes).toBeLessThanOrEqual(65_536);
    expect(network.lastBytes).toBeGreaterThan(55_000);
    expect(network.last.flatMap(data).length + stream.dropped).toBe(20);
  });

  test('and coming back, sends again', async () => {
    add('a');
    void sender.drain();
    await network.arrived(1);
    sender.leave();
    add('b');
    void sender.drain();
    expect((await network.arrived(2)).batch.envelope.seq).toBe(1);
  });
});

describe('closing', () => {
  test('forgets everything and takes nothing', async () => {
    add('a');
    sender.close();
    add('b');
    await sender.drain();
    sender.leave();
    expect([network.sent, network.last]).toEqual([[], []]);
  });
});

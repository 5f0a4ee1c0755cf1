import { parse } from '@falter/wire';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { line, memoryShelf, someStream } from '../../test/memory.ts';
import { recover } from './recovery.ts';
import { createSender } from './sender.ts';
import type { Answer, Transport } from './transport.ts';
import { createWriteAhead } from './write-ahead.ts';

/** What may happen to a page, in any order. */
const deeds = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ what: fc.constant('line' as const), size: fc.integer({ min: 1, max: 40_000 }) }),
    },
    { weight: 3, arbitrary: fc.constant({ what: 'pass' as const }) },
    { weight: 2, arbitrary: fc.constant({ what: 'send' as const }) },
    {
      weight: 2,
      arbitrary: fc.record({ what: fc.constant('network' as const), status: fc.constantFrom(200, 0, 503, 200) }),
    },
    { weight: 1, arbitrary: fc.constant({ what: 'leave' as const }) },
    { weight: 1, arbitrary: fc.constant({ what: 'crash' as const }) },
  ),
  { minLength: 1, maxLength: 40 },
);

/** The collector as an oracle: what is stored, once by number; other content under the same number is 409. */
class Collector implements Transport {
  stored = new Map<number, string[]>();
  status = 200;
  contradictions = 0;

  async post(body: Uint8Array): Promise<Answer> {
    const { envelope, lines } = await parse(body);
    const known = this.stored.get(envelope.seq);
    const isOther = known !== undefined && known.join('\n') !== lines.join('\n');
    const status = this.status === 200 && isOther ? 409 : this.status;
    if (isOther) this.contradictions++;
    else if (this.status === 200) this.stored.set(envelope.seq, lines);
    return { status, retryAfterMs: 0, error: '' };
  }

  /** Last words arrive where there is a network, or nobody knows. */
  leave(body: Uint8Array): boolean {
    if (this.status !== 200) return true;
    void this.post(body);
    return true;
  }
}

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget());
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Lets real work (gzip, promises) end without letting page time pass. */
async function settle(): Promise<void> {
  for (let n = 0; n < 20; n++) await new Promise((resolve) => setImmediate(resolve));
}

type Deed = (typeof deeds extends fc.Arbitrary<infer All> ? All : never) extends (infer One)[] ? One : never;

/** A page to which this happens, then the next visit, and what the collector has of it. `ready`: what packing waits for. */
async function visitAndNext(given: readonly Deed[], ready?: Promise<unknown>) {
  const shelf = memoryShelf();
  const collector = new Collector();
  const stream = someStream();
  const ahead = createWriteAhead(shelf, 'r');
  const nothing = (): void => {};
  const consequences = { onHole: nothing, onConflict: nothing, onErased: nothing, onEnd: nothing, onFault: nothing };
  const ways = { transport: collector, ahead, isAwake: () => true };
  const sender = createSender({ key: 'k', release: 'r', ...(ready && { ready }) }, ways, consequences);
  const told: string[] = [];
  let safe = 0;
  for (const deed of given) {
    if (deed.what === 'line') {
      const text = JSON.stringify({ type: 3, timestamp: told.length, data: 'x'.repeat(deed.size) });
      told.push(text);
      sender.add(line(text, { stream }));
    } else if (deed.what === 'pass') {
      vi.advanceTimersByTime(500);
      safe = told.length;
      await settle();
    } else if (deed.what === 'send') {
      void sender.drain();
      safe = told.length;
      await settle();
    } else if (deed.what === 'network') collector.status = deed.status;
    else {
      if (deed.what === 'leave') {
        sender.leave();
        safe = told.length;
      }
      await settle();
      break;
    }
  }
  collector.status = 200;
  const own = () => ({ session: 'another-session-0123', tab: 'another-tab-0123456789', first: 0 });
  const idle = async () => true;
  await recover({ shelf, key: 'k', transport: collector, own, living: async () => new Set(), idle });
  await settle();
  const seqs = [...collector.stored.keys()].sort((a, b) => a - b);
  const arrived = seqs.flatMap((seq) => collector.stored.get(seq) ?? []);
  return { seqs, arrived, told, safe, dropped: stream.dropped, left: shelf.parts.size, close: sender.close };
}

test('whatever happens to a page, the next visit brings what is older than the write-ahead: in order, once, without a hole', async () => {
  await fc.assert(
    fc.asyncProperty(deeds, async (given) => {
      const { seqs, arrived, told, safe, dropped, left, close } = await visitAndNext(given);
      expect(seqs).toEqual(seqs.map((_, index) => index));
      expect(arrived).toEqual(told.slice(0, arrived.length));
      expect(arrived.length).toBeGreaterThanOrEqual(safe);
      expect([dropped, left]).toEqual([0, 0]);
      close();
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('a page that goes while a batch is still being packed gives no part of it a number behind the batch that follows', async () => {
  const sizes = [1_000, 7_000, 6_000, 22_000, 30_000, 7_000];
  const lines = sizes.map((size) => ({ what: 'line' as const, size }));
  const given: Deed[] = [...lines, { what: 'pass' }, { what: 'pass' }, { what: 'leave' }];
  const { arrived, told, dropped, close } = await visitAndNext(given, new Promise(() => {}));
  expect(arrived).toEqual(told);
  expect(dropped).toBe(0);
  close();
});

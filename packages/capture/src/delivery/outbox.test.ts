import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { line, someStream } from '../../test/memory.ts';
import type { Batch } from './batch.ts';
import { BATCH_CHARS, createOutbox, type Outbox } from './outbox.ts';

const texts = (batches: readonly Batch[]): string[][] => batches.map(({ lines }) => lines.map(({ text }) => text));

function outboxOf(maxChars?: number): { outbox: Outbox; shed: Batch[]; sealed: Batch[] } {
  const [shed, sealed]: Batch[][] = [[], []];
  const events = {
    onShed: (batch: Batch) => void shed?.push(batch),
    onSealed: (batch: Batch) => void sealed?.push(batch),
  };
  return { outbox: createOutbox(events, maxChars), shed: shed ?? [], sealed: sealed ?? [] };
}

describe('outbox', () => {
  test('gathers lines in the order they came, until it is told to seal', () => {
    const { outbox, sealed } = outboxOf();
    const stream = someStream();
    for (const text of ['a', 'b']) outbox.push(line(text, { stream }));
    outbox.seal();
    outbox.push(line('c', { stream }));
    expect(texts(outbox.batches)).toEqual([['a', 'b'], ['c']]);
    expect(sealed).toEqual([outbox.batches[0]]);
    outbox.shift();
    expect(texts(outbox.clear())).toEqual([['c']]);
    expect(outbox.batches).toEqual([]);
  });

  test('never mixes two streams or two pages', () => {
    const { outbox } = outboxOf();
    const [one, two] = [someStream('tab-1'), someStream('tab-2')];
    outbox.push(line('a', { stream: one }));
    outbox.push(line('b', { stream: two }));
    outbox.push(line('c', { stream: two, page: 'another' }));
    expect(texts(outbox.batches)).toEqual([['a'], ['b'], ['c']]);
  });

  test('says when enough waits for a batch, and begins another', () => {
    const { outbox } = outboxOf();
    const stream = someStream();
    const half = 'x'.repeat(BATCH_CHARS / 2);
    expect([1, 2, 3].map(() => outbox.push(line(half, { stream })))).toEqual([false, true, false]);
    expect(outbox.batches.map(({ events, sealed }) => [events, sealed])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  test('lets batches grow when others wait, to a million characters, and gives a single longer line', () => {
    const { outbox } = outboxOf(Number.POSITIVE_INFINITY);
    const stream = someStream();
    for (let n = 0; n < 1_000; n++) outbox.push(line('x'.repeat(10_000), { stream }));
    outbox.push(line('y'.repeat(2_000_000), { stream }));
    const sizes = outbox.batches.map(({ chars }) => chars);
    expect(sizes[0]).toBeLessThan(80_000);
    expect(Math.max(...sizes.slice(0, -1))).toBeLessThanOrEqual(1024 * 1024);
    expect(sizes.length).toBeLessThan(20);
    expect(sizes.at(-1)).toBe(2_000_001);
  });

  test('when full, sheds the oldest without a snapshot, never what was sent', () => {
    const { outbox, shed } = outboxOf(100);
    const stream = someStream();
    const add = (text: string, type = 3): void => {
      outbox.push(line(text.repeat(20), { stream, type }));
      outbox.seal();
    };
    add('sent ');
    for (const batch of outbox.batches) batch.attempts = 1;
    outbox.clear();
    add('a');
    for (const batch of outbox.batches) batch.attempts = 1;
    add('s', 2);
    for (const text of ['b', 'c', 'd']) add(text);
    expect(texts(shed).map(([text]) => text?.[0])).toEqual(['b', 'c']);
    expect(texts(outbox.batches).map(([text]) => text?.[0])).toEqual(['a', 's', 'd']);
  });

  test('keeps a snapshot that is larger than all of it', () => {
    const { outbox } = outboxOf(10);
    outbox.push(line('a', {}));
    outbox.push(line('s'.repeat(50), { type: 2 }));
    expect(texts(outbox.batches)).toEqual([['s'.repeat(50)]]);
  });

  test('counts what is packed by its bytes', () => {
    const { outbox, shed } = outboxOf(100);
    for (let n = 0; n < 20; n++) {
      outbox.push(line('x'.repeat(50), { stream: someStream(`tab-${n}`) }));
      for (const batch of outbox.batches) batch.packed = new Uint8Array(2);
    }
    expect([shed.length, outbox.batches.length]).toEqual([0, 20]);
  });

  test('whatever comes, it stays bounded, loses nothing unseen and changes no order', () => {
    const event = fc.record({
      size: fc.integer({ min: 1, max: 60 }),
      type: fc.constantFrom(2, 3, 6),
      seal: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), (given) => {
        const { outbox, shed } = outboxOf(200);
        const stream = someStream();
        for (const [index, { size, type, seal }] of given.entries()) {
          outbox.push(line(`${index}`.padEnd(size + 4, '.'), { stream, type }));
          if (seal) outbox.seal();
        }
        const left = texts(outbox.batches).flat();
        expect(left.length + texts(shed).flat().length).toBe(given.length);
        const numbers = left.map((text) => Number.parseInt(text, 10));
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
        const old = outbox.batches.slice(0, -1).reduce((sum, { chars }) => sum + chars, 0);
        expect(old).toBeLessThanOrEqual(200);
      }),
    );
  });
});

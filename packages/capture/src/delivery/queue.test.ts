import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { line, someStream } from '../../test/memory.ts';
import { createQueue, type Line } from './queue.ts';

const texts = (lines: readonly Line[]): string[] => lines.map(({ text }) => text);

describe('queue', () => {
  test('gives lines in the order they came', () => {
    const queue = createQueue();
    const stream = someStream();
    for (const text of ['a', 'b', 'c']) queue.push(line(text, { stream }));
    expect(texts(queue.take(2, 100))).toEqual(['a', 'b']);
    expect(texts(queue.drain())).toEqual(['c']);
    expect([queue.length, queue.take(5, 100)]).toEqual([0, []]);
  });

  test('never mixes two streams or two pages in what it gives together', () => {
    const queue = createQueue();
    const [one, two] = [someStream('tab-1'), someStream('tab-2')];
    queue.push(line('a', { stream: one }));
    queue.push(line('b', { stream: two }));
    queue.push(line('c', { stream: two, page: 'another' }));
    expect([queue.take(9, 99), queue.take(9, 99), queue.take(9, 99)].map(texts)).toEqual([['a'], ['b'], ['c']]);
  });

  test('stops before a batch grows too long, but gives a single long line', () => {
    const queue = createQueue();
    const stream = someStream();
    for (const text of ['aaaa', 'bbbb', 'c'.repeat(50), 'd']) queue.push(line(text, { stream }));
    const taken = [queue.take(9, 10), queue.take(9, 10), queue.take(9, 10)];
    expect(taken.map((lines) => lines.length)).toEqual([2, 1, 1]);
  });

  test('puts lines back to the front', () => {
    const queue = createQueue();
    const stream = someStream();
    for (const text of ['a', 'b', 'c']) queue.push(line(text, { stream }));
    queue.restore(queue.take(2, 99));
    expect(texts(queue.drain())).toEqual(['a', 'b', 'c']);
  });

  test('when full, sheds the oldest incremental events, keeps snapshots and notes, and counts', () => {
    const queue = createQueue(100);
    const stream = someStream();
    queue.push(line('s'.repeat(30), { stream, type: 2 }));
    queue.push(line('n'.repeat(10), { stream, type: 6 }));
    for (const letter of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) queue.push(line(letter.repeat(10), { stream }));
    const left = texts(queue.drain()).map((text) => text[0]);
    expect(left).toEqual(['s', 'n', 'd', 'e', 'f', 'g'].filter((letter) => left.includes(letter)));
    expect(left.slice(0, 2)).toEqual(['s', 'n']);
    expect(left.at(-1)).toBe('g');
    expect(stream.dropped).toBe(9 - left.length);
    expect(stream.dropped).toBeGreaterThan(0);
  });

  test('tells once that it shed', () => {
    const queue = createQueue(10);
    const stream = someStream();
    queue.push(line('a'.repeat(8), { stream }));
    expect(queue.takeOverflow()).toBe(false);
    queue.push(line('b'.repeat(8), { stream }));
    expect([queue.takeOverflow(), queue.takeOverflow()]).toEqual([true, false]);
  });

  test('keeps a snapshot that is larger than all of it', () => {
    const queue = createQueue(10);
    queue.push(line('a', {}));
    queue.push(line('s'.repeat(50), { type: 2 }));
    expect(texts(queue.drain())).toEqual(['s'.repeat(50)]);
  });

  test('whatever comes, it stays bounded, loses nothing uncounted and changes no order', () => {
    const event = fc.record({ size: fc.integer({ min: 1, max: 60 }), type: fc.constantFrom(2, 3, 6) });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), (given) => {
        const queue = createQueue(200);
        const stream = someStream();
        for (const [index, { size, type }] of given.entries()) {
          queue.push(line(`${index}`.padEnd(size + 4, '.'), { stream, type }));
        }
        const left = queue.drain();
        const numbers = left.map(({ text }) => Number.parseInt(text, 10));
        expect(left.length + stream.dropped).toBe(given.length);
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
        const chars = left.reduce((sum, { text }) => sum + text.length, 0);
        expect(chars).toBeLessThanOrEqual(200);
      }),
    );
  });
});

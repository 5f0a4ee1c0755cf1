import { expect, test } from 'vitest';
import { createStock, type Stocked } from './stock.ts';

const one = (size: number): Stocked => ({ kind: 'css', size, bytes: async () => new Uint8Array(size) });

test('what is too much goes, the oldest first, and is told to be gone', () => {
  const gone: string[] = [];
  const stock = createStock((hash) => gone.push(hash), 10);
  stock.add('a', one(4));
  stock.add('b', one(4));
  stock.add('a', one(4));
  expect(gone).toEqual([]);
  stock.add('c', one(4));
  expect(gone).toEqual(['a']);
  expect([stock.take('a'), stock.take('b')?.size, stock.take('c')?.size]).toEqual([undefined, 4, 4]);
  stock.clear();
  expect(stock.take('b')).toBeUndefined();
});

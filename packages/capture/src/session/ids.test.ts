import { ID_PATTERN } from '@falter/wire';
import { expect, test } from 'vitest';
import { newId } from './ids.ts';

test('ids are what the wire takes, and never the same', () => {
  const ids = Array.from({ length: 5_000 }, newId);
  expect(new Set(ids).size).toBe(5_000);
  for (const id of ids) expect(id).toMatch(ID_PATTERN);
});

test('ids use their whole alphabet evenly', () => {
  const counts = new Map<string, number>();
  for (const letter of Array.from({ length: 3_000 }, newId).join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  expect(counts.size).toBe(64);
  const mean = (3_000 * 22) / 64;
  for (const count of counts.values()) expect(Math.abs(count - mean)).toBeLessThan(mean * 0.3);
});

import { ID_PATTERN } from '@falter/wire';
import { expect, test } from 'vitest';
import { newId } from './ids.ts';

test('ids are what the wire takes, and never the same', () => {
  const ids = Array.from({ length: 5_000 }, newId);
  expect(new Set(ids).size).toBe(5_000);
  for (const id of ids) expect(id).toMatch(ID_PATTERN);
});

test('the end of ids, which decides about the sample, is drawn evenly', () => {
  const counts = new Map<string, number>();
  for (const id of Array.from({ length: 20_000 }, newId)) counts.set(id.slice(-1), (counts.get(id.slice(-1)) ?? 0) + 1);
  expect([...counts.keys()].toSorted().join('')).toBe('0123456789');
  for (const count of counts.values()) expect(Math.abs(count - 2_000)).toBeLessThan(300);
});

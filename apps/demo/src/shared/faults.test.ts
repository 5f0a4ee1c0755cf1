import { describe, expect, test } from 'vitest';
import { pageTable } from '../pages/pages.ts';
import { faults, parseFaults } from './faults.ts';

describe('parseFaults', () => {
  test.each([
    ['', []],
    ['dead-button', ['dead-button']],
    ['slow-request, dead-button', ['dead-button', 'slow-request']],
    ['dead-button,dead-button', ['dead-button']],
    ['nonsense,__proto__,validation-loop', ['validation-loop']],
  ])('%j -> %j', (list, expected) => {
    expect(parseFaults(list)).toEqual(expected);
  });

  test('reads back every fault', () => {
    const all = faults.map((fault) => fault.id);
    expect(parseFaults(all.join(','))).toEqual(all);
  });
});

test('every fault raises something', () => {
  for (const fault of faults) expect(fault.signals, fault.id).not.toEqual([]);
});

test('every fault says where to try it, on a page that exists', () => {
  for (const fault of faults) expect(pageTable.has(fault.tryAt.path.replace(/#.*/, '')), fault.id).toBe(true);
});

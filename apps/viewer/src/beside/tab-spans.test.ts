import { expect, it } from 'vitest';
import { seenSpans } from './tab-spans.ts';
import { pageRow, row } from './test-rows.ts';

it('a tab is seen from its first page to its last, but for the times in which somebody looked elsewhere', () => {
  const rows = [
    { ...pageRow('https://shop.example/', 1_000), until: 30_000 },
    row({ kind: 'away', at: 5_000 }),
    row({ kind: 'page', tab: 'tab-two', at: 5_000, until: 9_000 }),
    row({ kind: 'back', at: 9_000 }),
    { ...pageRow('https://shop.example/cart', 30_000), until: 40_000 },
  ];
  expect(seenSpans(rows, 'tab-one')).toEqual([
    { from: 1_000, until: 5_000 },
    { from: 9_000, until: 40_000 },
  ]);
  expect(seenSpans(rows, 'tab-two')).toEqual([{ from: 5_000, until: 9_000 }]);
  expect(seenSpans(rows, 'tab-none')).toEqual([]);
  expect(seenSpans([...rows, row({ kind: 'gone', at: 35_000 })], 'tab-one').at(-1)?.until).toBe(35_000);
});

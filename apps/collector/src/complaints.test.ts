import { expect, it } from 'vitest';
import { sparingly } from './complaints.ts';

it('the same complaint is logged once, later with how often it was kept back; another one at once', () => {
  const lines: string[] = [];
  const log = sparingly((message) => lines.push(message), 1e9);
  for (let n = 0; n < 1000; n++) log('the store is away', new Error());
  log('something else', new Error());
  expect(lines).toEqual(['the store is away', 'something else']);
});

it('with its time over, it is logged again', () => {
  const lines: string[] = [];
  const log = sparingly((message) => lines.push(message), 0);
  log('away', new Error());
  log('away', new Error());
  expect(lines).toEqual(['away', 'away']);
});

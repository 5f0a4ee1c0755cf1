import { expect, it } from 'vitest';
import { watchedWords } from './watched-words.ts';

const NOW = Date.UTC(2026, 10, 30, 12);
const watch = (by: string, hoursAgo: number, me = false) => ({
  by,
  me,
  watchedAt: new Date(NOW - hoursAgo * 3_600_000).toISOString(),
});

it('tells who watched, last first, and counts those beyond three', () => {
  const all = [watch('Ann', 0, true), watch('Bo', 2), watch('Cy', 26), watch('Di', 80), watch('Ed', 90)];
  expect(watchedWords([], NOW)).toBe('');
  expect(watchedWords(all.slice(0, 1), NOW)).toBe('you just now');
  expect(watchedWords(all.slice(0, 2), NOW)).toBe('you just now and Bo 2 h ago');
  expect(watchedWords(all, NOW)).toBe('you just now, Bo 2 h ago, Cy yesterday and 2 more');
});

import { expect, it } from 'vitest';
import { sparkWords } from './spark-words.ts';

it.each([
  [[0, 0, 0, 0], 'No sessions in this time'],
  [[0, 0, 0, 1], '1 session, most of them lately'],
  [[5, 4, 1, 0], '10 sessions, most of them earlier'],
  [[2, 2, 2, 2], '8 sessions, evenly spread'],
])('%j is said as: %s', (values, words) => expect(sparkWords(values)).toBe(words));

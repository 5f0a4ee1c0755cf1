import { describe, expect, it } from 'vitest';
import { compared, shareNow } from '../testing/test-dashboard.ts';
import {
  changeWords,
  intervalWords,
  PERCENT_MIN_SESSIONS,
  percent,
  reliefWords,
  shareWords,
  whole,
} from './share-words.ts';

describe('a share', () => {
  it.each([
    [124, 1000, '12.4 %', '7.4–17.4 %'],
    [0, 1000, '0.0 %', '0.0–5.0 %'],
    [1000, 1000, '100.0 %', '95.0–100.0 %'],
    [2, 3, '2 of 3', ''],
    [1, PERCENT_MIN_SESSIONS - 1, '1 of 29', ''],
    [3, PERCENT_MIN_SESSIONS, '10.0 %', '5.0–15.0 %'],
    [0, 0, '–', ''],
  ])('%i of %i is told as %s', (found, of, words, interval) => {
    expect(shareWords(shareNow(found, of))).toBe(words);
    expect(intervalWords(shareNow(found, of))).toBe(interval);
  });

  it('is never told as nothing where there is something, nor as all where there is a rest', () => {
    expect(percent(1 / 100_000)).toBe('<0.1 %');
    expect(percent(99_999 / 100_000)).toBe('>99.9 %');
    expect(percent(0)).toBe('0.0 %');
    expect(percent(1)).toBe('100.0 %');
  });
});

describe('a change', () => {
  it.each([
    [[124, 1000], [93, 1000], 'up', 'up 3.1 points (1.1 to 5.1)'],
    [[93, 1000], [124, 1000], 'down', 'down 3.1 points (1.1 to 5.1)'],
    [[100, 1000], [99, 1000], 'unclear', 'no clear change'],
    [[10, 29], [1, 1000], 'unknown', 'too few to compare'],
    [[10, 1000], [1, 2], 'unknown', 'too few to compare'],
    [[10, 1000], [0, 0], 'unknown', 'nothing to compare with'],
  ] as const)('from %j to %j is %s', (now, before, direction, text) => {
    expect(changeWords(compared([...now], [...before]))).toEqual({ direction, text });
  });
});

describe('what got better', () => {
  it.each([
    [[4, 80], [42, 82], true, 'down 46.2 points (44.2 to 48.2)'],
    [[0, 80], [1, 82], false, 'may be chance: down 1.2 points (−0.8 to 3.2)'],
    [[0, 0], [3, 3], false, 'nobody came to its page, so that says nothing yet'],
    [[0, 3], [3, 0], false, 'too little known to compare'],
  ] as const)('at %j, before %j is told so: sure %s', (now, before, sure, text) => {
    expect(reliefWords(compared([...now], [...before]))).toEqual({ sure, text });
  });
});

it('large numbers have their thousands apart', () => expect(whole(1_204_000)).toBe('1,204,000'));

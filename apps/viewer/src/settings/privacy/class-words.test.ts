import { REDACTION_CLASSES } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { CLASS_WORDS, placeWords } from './class-words.ts';

describe('words of the second net', () => {
  it.each(REDACTION_CLASSES)('there are some for %s', (what) => {
    expect(Object.values(CLASS_WORDS[what]).every((words) => words.length > 0)).toBe(true);
  });

  it.each([
    ['text', 'in its text'],
    ['data-user', 'in data-user'],
    ['other', 'somewhere in its events'],
  ])('%s is %s', (place, words) => {
    expect(placeWords(place)).toBe(words);
  });
});

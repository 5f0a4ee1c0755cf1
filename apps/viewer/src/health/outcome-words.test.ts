import { describe, expect, it } from 'vitest';
import { originWords, outcomeWords } from './outcome-words.ts';

describe('outcomes in words', () => {
  it.each([
    ['script', 'Snippet fetched'],
    ['unknown_key', 'Unknown key'],
    ['too_large', 'Too large'],
    ['store_unavailable', 'Store unavailable'],
  ] as const)('%s: %s', (outcome, words) => expect(outcomeWords(outcome)).toBe(words));

  it.each([
    ['https://shop.example', 'https://shop.example'],
    ['', 'a page that does not say'],
    ['other', 'others, too many to list'],
  ])('from %s: %s', (origin, words) => expect(originWords(origin)).toBe(words));
});

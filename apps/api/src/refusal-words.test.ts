import { WIRE_ERRORS } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { REFUSAL_WORDS } from './refusal-words.ts';

describe('the words of refusals', () => {
  it('cover every name of the wire, a fault of ours, and nothing else', () => {
    expect(Object.keys(REFUSAL_WORDS).toSorted()).toEqual([...Object.keys(WIRE_ERRORS), 'failed'].toSorted());
  });

  it.each(Object.entries(REFUSAL_WORDS))('%s: what it means and what to do, each in a sentence', (_, words) => {
    for (const text of [words.meaning, words.todo]) {
      expect(text).toMatch(/^[A-Z].+\.$/);
      expect(text.length).toBeLessThan(130);
    }
  });

  it('say something of their own for what an owner meets first', () => {
    const meanings = Object.values(REFUSAL_WORDS).map(({ meaning }) => meaning);
    expect(new Set(meanings).size).toBe(meanings.length);
    expect(REFUSAL_WORDS.unknown_key.todo).toContain('Copy the tag');
    expect(REFUSAL_WORDS.foreign_origin.todo).toContain('allowed origins');
  });
});

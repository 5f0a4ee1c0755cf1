import { BOT_REASONS } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { botWords } from './bot-words.ts';

describe('why a session is a bot', () => {
  it('is told in words, one reason after another', () => {
    expect(botWords(['user-agent', 'even-clicks'])).toBe(
      'its browser calls itself a bot; it clicks as evenly as a clock',
    );
    expect(botWords([])).toBe('');
  });

  it('has words for every reason', () => {
    expect(BOT_REASONS.map((reason) => botWords([reason])).filter((words) => !/^its? /.test(words))).toEqual([]);
  });
});

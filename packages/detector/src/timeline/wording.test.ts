import { describe, expect, it } from 'vitest';
import { afterSpan, howFailed, lasting, sentence, span, speakable, times, usualWords } from './wording.ts';

describe('words in a sentence', () => {
  it('are one line', () => expect(speakable('  Pay\n\t now ')).toBe('Pay now'));
  it('have no double quotes', () => expect(speakable('say "hi"')).toBe("say 'hi'"));
  it('have no invisible characters', () =>
    expect(speakable('a\u200Bb\u202Ec\u0000d\uFEFFe\u2028f')).toBe('a b c d e f'));
  it('keep emoji and letters whole when they are cut', () => expect(speakable('😀'.repeat(9), 5)).toBe('😀😀😀😀…'));
  it('are cut where they are too long', () => expect(speakable('x'.repeat(1_000_000), 10)).toBe('xxxxxxxxx…'));
  it('may be nothing', () => expect(speakable('\n\u0000')).toBe(''));
  it('end a sentence once', () => {
    expect(sentence('the page showed "Try again!"')).toBe('the page showed "Try again!"');
    expect(sentence('the page showed "Try again"')).toBe('the page showed "Try again".');
    expect(sentence('nothing happened')).toBe('nothing happened.');
  });
});

describe('counts and durations', () => {
  it.each([
    [7, 'at once'],
    [150, 'after 0.2 seconds'],
    [1_040, 'after 1 second'],
    [61_000, 'after 61 seconds'],
  ])('%i ms passed is %s', (ms, words) => expect(afterSpan(ms)).toBe(words));
  it.each([
    [1, 'once'],
    [2, 'twice'],
    [5, '5 times'],
  ])('%i is %s', (count, words) => expect(times(count)).toBe(words));
  it.each([
    [0, 'within a second'],
    [1_000, 'within a second'],
    [1_198, 'in 1.2 seconds'],
    [2_010, 'in 2 seconds'],
    [12_400, 'in 12 seconds'],
    [180_000, 'in 3 minutes'],
  ])('%i ms is %s', (ms, words) => expect(lasting(ms)).toBe(words));
});

it.each([
  [{ status: 502, failure: '' }, 'with status 502'],
  [{ status: 0, failure: 'network' }, 'without an answer'],
  [{ status: 0, failure: 'timeout' }, 'by taking too long'],
])('%j is told as %s', (request, words) => expect(howFailed(request)).toBe(words));

describe('what is usual', () => {
  it('is told as a range, its unit once', () => {
    expect(usualWords({ low: 20_000, high: 70_000 }, span)).toBe('usual on this page: 20 to 70 seconds');
    expect(usualWords({ low: 20_000, high: 300_000 }, span)).toBe('usual on this page: 20 seconds to 5 minutes');
    expect(usualWords({ low: 1, high: 3 }, String)).toBe('usual on this page: 1 to 3');
    expect(usualWords({ low: 0, high: 0 }, String)).toBe('usual on this page: 0');
  });
});

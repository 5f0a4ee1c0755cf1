import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskSensitive } from './sensitive-text.ts';
import { SENSITIVE_TEXT_CASES } from './sensitive-text-cases.ts';

const { masked, phones, kept } = SENSITIVE_TEXT_CASES;
const plain = (marked: string): string => marked.replace(/[[\]]/g, '');
const starred = (marked: string): string =>
  marked.replace(/\[([^\]]*)\]/g, (_, gone: string) => '*'.repeat(gone.length));

describe('maskSensitive', () => {
  it.each(masked)('masks %s', (marked) => {
    expect(maskSensitive(plain(marked))).toBe(starred(marked));
    expect(maskSensitive(plain(marked), true)).toBe(starred(marked));
  });

  it.each(phones)('masks the phone number in %s where it is asked to', (marked) => {
    expect(maskSensitive(plain(marked), true)).toBe(starred(marked));
    expect(maskSensitive(plain(marked))).toBe(plain(marked));
  });

  it.each(kept)('keeps %s', (text) => {
    expect(maskSensitive(text)).toBe(text);
    expect(maskSensitive(text, true)).toBe(text);
  });

  it('writes mathematical digits plainly where it masks, because they are two characters long', () => {
    expect(maskSensitive('𝟒𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 of 𝟐')).toBe(`${'*'.repeat(19)} of 2`);
  });

  it('finds a card in every script that has digits', () => {
    const tens: number[] = [];
    for (let code = 0x660; code < 0x1d000; code++) {
      if (/\p{Nd}/u.test(String.fromCodePoint(code))) tens.push(code);
    }
    const zeros = tens.filter((code, i) => i % 10 === 0 && code !== 0x116da);
    expect(zeros.length).toBeGreaterThan(50);
    for (const zero of zeros) {
      if (zero > 0x116d0 && zero < 0x116e4) continue;
      const card = '4012888888881881'.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
      expect(maskSensitive(card), zero.toString(16)).toMatch(/^\*+$/);
    }
  });

  const any = fc.string({ unit: fc.constantFrom(...'aZ0149 .-_@+/%(){}:=,\n٤é\u00a0\ud800'), maxLength: 200 });

  it('changes nothing the second time, and never the length', () => {
    fc.assert(
      fc.property(fc.oneof(any, fc.string({ unit: 'binary' })), fc.boolean(), (text, withPhones) => {
        const once = maskSensitive(text, withPhones);
        expect(maskSensitive(once, withPhones)).toBe(once);
        if (!/[\u{1d7ce}-\u{1d7ff}]/u.test(text))
          expect(once.length).toBeGreaterThanOrEqual(text.replace(/\p{Nd}/gu, '1').length);
      }),
      { numRuns: 1_500 },
    );
  });

  it('finds a card, an address and a key wherever they stand', () => {
    const secret = fc.constantFrom('4012 8888 8888 1881', 'jane.doe@shop.example', 'AKIAIOSFODNN7EXAMPLE');
    const around = fc.constantFrom('', ' ', ', ', ': ', '\n', ' and so on ', '(', '„', ' · ', 'é ');
    fc.assert(
      fc.property(secret, around, around, (planted, before, after) => {
        expect(maskSensitive(`x${before} ${planted}${after}`)).not.toContain(planted.slice(5));
      }),
    );
  });

  /** A pattern that goes back over what it has read needs minutes for these; the test's own time limit is its judge. */
  it.each([
    ['a', 'letters'],
    ['1', 'digits'],
    ['4 ', 'spaced digits'],
    ['1234567 ', 'short numbers'],
    ['@', 'at signs'],
    ['a@', 'addresses without an end'],
    ['%40', 'encoded at signs'],
    ['%25', 'encoded percent signs'],
    ['.', 'dots'],
    ['a.', 'domains'],
    ['eyJ', 'beginnings of tokens'],
    ['eyJa.', 'tokens'],
    ['a1', 'turns'],
    ['A1-', 'turns and hyphens'],
    ['sk_live_', 'beginnings of keys'],
    ['+1 ', 'beginnings of phones'],
    ['(', 'brackets'],
    ['0', 'zeros'],
    ['٤', 'foreign digits'],
    ['550e8400-e29b-41d4-a716-', 'beginnings of ids'],
    [' ', 'spaces'],
    ['4111 1111 1111 ', 'beginnings of cards'],
  ])('takes no more than linear time over %s without end: %s', (unit) => {
    for (const end of ['', '@', '!x@x.de', ' 4111'])
      expect(maskSensitive(unit.repeat(300_000 / unit.length) + end, true)).toBeTypeOf('string');
  });
});

import { maskSensitive, SENSITIVE_TEXT_CASES } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Redactor } from '../redaction/redact-text.ts';
import { mayHoldSecrets } from './candidates.ts';

const redactor = new Redactor({ off: [], parameters: [] });

function mayHold(text: string): boolean {
  const bytes = Buffer.from(JSON.stringify(text));
  return mayHoldSecrets(bytes, 1, bytes.length - 1);
}

/** Text with what the search turns on, in any order. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '@',
        '＠',
        '﹫',
        '%40',
        '%2540',
        '.',
        '。',
        '-',
        '/',
        '://',
        '?',
        '#',
        '=',
        '+',
        '_',
        ' ',
        '\n',
        '\u00a0',
        '\u200b',
      ),
      fc.constantFrom(
        '4111 1111',
        '1111 1111',
        '4111111111111111',
        '٤١١١',
        '१',
        'jane',
        'shop',
        'example',
        'eyJ',
        'sk_live_',
        'https',
      ),
      fc.stringMatching(/^[A-Za-z0-9]{1,12}$/),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

describe('the search for candidates', () => {
  it.each(SENSITIVE_TEXT_CASES.masked)('sees %j', (text) => {
    expect(mayHold(text.replace(/[[\]]/g, ''))).toBe(true);
  });

  it('says yes to whatever would be changed', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const changed = maskSensitive(text) !== text || redactor.redact(text, 'text', () => {}) !== text;
        return !changed || mayHold(text);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    '@media screen and (min-width: 40em)',
    'Order 10034482 of 2026-11-29',
    'How are you? Fine!',
    '你好，这是一个很长的句子，没有任何数字',
    'Một câu tiếng Việt dài không có số nào cả',
    'emoji 😀😀😀😀😀😀😀😀 all along',
    'row is-3',
  ])('spends nothing on %j', (text) => {
    expect(mayHold(text)).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { withoutOwnAddress } from './own-address.ts';

const SEARCH = '?token=sekret&next=/a/sekret2/b';

describe('withoutOwnAddress', () => {
  test('takes query and fragment out wherever they stand', () => {
    const text = JSON.stringify({
      href: `https://x.de/p${SEARCH}#id=sekret3`,
      style: `url(https://x.de/p${SEARCH}#g)`,
    });
    expect(JSON.parse(withoutOwnAddress(text, SEARCH, '#id=sekret3'))).toEqual({
      href: 'https://x.de/p',
      style: 'url(https://x.de/p#g)',
    });
  });

  test('takes out what rrweb leaves of a query with slashes when it makes CSS absolute', () => {
    const text = '{"style":"background: url(https://x.de/p?token=sekret&next=/a/sekret2/pic.png)"}';
    expect(withoutOwnAddress(text, SEARCH, '')).not.toContain('sekret');
  });

  test('finds what JSON escapes', () => {
    const text = JSON.stringify({ href: 'https://x.de/p?a=b\\c' });
    expect(JSON.parse(withoutOwnAddress(text, '?a=b\\c', ''))).toEqual({ href: 'https://x.de/p' });
  });

  test.each([
    ['?', ''],
    ['', ''],
    ['?fault=&step=', ''],
    ['?help', '#top'],
    ['', '#/cart'],
  ])('leaves text alone when %s%s carries nothing', (search, hash) => {
    const text = '{"text":"p?fault=&step= ?help #top #/cart ? "}';
    expect(withoutOwnAddress(text, search, hash)).toBe(text);
  });
});

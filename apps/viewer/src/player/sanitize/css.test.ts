import { describe, expect, it } from 'vitest';
import { CSS_NESTING_MAX, nestsTooDeep, safeCss } from './css.ts';

describe('a sheet', () => {
  it('of a real page is left alone', () => {
    const css =
      '@media (width > 10px) { @supports (a: b) { .a:is(.b, .c) { color: rgb(1 2 3 / calc(1 * (2 + 3))) } } }';
    expect(safeCss(css)).toBe(css);
  });

  it('may be long, as long as it does not nest', () => expect(nestsTooDeep('a{b:c}'.repeat(100_000))).toBe(false));

  it.each(['{', '(', '['])('that opens %s without end is emptied', (open) => {
    expect(nestsTooDeep(open.repeat(CSS_NESTING_MAX))).toBe(false);
    expect(nestsTooDeep(open.repeat(CSS_NESTING_MAX + 1))).toBe(true);
    expect(safeCss(open.repeat(10_000))).toBe('');
  });

  it('that closes more than it opens is not counted below nothing', () => {
    expect(nestsTooDeep(`${'}'.repeat(100)}${'{'.repeat(CSS_NESTING_MAX + 1)}`)).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replaceAddresses } from './css-addresses.ts';
import type { Use } from './gap.ts';

/** What was found in a sheet, in its order. */
function found(css: string): [address: string, use: Use][] {
  const all: [string, Use][] = [];
  replaceAddresses(css, (address, use) => {
    all.push([address, use]);
    return 'x';
  });
  return all;
}

describe('the addresses of a sheet', () => {
  it.each<[string, string]>([
    ['url(a.png)', 'a.png'],
    ['url( "a.png" )', 'a.png'],
    ["URL('a b.png')", 'a b.png'],
    ['url("a.png"', 'a.png'],
    ['url(a.png', 'a.png'],
    ['image-set("a.png" 1x)', 'a.png'],
    ['-webkit-image-set(url(a.png) 1x)', 'a.png'],
    ['image-set(linear-gradient(red, blue) 1x, "a.png" type("image/avif") 2x)', 'a.png'],
    ['src("a.png")', 'a.png'],
  ])('of a picture: %s', (value, address) => {
    expect(found(`.a { background: ${value} }`.replace(/(url\("?a\.png"?) }$/, '$1'))).toEqual([[address, 'picture']]);
  });

  it.each(['\\75rl(a.png)', 'u\\72 l("a.png")', '\\000075 \\72\\6c(a.png)', '\\69mage-set("a.png")'])(
    'however the function is written: %s',
    (value) => expect(found(`.a { background: ${value} }`)).toEqual([['a.png', 'picture']]),
  );

  it('of a font, and afterwards of a picture again', () => {
    const css =
      '@font-face { font-family: x; src: local("x"), url(x.woff2) format("woff2") } a { cursor: url(c.cur), auto }';
    expect(found(css)).toEqual([
      ['x.woff2', 'font'],
      ['c.cur', 'picture'],
    ]);
  });

  it('of sheets', () => {
    expect(found('@import "a.css"; @import url(b.css) layer(x) print; a { b: "c" }')).toEqual([
      ['a.css', 'sheet'],
      ['b.css', 'sheet'],
    ]);
  });

  it.each([
    '/* url(a.png) */',
    'a { content: "url(a.png)" }',
    "a::after { content: 'x\\' url(a.png)' }",
    'a { b: my-font }',
  ])('are none in %s', (css) => expect(found(css)).toEqual([]));

  it.each([
    'a { b: url(x"}) ; c: d } @font-face { src: url(f) }',
    "a { b: url(x'\\)}) } @font-face { src: url(f) }",
    'a { b: url(x y) } @font-face { src: url(f) }',
    'a { b: url("x" y) } @font-face { src: url(f) }',
  ])('are found behind one that a browser throws away: %s', (css) => expect(found(css)).toEqual([['f', 'font']]));

  it('are found in their unescaped form too', () => {
    const put = (address: string): string | undefined => (address === 'a(1).png' ? 'x' : undefined);
    expect(replaceAddresses('a { background: url(a\\(1\\).png) }', put)).toBe('a { background: url("x") }');
  });

  it('stay where nothing is to stand in their place, letter by letter', () => {
    const css = '@charset "utf-8"; a { background: URL(  a.png  ) } /* rr_split */ b { c: url("d") e }';
    expect(replaceAddresses(css, () => undefined)).toBe(css);
  });

  it('are replaced alone: what is around them stays', () => {
    expect(replaceAddresses('a{b:url(1) no-repeat,url("2");c:d}', (address) => `${address}!`)).toBe(
      'a{b:url("1!") no-repeat,url("2!");c:d}',
    );
  });

  it('cannot be left: what is put in is one string, whatever it is', () => {
    expect(replaceAddresses('a{b:url(x)}', () => '") } * { color: red } \\ \n')).toBe(
      'a{b:url("\\22 ) } * { color: red } \\5c  \\a ")}',
    );
  });

  it('cost a time that grows with the sheet, and never throw', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'"\'()\\{};/*url@import image-set( 1')), (parts) => {
        replaceAddresses(`url(${parts.join('')}`, () => 'x');
      }),
    );
    for (const part of ['url("', '\\', 'url(\\', "'", '/*', 'image-set(', 'url(a b ', '@import', 'u\\72l(']) {
      expect(replaceAddresses(part.repeat(20_000), () => undefined)).toBe(part.repeat(20_000));
    }
  });
});

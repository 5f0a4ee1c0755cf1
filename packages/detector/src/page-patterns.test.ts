import { scrubUrl } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesPage } from './page-patterns.ts';

const SHOP = 'https://shop.example';

/** Pattern, page, whether it names it. */
const CASES: [string, string, boolean][] = [
  ['/cart', `${SHOP}/cart`, true],
  ['/cart', `${SHOP}/cart?step=`, true],
  ['/cart', `${SHOP}/cart/`, false],
  ['/cart', `${SHOP}/carts`, false],
  ['/cart', `${SHOP}/my/cart`, false],
  ['/', SHOP, true],
  ['/', `${SHOP}/`, true],
  ['/', `${SHOP}/cart`, false],
  ['/game/*', `${SHOP}/game/1/2`, true],
  ['/game/*', `${SHOP}/game/`, true],
  ['/game/*', `${SHOP}/game`, false],
  ['/*/print', `${SHOP}/orders/7/print`, true],
  ['/*/print', `${SHOP}/orders/7/printer`, false],
  ['/a*a', `${SHOP}/a`, false],
  ['/a*a', `${SHOP}/aa`, true],
  ['/a*b*b', `${SHOP}/ab`, false],
  ['*/print', `${SHOP}/orders/print`, true],
  ['*', `${SHOP}/anything`, true],
  ['*', '', false],
  ['', `${SHOP}/`, false],
  ['play.shop.example/*', 'https://play.shop.example/game', true],
  ['PLAY.shop.example/*', 'https://play.shop.example/game', true],
  ['play.shop.example/*', 'https://Play.Shop.example/game', true],
  ['play.shop.example/*', `${SHOP}/play.shop.example/game`, false],
  ['play.shop.example/Game', 'https://play.shop.example/game', false],
  ['*.example/game', 'https://play.shop.example/game', true],
  ['localhost:*/game', 'http://localhost:4601/game', true],
  ['play.shop.example', 'https://play.shop.example/', false],
  ['/#/game/*', `${SHOP}/#/game/1`, true],
  ['/app', `${SHOP}/app#/game/1`, true],
  ['/app#/game', `${SHOP}/app?x=#/game`, true],
  ['/app#/game', `${SHOP}/app#/cart`, false],
  ['/über-uns', new URL('/über-uns', SHOP).href, true],
  ['/%C3%BCber-uns', new URL('/über-uns', SHOP).href, true],
  ['/\ud800', `${SHOP}/x`, false],
  ['/.*', `${SHOP}/cart`, false],
  ['/cart', 'no URL', false],
];

describe('a pattern', () => {
  it.each(CASES)('%s and %s: %s', (pattern, page, expected) => {
    expect(namesPage([pattern], page)).toBe(expected);
  });

  it('among others is enough, and none is none', () => {
    expect(namesPage(['/a', '/b'], `${SHOP}/b`)).toBe(true);
    expect(namesPage([], `${SHOP}/b`)).toBe(false);
  });

  /** What a star means, by trying everything: the slow way, for short texts. */
  function meant(pattern: string, text: string): boolean {
    if (pattern === '') return text === '';
    if (pattern[0] !== '*') return text[0] === pattern[0] && meant(pattern.slice(1), text.slice(1));
    return Array.from({ length: text.length + 1 }, (_, n) => n).some((n) => meant(pattern.slice(1), text.slice(n)));
  }

  it('means what trying everything says', () => {
    const of = (letters: string[]) =>
      fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((all) => all.join(''));
    fc.assert(
      fc.property(of(['a', 'b', '/', '*', '*']), of(['a', 'b', '/']), (pattern, path) => {
        expect(namesPage([`/${pattern}`], `${SHOP}/${path}`)).toBe(meant(`/${pattern}`, `/${path}`));
      }),
      { numRuns: 3000 },
    );
  });

  it('tries nothing twice: what would take longer than the world has stood is done at once', () => {
    const stars = `/${'a*'.repeat(140)}b`;
    const page = `${SHOP}/${'a'.repeat(200_000)}`;
    expect(namesPage([stars], page)).toBe(false);
    expect(namesPage([stars], `${page}b`)).toBe(true);
  });

  it('of any text and any page never throws', () => {
    const any = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl().map(scrubUrl), fc.string());
    fc.assert(fc.property(fc.array(any), any, (patterns, page) => void namesPage(patterns, page)));
  });
});

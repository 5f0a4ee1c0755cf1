import { describe, expect, it } from 'vitest';
import { framesOf, isFramework, stableFile, stableName } from './stack-frames.ts';

describe('a stack', () => {
  it('is read as Chromium writes it', () => {
    const stack = [
      'TypeError: cart is undefined',
      '    at Cart.total (https://shop.test/app.js:10:20)',
      '    at async https://shop.test/app.js:30:1',
      '    at new Basket (webpack://shop/./src/basket.ts:4:7)',
      '    at Array.map (<anonymous>)',
      '    at HTMLButtonElement.pay [as onclick] (https://shop.test/a b/app.js:5:6)',
    ].join('\n');
    expect(framesOf(stack).map(({ name, file, line }) => `${name}|${file}|${line}`)).toEqual([
      'Cart.total|https://shop.test/app.js|10',
      'new Basket|webpack://shop/./src/basket.ts|4',
    ]);
  });

  it('is read as Firefox and Safari write it', () => {
    const stack =
      'total@https://shop.test/app.js:10:20\npay/<@https://shop.test/app.js:3:1\n@https://shop.test/:9:2\n[native code]';
    expect(framesOf(stack)).toEqual([
      { name: 'total', file: 'https://shop.test/app.js', line: 10, column: 20 },
      { name: 'pay/<', file: 'https://shop.test/app.js', line: 3, column: 1 },
      { name: '', file: 'https://shop.test/', line: 9, column: 2 },
    ]);
  });

  it('may be anything, and endless', () => {
    expect(framesOf('')).toEqual([]);
    expect(framesOf(`at ${'('.repeat(50_000)}\n${'@'.repeat(50_000)}`)).toEqual([]);
    expect(framesOf('at f (https://shop.test/app.js:1:1)\n'.repeat(10_000))).toHaveLength(50);
  });
});

describe('a file', () => {
  it.each([
    ['https://shop.test/assets/index-Bx_3-kdQ.js', 'index.js'],
    ['https://cdn.test/v2.1.7/main.3f2a1b9c.js?v=7', 'main.js'],
    ['https://shop.test/_next/static/chunks/pages/cart-9f86d081884c7d65.js', 'cart.js'],
    ['https://shop.test/static/js/1234.abcdef12.chunk.js', 'chunk.js'],
    ['https://shop.test/app.min.js', 'app.min.js'],
    ['https://shop.test/assets/checkout.js', 'checkout.js'],
    ['https://shop.test/assets/dropDown.js', 'dropDown.js'],
    ['https://shop.test/assets/oauth2-callback.js', 'oauth2-callback.js'],
    ['https://shop.test/', ''],
    ['../../src/cart.ts', 'src/cart.ts'],
    ['src/cart.ts', 'src/cart.ts'],
    ['webpack://shop/./src/cart.ts', 'src/cart.ts'],
  ])('%s is %s in every release', (file, stable) => expect(stableFile(file)).toBe(stable));

  it.each([
    ['node_modules/react-dom/index.js', true],
    ['https://shop.test/assets/react-dom.production.min.js', true],
    ['https://shop.test/vendors-9f86d081.js', true],
    ['https://shop.test/jquery-3.7.1.min.js', true],
    ['https://shop.test/assets/reaction.js', false],
    ['src/vue/cart.ts', false],
  ])('%s is of a framework: %s', (file, is) => expect(isFramework({ name: '', file, line: 1, column: 1 })).toBe(is));
});

describe('a function', () => {
  it.each([
    ['Cart.total', 'total'],
    ['async Object.pay', 'pay'],
    ['new Basket', 'Basket'],
    ['HTMLButtonElement.pay [as onclick]', 'pay'],
    ['pay/<', 'pay'],
    ['Cart.#sum', 'sum'],
    ['t.value', 'value'],
    ['e', ''],
    ['Xt', ''],
    ['Object.<anonymous>', ''],
    ['global code', ''],
    ['', ''],
  ])('%s is called "%s"', (name, stable) => expect(stableName(name)).toBe(stable));
});

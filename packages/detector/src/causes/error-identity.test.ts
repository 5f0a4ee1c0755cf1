import { describe, expect, it } from 'vitest';
import { errorIdentity, stableMessage } from './error-identity.ts';

const CHROMIUM = "Cannot read properties of undefined (reading 'total')";

function error(values: Partial<Parameters<typeof errorIdentity>[0]>): string {
  return errorIdentity({ name: 'TypeError', message: CHROMIUM, stack: '', source: '', ...values });
}

const stack = (file: string, line = 10) =>
  `TypeError: x\n    at Cart.total (${file}:${line}:20)\n    at pay (${file}:${line + 7}:3)`;

describe('an error', () => {
  it('is the same in another release, on another host, and where lines moved', () => {
    const before = error({ stack: stack('https://shop.test/assets/index-Bx3kdQ9a.js') });
    expect(error({ stack: stack('https://cdn.test/v2/index-K0fm2LLx.js?v=2', 90) })).toBe(before);
  });

  it('is the same in another browser', () => {
    const file = 'https://shop.test/app.js';
    const firefox = error({
      message: 'can\'t access property "total", cart is undefined',
      stack: `total@${file}:10:20\npay@${file}:17:3`,
    });
    expect(firefox).toBe(error({ stack: stack(file) }));
  });

  it('is another one in another function, and of another type', () => {
    const base = error({ stack: stack('https://shop.test/app.js') });
    expect(error({ stack: stack('https://shop.test/app.js').replace('total', 'sum') })).not.toBe(base);
    expect(error({ name: 'RangeError', stack: stack('https://shop.test/app.js') })).not.toBe(base);
  });

  it('leaves the frames of frameworks aside, unless there are no others', () => {
    const own = stack('https://shop.test/app.js');
    const inside = own.replace('\n', '\n    at Xe (https://shop.test/react-dom.production.min.js:1:99)\n');
    expect(error({ stack: inside })).toBe(error({ stack: own }));
    expect(error({ stack: stack('https://shop.test/vue.js') })).not.toBe(error({}));
  });

  it('counts minified code by its file: the names change with every build', () => {
    const minified = (a: string, b: string) =>
      `at ${a} (https://shop.test/index-Bx3kdQ9a.js:1:2000)\nat ${b} (https://shop.test/index-Bx3kdQ9a.js:1:300)`;
    expect(error({ stack: minified('t', 'n.x') })).toBe(error({ stack: minified('Qe', 'r') }));
  });

  it('is told by its original code where that is known', () => {
    const original = 'at total (src/cart.ts:3:7)';
    const told = (file: string) => error({ stack: `at t (${file}:1:200)`, original });
    expect(told('https://shop.test/one.js')).toBe(told('https://shop.test/two.js'));
    expect(told('https://shop.test/one.js')).toContain('total@src/cart.ts');
  });

  it('without a stack has its source', () => {
    expect(error({ source: 'https://shop.test/app.js:10:4' })).toBe(error({ source: 'https://shop.test/app.js:99:1' }));
    expect(error({ source: 'https://shop.test/app.js:10:4' })).not.toBe(
      error({ source: 'https://shop.test/b.js:1:1' }),
    );
  });

  it('of a framework is its code, whatever its own stack says', () => {
    const react = (code: number, version: string) =>
      error({
        name: 'Error',
        message: `Minified React error #${code}; visit https://react.dev/errors/${code}`,
        stack: `at x (${version})`,
      });
    expect(react(418, 'https://a.test/a.js:1:1')).toBe(react(418, 'https://a.test/b.js:1:1'));
    expect(react(418, '')).not.toBe(react(423, ''));
  });
});

describe('a message', () => {
  it.each([
    ['Order 1234 not found', 'Order # not found'],
    ['Uncaught (in promise): Timeout of 3000ms exceeded', 'Timeout of #ms exceeded'],
    ['Loading chunk 17 failed.\n(error: https://shop.test/17.abc.js)', 'Loading chunk # failed. (error: <address>)'],
    ['no user 0b0b5a1e-1111-4222-8333-944445555666', 'no user #'],
    ['bad token a1b2c3d4e5f6a7b8c9', 'bad token #'],
    ['at 0x7ffe', 'at #'],
    ['cart is undefined', 'cart is undefined'],
    ["undefined is not an object (evaluating 'cart.items.total')", "property 'total' of nothing"],
    ["Cannot read property 'total' of undefined", "property 'total' of nothing"],
    ["Cannot set properties of null (setting 'total')", "property 'total' of nothing"],
    ['ERROR NG0100: value changed from 1 to 2', 'NG0100'],
  ])('%s', (message, stable) => expect(stableMessage(message)).toBe(stable));

  it('may be endless', () => {
    expect(stableMessage('is '.repeat(100_000)).length).toBeLessThanOrEqual(200);
  });
});

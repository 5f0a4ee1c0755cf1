import { describe, expect, it } from 'vitest';
import { pageRoute } from './page-route.ts';

describe('the route of a page', () => {
  it.each([
    ['https://shop.test/', '/'],
    ['https://shop.test', '/'],
    ['https://shop.test/tea/12?q=', '/tea/:id'],
    ['https://shop.test/tea/12/', '/tea/:id'],
    ['https://shop.test/order-1234', '/:id'],
    ['https://shop.test/step-2/how-to-brew-in-2024', '/step-2/how-to-brew-in-2024'],
    ['https://shop.test/u/0b0b5a1e-1111-4222-8333-944445555666/mail', '/u/:id/mail'],
    ['https://shop.test/app#/cart/7?x', '/app#/cart/:id'],
    ['https://shop.test/#!/cart', '/#!/cart'],
    ['', ''],
  ])('%s is %s', (url, route) => expect(pageRoute(url)).toBe(route));

  it('is cut where an address is endless', () => {
    expect(pageRoute(`https://shop.test/${'a/'.repeat(5_000)}`)).toHaveLength(200);
  });
});

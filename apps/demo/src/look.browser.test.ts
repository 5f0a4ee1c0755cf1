import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './test-browser.ts';
import { openShop, type Shop, type Visit, visitShop } from './test-visit.ts';

const paths = [
  '/',
  '/collection/green',
  '/tea/harbour-fog',
  '/cart',
  '/checkout',
  '/thanks',
  '/about',
  '/help',
  '/tides',
  '/newsletter/thanks',
];
const phone = { viewport: { width: 375, height: 740 } };
let browser: Browser;
let shop: Shop;

beforeAll(async () => {
  [browser, shop] = await Promise.all([launchBrowser(), openShop()]);
});

afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

/** What axe finds, of the kinds that keep people out. */
async function barriers(visit: Visit): Promise<string[]> {
  await visit.page.evaluate(axe.source);
  const found = await visit.page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

describe.each([
  ['desktop', {}],
  ['phone', phone],
])('on a %s', (_name, device) => {
  let visit: Visit;

  beforeAll(async () => {
    visit = await visitShop(browser, shop, '/', device);
  });

  afterAll(() => visit.page.context().close());

  test.each(paths)('%s has no barriers, no errors, no foreign requests, and fits', async (path) => {
    visit.requests.splice(0);
    await visit.goto(path);
    expect(visit.problems).toEqual([]);
    expect(visit.requests.filter((url) => !url.startsWith(shop.origin))).toEqual([`${shop.collector}/falter.js`]);
    expect(await overflow(visit)).toBe(0);
    expect(await barriers(visit)).toEqual([]);
  });

  test('neither has a full cart, a refused checkout or an open panel', async () => {
    await visit.goto('/');
    await visit.page.getByTestId('quick-add-moon-jelly').click();
    await visit.page.getByTestId('quick-add-lighthouse-keep').click();
    await visit.page.getByTestId('bar-toggle').click();
    await visit.goto('/cart');
    expect(await barriers(visit)).toEqual([]);
    await visit.page.getByTestId('bar-toggle').click();
    await visit.goto('/checkout');
    await visit.page.getByTestId('submit-order').click();
    expect(await barriers(visit)).toEqual([]);
    expect(await overflow(visit)).toBe(0);
  });
});

/** Pixels by which the page is wider than its window. */
function overflow(visit: Visit): Promise<number> {
  return visit.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

test('the shop works without the tag', async () => {
  const visit = await visitShop(browser, shop, '/about');
  await visit.page.route('**/falter.js', (route) => route.abort());
  await visit.goto('/tea/harbour-fog');
  await visit.page.getByTestId('add-to-cart').click();
  expect(await visit.page.getByTestId('cart-count').textContent()).toBe('1');
  await visit.page.context().close();
});

test('the shop works where storage is forbidden', async () => {
  const visit = await visitShop(browser, shop, '/about');
  await visit.page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  });
  await visit.goto('/tea/harbour-fog?fault=slow-request');
  await visit.page.getByTestId('add-to-cart').click();
  expect(await visit.page.getByTestId('cart-count').textContent()).toBe('1');
  await visit.page.getByTestId('rejecting-button').click();
  expect(await visit.page.getByTestId('rejecting-button').textContent()).toBe('Saved');
  expect(visit.problems).toEqual([]);
  await visit.page.context().close();
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './test-browser.ts';
import { takeChanges, watchChanges } from './test-changes.ts';
import { openShop, type Shop, type Visit, visitShop } from './test-visit.ts';

let browser: Browser;
let shop: Shop;
let visit: Visit;

beforeAll(async () => {
  [browser, shop] = await Promise.all([launchBrowser(), openShop()]);
});

afterEach(() => visit.page.context().close());

afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

async function open(path: string): Promise<Page> {
  visit = await visitShop(browser, shop, path);
  return visit.page;
}

function at(name: string) {
  return visit.page.getByTestId(name);
}

describe('dead-button', () => {
  test.each([
    ['/?clock=0&fault=dead-button', 'dead-button'],
    ['/?clock=0&fault=dead-button', 'quick-add-moon-jelly'],
    ['/tea/harbour-fog?fault=dead-button', 'add-to-cart'],
    ['/cart?fault=dead-button', 'pay-now'],
    ['/cart?fault=dead-button', 'voucher-apply'],
  ])('%s: %s leads to nothing at all', async (path, name) => {
    const page = await open(path);
    await watchChanges(page);
    const before = [visit.requests.length, page.url(), await page.evaluate(() => history.length)];
    for (let count = 0; count < 5; count += 1) await at(name).click();
    expect(await takeChanges(page)).toEqual([]);
    expect([visit.requests.length, page.url(), await page.evaluate(() => history.length)]).toEqual(before);
    expect(visit.problems).toEqual([]);
    // The observer does see what works, on the same page at the same time.
    await at('bar-toggle').click();
    expect(await takeChanges(page)).not.toEqual([]);
  });

  test('with the clock running nothing but the clock changes', async () => {
    const page = await open('/?fault=dead-button');
    await watchChanges(page);
    await at('dead-button').click();
    await page.waitForFunction(() => window.seen.length >= 2);
    expect(new Set(await takeChanges(page))).toEqual(new Set(['childList of offer-clock']));
  });
});

describe('throwing-button', () => {
  test('“Compare” throws a TypeError whose stack names where', async () => {
    const page = await open('/tea/harbour-fog?fault=throwing-button');
    const thrown = page.waitForEvent('pageerror');
    await at('throwing-button').click();
    const error = await thrown;
    expect([error.name, error.message]).toEqual(['TypeError', "Cannot read properties of undefined (reading 'pence')"]);
    expect(error.stack).toMatch(/at comparison \(http:\/\/127\.0\.0\.1:\d+\/client\/compare\.ts:\d+:\d+\)/);
    expect(await at('compare-panel').isVisible()).toBe(false);
  });

  test('“Save for later” leaves a promise rejected', async () => {
    const page = await open('/tea/harbour-fog?fault=throwing-button');
    await page.evaluate(() => addEventListener('unhandledrejection', () => Object.assign(window, { rejected: true })));
    const thrown = page.waitForEvent('pageerror');
    await at('rejecting-button').click();
    expect((await thrown).name).toBe('SyntaxError');
    expect(await page.evaluate(() => 'rejected' in window)).toBe(true);
    expect(await at('rejecting-button').textContent()).toBe('Save for later');
  });
});

describe('slow-request', () => {
  test('six seconds without a sign, then the answer', async () => {
    const page = await open('/tea/harbour-fog?fault=slow-request');
    await watchChanges(page);
    const asked = page.waitForRequest('**/api/shop/stock/harbour-fog?slow=1');
    await at('stock-check').click();
    const request = await asked;
    await at('stock-check').click();
    expect(await takeChanges(page)).toEqual([]);
    await page.getByText('17 tins on the shelf.').waitFor();
    expect(request.timing().responseStart).toBeGreaterThan(5900);
    expect(visit.requests.filter((url) => url.includes('/api/shop/'))).toHaveLength(1);
  });
});

describe('failing-request', () => {
  test('the first failure is swallowed, the second admitted', async () => {
    const page = await open('/tea/harbour-fog?fault=failing-request');
    await watchChanges(page);
    const failed = page.waitForResponse('**/api/shop/stock/harbour-fog?fail=1');
    await at('stock-check').click();
    expect((await failed).status()).toBe(502);
    expect(await takeChanges(page)).toEqual([]);
    await at('stock-check').click();
    await page.getByRole('alert').getByText('The shop does not answer.').waitFor();
  });

  test('an order that fails leaves the form as it was', async () => {
    const page = await open('/checkout?fault=failing-request');
    const typed = {
      name: 'Ada',
      email: 'a@b.cd',
      address: '12 Quay',
      postcode: '10115',
      card: '4'.repeat(16),
      expiry: '01/31',
      cvc: '123',
    };
    for (const [field, value] of Object.entries(typed)) await at(`field-${field}`).fill(value);
    const failed = page.waitForResponse('**/api/shop/order?fail=1');
    await at('submit-order').click();
    expect((await failed).status()).toBe(502);
    expect(await at('field-card').inputValue()).toBe(typed.card);
    expect(await at('order-thanks').count()).toBe(0);
  });
});

describe('validation-loop', () => {
  test('no card is ever good enough', async () => {
    const page = await open('/checkout?fault=validation-loop');
    const typed = {
      name: 'Ada',
      email: 'a@b.cd',
      address: '12 Quay',
      postcode: '10115',
      card: '4'.repeat(16),
      expiry: '01/31',
      cvc: '123',
    };
    for (const [field, value] of Object.entries(typed)) await at(`field-${field}`).fill(value);
    await watchChanges(page);
    for (let count = 0; count < 3; count += 1) {
      await at('submit-order').click();
      expect(await page.getByRole('alert').allTextContents()).toEqual(['Please enter a valid card number.']);
      expect(await at('field-card').getAttribute('aria-invalid')).toBe('true');
      // Each refusal is a new message, not the old one left standing.
      expect(await takeChanges(page)).not.toEqual([]);
    }
    expect(visit.requests.filter((url) => url.includes('/api/shop/'))).toEqual([]);
  });
});

describe('what only looks like trouble', () => {
  async function openBar(): Promise<Page> {
    const page = await open('/about?fault=slow-request,failing-request');
    await at('bar-toggle').click();
    return page;
  }

  test('six seconds of work show at once, and end', async () => {
    const page = await openBar();
    const asked = page.waitForRequest('**/api/shop/stock/moon-jelly?slow=1');
    await at('calm-slow').click();
    expect(await at('calm-slow').textContent()).toBe('Counting tins …');
    expect(await at('calm-slow').isDisabled()).toBe(true);
    expect(await at('calm-slow').getAttribute('aria-busy')).toBe('true');
    await asked;
    await page.getByText('Every tin is counted.').waitFor();
    expect(await at('calm-slow').isEnabled()).toBe(true);
    expect(await at('calm-slow').textContent()).toBe('Six seconds, with a sign of life');
  });

  test.each([
    ['calm-guest', '**/api/shop/account', 401, 'You are shopping as a guest.'],
    ['calm-picture', '**/art/seal.svg', 404, 'No seal today; the beach is shown without one.'],
  ])('%s is refused, and the page knows what to say', async (name, url, status, said) => {
    const page = await openBar();
    const answer = page.waitForResponse(url);
    await at(name).click();
    expect((await answer).status()).toBe(status);
    await page.getByText(said).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

describe('the playground bar', () => {
  test('leads to the session that is recorded, or to the list when none is', async () => {
    const page = await open('/about');
    const follow = async () => {
      const [tab] = await Promise.all([page.context().waitForEvent('page'), at('viewer-link').click()]);
      await tab.close();
      return at('viewer-link').getAttribute('href');
    };
    expect(await follow()).toBe(`${shop.collector}/`);
    await page.evaluate(() => localStorage.setItem('falter:pk_test', '{"id":"V1StGXR8_Z5jdHi6B-myT"}'));
    expect(await follow()).toBe(`${shop.collector}/sessions/V1StGXR8_Z5jdHi6B-myT`);
    await page.evaluate(() => localStorage.setItem('falter:pk_test', '{"id":"../../x?y"}'));
    expect(await follow()).toBe(`${shop.collector}/sessions/..%2F..%2Fx%3Fy`);
  });

  test('opens the session at what was just done, not at its first finding', async () => {
    const page = await open('/about');
    const keep = (start: unknown) =>
      page.evaluate(
        (value) => localStorage.setItem('falter:pk_test', JSON.stringify({ id: 'abc', start: value })),
        start,
      );
    const follow = async () => {
      const [tab] = await Promise.all([page.context().waitForEvent('page'), at('viewer-link').click()]);
      await tab.close();
      return new URL((await at('viewer-link').getAttribute('href')) ?? '');
    };
    const before = Date.now();
    await keep(before - 100_000);
    const told = Number((await follow()).searchParams.get('at'));
    expect(told).toBeGreaterThanOrEqual(90_000);
    expect(told).toBeLessThanOrEqual(90_000 + Date.now() - before);
    await keep(Date.now() + 60_000);
    expect((await follow()).search).toBe('?at=0');
    await keep('yesterday');
    expect((await follow()).search).toBe('');
  });

  test.each(['dead-button', 'throwing-button', 'slow-request', 'validation-loop'])(
    'gets out of the way of what is to be tried: %s',
    async (fault) => {
      await open('/about');
      await at('bar-toggle').click();
      const label = (await at(`try-${fault}`).textContent())?.replace('Try ', '') ?? '';
      await at(`try-${fault}`).click();
      const tried = at('playground-bar')
        .page()
        .getByRole('main')
        .getByRole('button', { name: label, exact: true })
        .first();
      await tried.waitFor();
      expect(await at('playground-panel').isVisible()).toBe(false);
      const inSight = () =>
        tried.evaluate((button) => {
          const { left, top, width, height } = button.getBoundingClientRect();
          return button.contains(document.elementFromPoint(left + width / 2, top + height / 2));
        });
      await expect.poll(inSight, { timeout: 10_000 }).toBe(true);
    },
  );

  test('shows what is on, and a fault stays on while one walks through the shop', async () => {
    await open('/?fault=dead-button,slow-request');
    expect(await at('fault-count').textContent()).toBe('on: dead-button, slow-request');
    await visit.goto('/cart');
    expect(await at('fault-count').textContent()).toBe('on: dead-button, slow-request');
    await visit.goto('/cart?fault=');
    expect(await at('fault-count').textContent()).toBe('no faults on');
  });

  test('switches a fault at once, and the address agrees', async () => {
    const page = await open('/tea/harbour-fog?fault=dead-button');
    await at('bar-toggle').click();
    await at('playground-panel').getByText('Dead buttons').click();
    expect(new URL(page.url()).searchParams.get('fault')).toBe('');
    await at('add-to-cart').click();
    expect(await at('cart-count').textContent()).toBe('1');
    await at('playground-panel').getByText('Dead buttons').click();
    await at('add-to-cart').click();
    expect(await at('cart-count').textContent()).toBe('1');
    await page.reload();
    await page.waitForSelector('html[data-ready]');
    expect(await at('fault-dead-button').isChecked()).toBe(true);
    expect(await at('playground-panel').isVisible()).toBe(true);
  });

  test('?bar=0 hides it for the tab, ?bar=1 brings it back', async () => {
    await open('/?bar=0');
    expect(await at('playground-bar').isVisible()).toBe(false);
    await visit.goto('/about');
    expect(await at('playground-bar').isVisible()).toBe(false);
    await visit.goto('/about?bar=1');
    expect(await at('playground-bar').isVisible()).toBe(true);
  });

  test('names what it does not know nowhere', async () => {
    await open('/?fault=%3Cscript%3E,dead-button');
    expect(await at('fault-count').textContent()).toBe('on: dead-button');
  });
});

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

// What works raises no error, whatever the test was about, and asks no other origin but for the tag.
afterEach(async () => {
  await visit.page.context().close();
  expect(visit.problems).toEqual([]);
  const foreign = visit.requests.filter((url) => url.startsWith('http') && !url.startsWith(shop.origin));
  expect(foreign.filter((url) => url !== `${shop.collector}/falter.js`)).toEqual([]);
});

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

/** Clicks several times and returns what the element says after each click. */
async function clicks(button: string, shown: string, times: number): Promise<(string | null)[]> {
  const said: (string | null)[] = [];
  for (let count = 0; count < times; count += 1) {
    await at(button).click();
    said.push(await at(shown).textContent());
  }
  return said;
}

describe('a tea', () => {
  test('the stepper counts, and rests at its lower end', async () => {
    await open('/tea/harbour-fog');
    expect(await at('stepper-minus').isDisabled()).toBe(true);
    expect(await clicks('stepper-plus', 'stepper-value', 8)).toEqual(['2', '3', '4', '5', '6', '7', '8', '9']);
    expect(await clicks('stepper-minus', 'stepper-value', 8)).toEqual(['8', '7', '6', '5', '4', '3', '2', '1']);
    expect(await at('stepper-minus').isDisabled()).toBe(true);
  });

  test('the carousel goes round in both directions', async () => {
    const page = await open('/tea/harbour-fog');
    expect(await clicks('carousel-next', 'carousel-label', 4)).toEqual([
      'The leaf, 2 of 3',
      'The cup, 3 of 3',
      'The tin, 1 of 3',
      'The leaf, 2 of 3',
    ]);
    expect(await clicks('carousel-prev', 'carousel-label', 2)).toEqual(['The tin, 1 of 3', 'The cup, 3 of 3']);
    expect(await page.locator('.slide:visible').getAttribute('alt')).toBe('Harbour Fog: the cup');
  });

  test('“Add to cart” counts in the header and survives the way to the cart', async () => {
    await open('/tea/harbour-fog');
    await at('stepper-plus').click();
    await at('add-to-cart').click();
    expect(await at('cart-count').textContent()).toBe('2');
    expect(await at('cart-status').textContent()).toBe('2 × Harbour Fog added. 2 in the cart.');
    await at('cart-link').click();
    await visit.page.waitForSelector('html[data-ready]');
    expect(await at('cart-value-harbour-fog').textContent()).toBe('2');
  });

  test('stock, compare and save answer every click', async () => {
    const page = await open('/tea/harbour-fog');
    await at('stock-check').click();
    await page.getByText('17 tins on the shelf.').waitFor();
    await at('throwing-button').click();
    expect(await at('compare-panel').textContent()).toMatch(/^Beside it on the shelf: Morning Heron .*£1\.70 less/);
    await at('throwing-button').click();
    expect(await at('compare-panel').isVisible()).toBe(false);
    expect(await clicks('rejecting-button', 'rejecting-button', 3)).toEqual(['Saved', 'Save for later', 'Saved']);
  });

  test('the last tea of the shelf is compared with the first', async () => {
    await open('/tea/amber-shingle');
    await at('throwing-button').click();
    expect(await at('compare-panel').textContent()).toContain('Harbour Fog');
  });
});

describe('the shop window', () => {
  test('filter, product and back are walked without a page load', async () => {
    const page = await open('/');
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await at('kind-green').click();
    expect([new URL(page.url()).pathname, await at('search-count').textContent()]).toEqual([
      '/collection/green',
      'Showing 2 of 8 teas',
    ]);
    await at('tea-moon-jelly').click();
    await page.getByRole('heading', { level: 1, name: 'Moon Jelly' }).waitFor();
    expect([new URL(page.url()).pathname, await page.title()]).toEqual([
      '/tea/moon-jelly',
      'Moon Jelly · Low Tide Tea',
    ]);
    expect(await clicks('stepper-plus', 'stepper-value', 2)).toEqual(['2', '3']);
    await page.goBack();
    await at('catalogue').waitFor();
    expect(await page.locator('.card:visible').count()).toBe(2);
    await page.goBack();
    await page.locator('.card:visible').nth(7).waitFor();
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
  });

  test('the menu opens on mousedown, before there is a click', async () => {
    const page = await open('/');
    await at('menu-button').hover();
    await page.mouse.down();
    expect(await at('menu-list').isVisible()).toBe(true);
    await page.mouse.up();
    expect(await at('menu-list').isVisible()).toBe(true);
    await at('menu-caffeine-free').click();
    expect([new URL(page.url()).pathname, await at('menu-list').isVisible()]).toEqual([
      '/collection/caffeine-free',
      false,
    ]);
    await at('menu-button').press('Enter');
    expect(await at('menu-all').evaluate((item) => item === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await at('menu-list').isVisible()).toBe(false);
  });

  test('from another document the menu loads the collection', async () => {
    const page = await open('/about');
    await at('menu-button').click();
    await at('menu-black').click();
    await page.waitForURL('**/collection/black');
    expect(await page.locator('.card:visible').count()).toBe(3);
  });

  test('the search filters while one types, and says when there is nothing', async () => {
    const page = await open('/');
    await at('search-box').pressSequentially('jas');
    expect(await at('search-count').textContent()).toBe('Showing 1 of 8 teas');
    await at('search-box').pressSequentially('xx');
    expect(await at('search-empty').isVisible()).toBe(true);
    await at('search-box').fill('');
    expect(await page.locator('.card:visible').count()).toBe(8);
  });

  test('the budget slider filters', async () => {
    const page = await open('/');
    await at('budget-slider').fill('10');
    expect([await at('budget-value').textContent(), await page.locator('.card:visible').count()]).toEqual(['£10', 3]);
  });

  test('the voucher is applied and taken back', async () => {
    const page = await open('/');
    await at('dead-button').click();
    await page.getByText('TIDE10 applied: 10% off your tins.').waitFor();
    expect(await at('dead-button').textContent()).toBe('Remove voucher');
    await at('dead-button').click();
    expect(await at('dead-button').textContent()).toBe('Apply voucher');
    expect(await at('voucher-status').textContent()).toBe('Voucher removed.');
  });

  test('the code is copied, and each click says so', async () => {
    const page = await open('/?clock=0');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: shop.origin });
    await at('copy-button').click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('TIDE10');
    await watchChanges(page);
    await at('copy-button').click();
    expect(await takeChanges(page)).toEqual(['childList of copy-button']);
  });

  test('the clock changes the page every second without a click; ?clock=0 stops it for the tab', async () => {
    const page = await open('/');
    await watchChanges(page);
    await page.waitForFunction(() => window.seen.length >= 2);
    expect(new Set(await takeChanges(page))).toEqual(new Set(['childList of offer-clock']));
    await visit.goto('/?clock=0');
    expect(await at('offer-clock').textContent()).toBe('Free postage until high tide.');
    await visit.goto('/');
    expect(await at('offer-clock').textContent()).toBe('Free postage until high tide.');
  });

  test('quick-add answers every click', async () => {
    await open('/');
    expect(await clicks('quick-add-salt-marsh', 'cart-count', 3)).toEqual(['1', '2', '3']);
  });
});

describe('the cart', () => {
  test('lines, gift wrap and voucher add up', async () => {
    const page = await open('/');
    await at('quick-add-harbour-fog').click();
    await visit.goto('/cart');
    expect(await clicks('cart-plus-harbour-fog', 'total', 2)).toEqual(['£26.50', '£34.50']);
    await page.getByText('Brown paper').click();
    expect(await at('total').textContent()).toBe('£37.00');
    await at('voucher-input').fill('tide10');
    await at('voucher-apply').click();
    await page.getByText('TIDE10 applied').waitFor();
    expect([await at('sum-voucher').textContent(), await at('total').textContent()]).toEqual(['−£3.45', '£33.55']);
    await page.reload();
    await at('cart-remove-harbour-fog').click();
    expect(await at('total').textContent()).toBe('£6.00');
    expect(await at('gift-toggle').isChecked()).toBe(true);
  });

  test('an unknown voucher is refused beside its field', async () => {
    await open('/cart');
    await at('voucher-input').fill('BOGUS');
    await at('voucher-apply').click();
    await visit.page.getByRole('alert').getByText('We do not know this voucher.').waitFor();
  });

  test('the delivery week walks on and back, and a day can be picked', async () => {
    await open('/cart');
    const first = await at('week-label').textContent();
    const weeks = await clicks('week-next', 'week-label', 6);
    expect(new Set([first, ...weeks]).size).toBe(7);
    expect((await clicks('week-prev', 'week-label', 6)).at(-1)).toBe(first);
    expect(await at('week-prev').isDisabled()).toBe(true);
    await at('week-day-3').click();
    expect(await at('week-day-3').getAttribute('aria-pressed')).toBe('true');
    await at('week-day-3').click();
    expect(await at('week-day-3').getAttribute('aria-pressed')).toBe('false');
  });

  test('“Pay now” leaves for the thank-you page with the number of the order', async () => {
    const page = await open('/cart');
    await at('pay-now').click();
    await page.waitForURL('**/thanks');
    await page.waitForSelector('html[data-ready]');
    expect(await at('order-number').textContent()).toMatch(/^LT-\d{4}$/);
    expect(await at('order-number').textContent()).not.toBe('LT-0000');
  });
});

describe('the checkout', () => {
  const typed = {
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    address: '12 Quay Street',
    postcode: 'D02 X285',
    card: '4242 4242 4242 4242',
    expiry: '01/31',
    cvc: '123',
    password: 'eight888',
  };

  test('success replaces the form without leaving, and nothing typed is sent', async () => {
    const page = await open('/tea/moon-jelly');
    await at('add-to-cart').click();
    await visit.goto('/checkout');
    const bodies: string[] = [];
    page.on('request', (request) => bodies.push(`${request.url()} ${request.postData()}`));
    for (const [field, value] of Object.entries(typed)) await at(`field-${field}`).fill(value);
    await at('submit-order').click();
    await at('order-thanks').waitFor();
    expect(await at('checkout-form').count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe('/checkout');
    expect(await at('cart-count').textContent()).toBe('0');
    expect(bodies).toEqual([
      `${shop.origin}/api/shop/order {"lines":[{"slug":"moon-jelly","tins":1}],"giftWrap":false,"voucher":null}`,
    ]);
  });

  test('errors stand beside their fields and go when they are put right', async () => {
    const page = await open('/checkout');
    await at('submit-order').click();
    expect(await page.getByRole('alert').count()).toBe(7);
    expect(await at('field-name').getAttribute('aria-invalid')).toBe('true');
    expect(await at('field-name').evaluate((field) => field === document.activeElement)).toBe(true);
    for (const [field, value] of Object.entries(typed)) await at(`field-${field}`).fill(value);
    await at('field-cvc').fill('12');
    await at('submit-order').click();
    expect(await page.getByRole('alert').allTextContents()).toEqual(['Please enter the three digits on the back.']);
    expect(await at('field-cvc').getAttribute('aria-describedby')).toBe('cvc-hint cvc-problem');
    expect(await at('field-name').getAttribute('aria-invalid')).toBeNull();
  });

  test('the password can be shown and hidden', async () => {
    await open('/checkout');
    await at('field-password').fill('eight888');
    await at('password-toggle').click();
    expect(await at('field-password').getAttribute('type')).toBe('text');
    await at('password-toggle').click();
    expect(await at('field-password').getAttribute('type')).toBe('password');
  });
});

describe('words and links', () => {
  test('a paragraph can be selected by a triple click', async () => {
    const page = await open('/about');
    await at('story-paragraph').click({ clickCount: 3 });
    expect(await page.evaluate(() => getSelection()?.toString())).toContain('eleven chests of tea');
  });

  test('strokes reach the canvas and change no element', async () => {
    const page = await open('/about?bar=0');
    await watchChanges(page);
    await at('card-canvas').scrollIntoViewIfNeeded();
    const box = (await at('card-canvas').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const inked = () =>
      at('card-canvas').evaluate((canvas: HTMLCanvasElement) => {
        const ink = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        return ink.some((value) => value > 0);
      });
    expect(await inked()).toBe(false);
    await page.mouse.move(box.x + 50, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 180, box.y + 90, { steps: 5 });
    await page.mouse.up();
    expect(await inked()).toBe(true);
    expect(await takeChanges(page)).toEqual([]);
    await at('card-clear').click();
    expect(await inked()).toBe(false);
    expect(await at('card-status').textContent()).toBe('A clean card.');
  });

  test('a question unfolds', async () => {
    await open('/help');
    await at('faq-summary-4').click();
    expect(await at('faq-4').getByText('There are no tea bags.').isVisible()).toBe(true);
  });

  test('the download is a download, the other link a new tab', async () => {
    const page = await open('/help');
    const [download] = await Promise.all([page.waitForEvent('download'), at('help-download').click()]);
    expect(download.suggestedFilename()).toBe('low-tide-brewing-guide.txt');
    const [tab] = await Promise.all([page.context().waitForEvent('page'), at('help-newtab').click()]);
    await tab.getByRole('heading', { name: 'Tide table' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/help');
  });

  test('the newsletter is a real submit that navigates', async () => {
    const page = await open('/help');
    await at('newsletter-email').fill('ada@example.com');
    await at('newsletter-submit').click();
    await page.waitForURL('**/newsletter/thanks');
  });
});

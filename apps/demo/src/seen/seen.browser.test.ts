import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDemo } from '../demo.ts';
import { launchBrowser } from '../test-browser.ts';

const SNIPPET = join(import.meta.dirname, '../../../../packages/capture/dist');
const SECRET = 'Xylophone-4711-Zephyr';

let browser: Browser;
let collector: Server;
let shop: Server;
let page: Page;
let stored = 0;
const complaints: string[] = [];

const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const listening = (server: Server) =>
  new Promise<Server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));

/** The scripts that every visitor gets, from an origin of their own; what is sent here would be stored. */
beforeAll(async () => {
  if (!existsSync(join(SNIPPET, 'falter.js'))) throw new Error('[demo] the snippet is not built. Run: npm run build');
  collector = await listening(
    createServer((request, response) => {
      const name = /^\/(?:v\/[0-9a-f]+\/)?(falter[\w.]*\.js)$/.exec(request.url ?? '')?.[1];
      if (request.method === 'POST') stored++;
      response.setHeader('access-control-allow-origin', '*');
      if (name === undefined) response.writeHead(404).end();
      else response.setHeader('content-type', 'text/javascript').end(readFileSync(join(SNIPPET, name)));
    }),
  );
  shop = await listening(createServer(createDemo({ collector: originOf(collector), key: 'pk_test' })));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  for (const server of [shop, collector]) {
    server?.closeAllConnections();
    server?.close();
  }
});

beforeEach(async () => {
  stored = 0;
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
});

afterEach(async () => {
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});

const left = () => page.frameLocator('[data-testid=shop]');
const seen = () => page.frameLocator('[data-testid=replay] iframe');
/** What the replay shows as the heading, once somebody touched the page. */
async function touched(): Promise<string | null> {
  await left().locator('h1').hover();
  await page.mouse.move(200 + Math.random() * 90, 700);
  return (await seen().locator('h1').count()) === 0 ? null : seen().locator('h1').first().textContent();
}
const proof = () => page.getByTestId('proof').textContent();

/** Opens the preview of a page, and keeps all that leaves it as the network would get it. */
async function open(path: string): Promise<() => Promise<string>> {
  await page.addInitScript(() => {
    const all: string[] = [];
    Object.assign(window, { sent: all });
    navigator.serviceWorker?.addEventListener('message', ({ data }) => {
      all.push(btoa([...new Uint8Array(data.body)].map((byte) => String.fromCharCode(byte)).join('')));
    });
  });
  await page.goto(`${originOf(shop)}/seen?page=${encodeURIComponent(path)}`);
  await left().locator('html[data-ready]').waitFor();
  return async () => {
    const sent = await page.evaluate(() => (window as never as { sent: string[] }).sent);
    return sent.map((body) => readWire(Buffer.from(body, 'base64'))).join('\n');
  };
}

function readWire(body: Buffer): string {
  const end = body.indexOf(10);
  const rest = body.subarray(end + 1);
  return `${body.subarray(0, end)}\n${rest[0] === 0x1f ? gunzipSync(rest) : rest}`;
}

async function barriers(): Promise<string[]> {
  await page.evaluate(axe.source);
  const run = () => (window as unknown as { axe: typeof axe }).axe.run(document, { iframes: false });
  const { violations } = await page.evaluate(run);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

describe('what Falter sees', () => {
  it('is the page as it left the browser: words are there, what is typed is not, and nothing is stored', async () => {
    const sent = await open('/checkout');
    await left().getByTestId('field-name').fill(SECRET);
    await left().getByTestId('field-password').fill(`${SECRET}-pw`);
    await seen().getByRole('heading', { name: 'Checkout' }).waitFor({ state: 'attached' });
    await expect.poll(() => seen().getByTestId('field-name').inputValue()).toMatch(/^\*+$/);
    await expect.poll(proof).toContain('The 2 values that you typed are not in them.');
    const wire = await sent();
    expect(wire).toContain('Checkout');
    expect(wire).toContain('*****');
    expect(wire).not.toContain(SECRET);
    expect(await seen().locator('html').innerHTML()).not.toContain(SECRET);
    expect(stored).toBe(0);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/seen.png`, fullPage: true });
  });

  it('follows through the shop, and shows a changed preset at once: with strict no word is left', async () => {
    const sent = await open('/');
    await left().getByTestId('cart-link').click();
    await expect.poll(() => touched()).toBe('Your cart');
    await page.getByTestId('preset-strict').check();
    await expect.poll(() => touched()).toMatch(/^[*\s]+$/);
    expect(await seen().locator('main').textContent()).not.toMatch(/\p{L}{3}/u);
    expect(await sent()).toContain('"key":"seen-strict"');
    await page.getByTestId('preset-open').check();
    await expect.poll(() => touched()).toBe('Your cart');
    expect(stored).toBe(0);
  });

  it('shows what a mark does, on the part that is clicked', async () => {
    await open('/cart');
    await left().locator('h1').hover();
    await expect.poll(() => seen().locator('h1').textContent()).toBe('Your cart');
    await page.getByTestId('mark-mask').check();
    await left().locator('h1').click();
    await expect.poll(() => seen().locator('h1').textContent()).toBe('**** ****');
    expect(await page.getByTestId('mark-mask').isChecked()).toBe(false);
  });

  it('says so when a mark lets out what is typed', async () => {
    const sent = await open('/checkout');
    await page.getByTestId('preset-open').check();
    await expect.poll(() => touched()).toBe('Checkout');
    await page.getByTestId('mark-unmask').check();
    await left().getByTestId('field-note').click();
    await left().getByTestId('field-note').fill(SECRET);
    await expect
      .poll(proof, { timeout: 10_000 })
      .toContain('What you typed is in them, because it is unmasked: field-note.');
    expect(await sent()).toContain(SECRET);
    expect(await page.getByTestId('proof').getAttribute('data-found')).toBe('1');
  });

  it('leaves nothing behind: the shop is recorded under its own key again, and no worker stays', async () => {
    await open('/checkout');
    await left().getByTestId('field-name').fill(SECRET);
    await page.getByTestId('wait').waitFor({ state: 'hidden' });
    expect(await page.getByTestId('back-to-shop').getAttribute('href')).toContain('/checkout');
    await page.getByTestId('back-to-shop').click();
    await page.locator('html[data-ready]').waitFor();
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length))
      .toBe(0);
    const kept = () => page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].join());
    expect(await kept()).not.toContain('seen');
    expect(await page.locator('script[data-key]').getAttribute('data-key')).toBe('pk_test');
    await page.getByTestId('seen-link').click();
    await page.waitForURL('**/seen?page=%2Fcheckout');
  });

  it('has no barriers, and fits a phone', async () => {
    await open('/tea/harbour-fog');
    await left().locator('h1').hover();
    await page.getByTestId('wait').waitFor({ state: 'hidden' });
    expect(await barriers()).toEqual([]);
    await page.setViewportSize({ width: 375, height: 740 });
    expect(await barriers()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/seen-narrow.png`, fullPage: true });
  });
});

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { RecordedEvent } from '@falter/wire';
import type { Browser, Page } from 'playwright-core';
import { startShop } from './test-shop.ts';

/** Time that passes in the recording and not in the test: nothing happens before the checkout for this long. */
export const IDLE_MS = 20_000;

/** A visit to the shop as rrweb recorded it, and the moments that tests ask for (epoch ms). */
export interface Visit {
  events: RecordedEvent[];
  shop: string;
  /** Clicks on "Add to basket": after the n-th the page says "Basket: n". */
  adds: number[];
  /** Three clicks on "Pay now", which does nothing. */
  pays: number[];
  checkoutAt: number;
}

/**
 * Drives a visitor through two pages of the shop (two documents: two snapshots in one tab) and records it. The clicks are
 * a second apart and an idle stretch lies before the second page: times are moved afterwards, so that nobody has to wait.
 */
export async function recordVisit(browser: Browser): Promise<Visit> {
  const shop = await startShop();
  const context = await browser.newContext({ viewport: { width: 1100, height: 720 } });
  const events: RecordedEvent[] = [];
  await context.exposeFunction('emitEvent', (text: string) => events.push(JSON.parse(text)));
  await context.addInitScript({ content: recorderScript() });
  const page = await context.newPage();
  try {
    await page.goto(shop.url);
    for (let n = 1; n <= 3; n++) await actAndAwait(page, () => page.locator('.add').nth(n).click(), `Basket: ${n}`);
    await page.locator('#go').click();
    await page.waitForURL('**/checkout');
    await page.locator('#name').pressSequentially('Ada');
    await page.locator('#mail').focus();
    await page.getByText('The name looks wrong').waitFor();
    for (let n = 0; n < 3; n++) await page.locator('#pay').click();
    await page.mouse.move(20, 20);
    await settled(() => events.length);
  } finally {
    await context.close();
    shop.close();
  }
  return stretched(events, shop.url);
}

async function actAndAwait(page: Page, act: () => Promise<void>, text: string): Promise<void> {
  await act();
  await page.getByText(text).waitFor();
}

/** rrweb reports mouse movement half a second late: done when nothing more comes. */
async function settled(count: () => number): Promise<void> {
  let before = -1;
  while (before !== count()) {
    before = count();
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
}

/** Not in frames: rrweb makes some of its own to get at untouched prototypes. */
function recorderScript(): string {
  const rrweb = dirname(createRequire(import.meta.url).resolve('rrweb'));
  const start = `if (self === top) addEventListener('DOMContentLoaded', () => rrweb.record({
    emit: (event) => emitEvent(JSON.stringify(event)), maskAllInputs: true, recordCanvas: false,
  }));`;
  return `${readFileSync(join(rrweb, 'rrweb.umd.min.cjs'), 'utf8')};${start}`;
}

function isClick({ type, data }: RecordedEvent): boolean {
  return type === 3 && data.source === 2 && data.type === 2;
}

/** Puts a second between clicks and the idle stretch before the second document. */
function stretched(recorded: RecordedEvent[], shop: string): Visit {
  const events = recorded.toSorted((a, b) => a.timestamp - b.timestamp);
  const checkout = events.findLast((event) => event.type === 4)?.timestamp ?? Number.NaN;
  let moved = 0;
  let checkoutAt = 0;
  const clicks: number[] = [];
  for (const event of events) {
    const arrives = event.type === 4 && event.timestamp === checkout;
    if (arrives) moved += IDLE_MS;
    if (isClick(event)) moved += 1_000;
    event.timestamp += moved;
    if (arrives) checkoutAt = event.timestamp;
    if (isClick(event)) clicks.push(event.timestamp);
  }
  const before = clicks.filter((at) => at < checkoutAt);
  return { events, shop, adds: before.slice(0, 3), pays: clicks.filter((at) => at > checkoutAt).slice(-3), checkoutAt };
}

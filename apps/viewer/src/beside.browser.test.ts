import type { StepRow } from '@falter/wire';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { row } from './beside/test-rows.ts';
import { axeViolations } from './testing/test-axe.ts';
import { launchBrowser } from './testing/test-browser.ts';
import { startServer, type TestServer } from './testing/test-server.ts';
import { finding, SESSION, TAB, type World, worldOf } from './testing/test-sessions.ts';

const CLICKS = 2_000;
const SECOND = 1_000;
let browser: Browser;
let server: TestServer;
let world: World;
let page: Page;

const PAY = row({
  ...{ kind: 'request', tab: TAB, at: 40_100, until: 43_200, level: 'error' as const },
  text: 'POST /pay failed with 502 after 3.1 s',
  request: {
    ...{
      method: 'POST',
      url: 'https://shop.example/pay',
      status: 502,
      failure: '',
      failed: true,
      trace: 'a'.repeat(32),
    },
    cause: { at: 40_000, text: 'clicked “40”' },
  },
});
const ERROR = row({
  kind: 'error',
  tab: TAB,
  at: 50_500,
  text: 'TypeError: cart is undefined',
  level: 'error',
  stack: 0,
});
const HOSTILE = row({
  kind: 'console',
  tab: TAB,
  at: 51_000,
  text: '<img src=x onerror="window.hacked=1">',
  level: 'warn',
});
const SCRIPT = row({
  ...{ kind: 'request', tab: TAB, at: 52_000, until: 52_010, text: 'GET javascript:alert(1) answered 200 after 10 ms' },
  request: { method: 'GET', url: 'javascript:alert(1)', status: 200, failure: '', failed: false },
});

function clicks(): StepRow[] {
  return Array.from({ length: CLICKS }, (_, n) =>
    row({ tab: TAB, at: n * SECOND, until: n * SECOND + 50, text: `clicked “${n}”` }),
  );
}

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
});

afterAll(async () => {
  await browser.close();
  server.close();
});

beforeEach(() => {
  const startedAt = Date.now() - CLICKS * SECOND;
  const at = (ms: number) => ({ timestamp: startedAt + ms });
  const node = { type: 0, id: 1, childNodes: [{ type: 2, id: 2, tagName: 'html', attributes: {}, childNodes: [] }] };
  const events = [
    { type: 4, ...at(0), data: { href: 'https://shop.example/', width: 800, height: 600 } },
    { type: 2, ...at(1), data: { node, initialOffset: { top: 0, left: 0 } } },
    { type: 3, ...at(CLICKS * SECOND), data: { source: 3, id: 1, x: 0, y: 0 } },
  ];
  world = worldOf(events);
  const why = 'An uncaught error occurred: cart is undefined.';
  world.findings = [
    finding({ signal: 'js-error', at: ERROR.at, until: ERROR.at, why, issue: 'abc', tab: TAB }),
    finding({ id: 'dead', at: 40_050, evidence: [{ kind: 'click', at: startedAt + 40_050, text: 'click' }] }),
  ];
  const rows = [...clicks(), PAY, ERROR, HOSTILE, SCRIPT].sort((a, b) => a.at - b.at);
  const stacks = [{ text: 'TypeError: cart is undefined\n    at pay (https://shop.example/app.js:10:5)', frames: [] }];
  world.steps = {
    version: 'one',
    unchanged: false,
    rows,
    stacks,
    leftOut: ['The first 4,000 of 9,000 requests are shown.'],
    now: null,
  };
  server.worlds.set(SESSION, world);
});

afterEach(() => page.context().close());

async function open(path: string, more: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...more });
  page = await context.newPage();
  await page.goto(`${server.url}/sessions/${SESSION}${path}`);
  await page.locator('[data-testid=player][data-state=paused]').waitFor();
  await page.getByTestId('rows').waitFor();
}

const rows = () => page.getByTestId('row');
const at = async () => Number(await page.getByTestId('player').getAttribute('data-at'));
const here = () => page.locator('[data-testid=row][data-here=true]');
const parameter = (name: string) => new URL(page.url()).searchParams.get(name);

describe('the rows beside a replay', () => {
  it('are drawn as far as they are seen, and go along with the playhead until one scrolls', async () => {
    await open('?at=1500200');
    await expect.poll(() => here().textContent()).toContain('clicked “1500”');
    expect(await rows().count()).toBeLessThan(60);
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => here().textContent()).toContain('clicked “1530”');
    await page.getByTestId('scrubber').hover();
    expect(await page.getByTestId('timeline').textContent()).toMatch(/clicked “\d+”/);
    await page.getByTestId('rows').hover();
    await page.mouse.wheel(0, -20_000);
    await page.getByTestId('follow').waitFor();
    await page.keyboard.press('ArrowRight');
    await expect.poll(at).toBe(1_535_200);
    expect(await here().count()).toBe(0);
    await page.getByTestId('follow').click();
    await expect.poll(() => here().textContent()).toContain('clicked “1535”');
    expect(await page.getByTestId('left-out').textContent()).toBe('The first 4,000 of 9,000 requests are shown.');
  });

  it('lead to their moment, by a click and by keys, and the address says which one is looked at', async () => {
    await open('?at=40000');
    await rows().filter({ hasText: 'failed with 502' }).click();
    await expect.poll(at).toBe(PAY.until);
    await expect.poll(() => parameter('row')).toBe(PAY.id);
    const detail = page.getByTestId('row-detail');
    expect(await detail.textContent()).toContain('a'.repeat(32));
    await page.reload();
    await detail.waitFor();
    expect(await detail.textContent()).toContain('POST https://shop.example/pay');
    await page.getByTestId('row-cause').click();
    await expect.poll(at).toBe(40_000);
    await page.getByTestId('rows').press('ArrowUp');
    expect(await at()).toBe(40_000);
    await page.keyboard.press('Enter');
    await expect.poll(at).toBe(43_000);
    await page.keyboard.press('k');
    await expect.poll(at).toBe(42_000);
    await page.keyboard.press('j');
    await expect.poll(at).toBe(43_000);
  });

  it('are narrowed by words and kinds, marked where a finding rests on them, and copied as text', async () => {
    await open('', { permissions: ['clipboard-read', 'clipboard-write'] });
    expect(await page.locator('[data-evidence=true]').first().textContent()).toContain('rests on this');
    await page.keyboard.press('/');
    await page.keyboard.type('cart');
    await expect.poll(() => rows().count()).toBe(1);
    await rows().click();
    expect(await page.getByTestId('row-detail').textContent()).toContain('at pay (https://shop.example/app.js:10:5)');
    expect(await page.getByTestId('row-issue').getAttribute('href')).toBe('/issues/abc');
    await page.keyboard.press('y');
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toContain('0:50.5  TypeError: cart is undefined\n');
    await page.getByTestId('copy-rows').click();
    await expect.poll(copied).toContain(`/sessions/${SESSION}?at=50500`);
    await page.getByTestId('filter-acts').click();
    await page.getByTestId('no-rows').getByRole('button').click();
    await page.getByTestId('filter-requests').click();
    await expect.poll(() => rows().allTextContents()).toEqual([expect.stringContaining('POST /pay failed')]);
  });
});

describe('the panels', () => {
  it('are opened by keys and by the address, and show as text whatever a page wrote', async () => {
    await open('?panel=console');
    expect(await rows().filter({ hasText: 'onerror' }).textContent()).toContain(
      '<img src=x onerror="window.hacked=1">',
    );
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    await page.keyboard.press('3');
    await expect.poll(() => parameter('panel')).toBe('network');
    expect(await rows().allTextContents()).toEqual([
      expect.stringMatching(/POST.*\/pay.*502.*3\.1 s/),
      expect.stringContaining('javascript:alert(1)'),
    ]);
    await rows().last().click();
    expect(await page.getByTestId('panel-network').last().locator('a').count()).toBe(0);
    await page.keyboard.press('4');
    expect(await rows().count()).toBe(1);
    await page.keyboard.press('?');
    expect(await page.getByTestId('help').textContent()).toContain('Walk through the rows');
  });

  it('say where a customer is who is there now', async () => {
    world.detail.live = true;
    world.detail.closed = false;
    const view = { url: 'https://shop.example/checkout', title: '', shownMs: 0 };
    const now = row({ kind: 'page', tab: TAB, at: 1_999_500, text: 'went to /checkout', page: view });
    world.steps?.rows.push(now);
    if (world.steps) world.steps.now = 2_119_500;
    await open('');
    await expect
      .poll(() => page.getByTestId('now').textContent())
      .toMatch(/On \/checkout for 2 min, last: clicked “1999” 2 min ago/);
  });

  it.each(['light', 'dark'] as const)('are clean for axe in %s, and fit a phone', async (colorScheme) => {
    await open('?at=40100', { colorScheme });
    await rows().filter({ hasText: 'failed with 502' }).click();
    await page.getByTestId('row-detail').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('3');
    expect(await axeViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 740 });
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

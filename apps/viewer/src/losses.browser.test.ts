import type { LossRow, RecordedEvent } from '@falter/wire';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { axeViolations } from './testing/test-axe.ts';
import { launchBrowser } from './testing/test-browser.ts';
import { startServer, type TestServer } from './testing/test-server.ts';
import { SESSION, TAB, worldOf } from './testing/test-sessions.ts';

const STARTED_AT = Date.UTC(2026, 10, 29, 12);

const LOSSES: LossRow[] = [
  {
    kind: 'lost',
    tab: TAB,
    at: 8_000,
    until: 12_000,
    count: 40,
    text: '40 events were lost: more waited than a page may keep',
  },
  { kind: 'missing', tab: TAB, at: 24_000, until: 25_000, count: 2, text: '2 batches of the page never arrived' },
  {
    ...{ kind: 'degraded', tab: TAB, at: 36_000, until: 50_000, count: 3_412 },
    text: 'Falter could not record #prices at full rate: about 3,400 changes a second',
  },
  { kind: 'lost', tab: 'another-tab', at: 30_000, until: 31_000, count: 1, text: 'an event was lost' },
];

let browser: Browser;
let server: TestServer;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
  server.worlds.set(SESSION, worldOf(visit(), { losses: LOSSES, gaps: 2, dropped: 41 }));
});

afterAll(async () => {
  await browser.close();
  server.close();
});

afterEach(async () => {
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});

/** A minute on a page of prices, with something that moves each second, so that nothing of it is skipped. */
function visit(): RecordedEvent[] {
  const text = (id: number, textContent: string) => ({ type: 3, id, textContent });
  const element = (id: number, tagName: string, childNodes: object[]) => ({
    type: 2,
    id,
    tagName,
    attributes: {},
    childNodes,
  });
  const body = element(4, 'body', [element(5, 'h1', [text(6, 'Prices')]), element(7, 'p', [text(8, 'Oolong 7.20')])]);
  const node = { type: 0, id: 1, childNodes: [element(2, 'html', [element(3, 'head', []), body])] };
  const events: RecordedEvent[] = [
    { type: 4, timestamp: STARTED_AT, data: { href: 'https://shop.example/prices', width: 900, height: 560 } },
    { type: 2, timestamp: STARTED_AT + 1, data: { node, initialOffset: { top: 0, left: 0 } } },
  ];
  for (let second = 1; second <= 60; second++) {
    const positions = [{ x: 100 + second * 5, y: 200, id: 7, timeOffset: 0 }];
    events.push({ type: 3, timestamp: STARTED_AT + second * 1_000, data: { source: 1, positions } });
  }
  return events;
}

async function open(query: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${server.url}/sessions/${SESSION}${query}`);
  await page.locator('[data-testid=player][data-state=paused]').waitFor();
}

const said = () => page.getByTestId('not-whole').allTextContents();

it('marks on the timeline where the tab on the screen is not whole, each mark with its words', async () => {
  await open('');
  const marks = page.getByTestId('loss-mark');
  const names = await marks.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  expect(names).toEqual([
    '40 events were lost: more waited than a page may keep. At 0:08',
    '2 batches of the page never arrived. At 0:24',
    'Falter could not record #prices at full rate: about 3,400 changes a second. At 0:36',
  ]);
  const [track, span] = await Promise.all([
    page.locator('.track').boundingBox(),
    page.getByTestId('loss-span').last().boundingBox(),
  ]);
  expect((span?.width ?? 0) / (track?.width ?? 1)).toBeCloseTo(14 / 60, 2);
  await marks.nth(1).click();
  await expect
    .poll(said)
    .toEqual([expect.stringContaining('2 batches of the page never arrived. The picture may be wrong')]);
  await page.getByTestId('timeline').hover({ position: { x: (track?.width ?? 0) * 0.7, y: 40 } });
  await page.locator('.hover-label', { hasText: '#prices' }).waitFor();
});

it('says so while that stretch plays, and no longer', async () => {
  await open('?at=35000');
  expect(await said()).toEqual([]);
  await page.getByTestId('play').click();
  await expect
    .poll(said, { timeout: 10_000 })
    .toEqual([expect.stringContaining('Falter could not record #prices at full rate')]);
  await page.keyboard.press('Space');
  for (const at of [51_000, 30_500]) {
    await page.goto(`${server.url}/sessions/${SESSION}?at=${at}`);
    await page.locator('[data-testid=player][data-state=paused]').waitFor();
    expect(await said()).toEqual([]);
  }
});

it('has the sums in one line, and each place in the list, from which the keyboard leads there', async () => {
  await open('');
  const line = await page.getByTestId('notice-losses').textContent();
  expect(line).toContain('2 batches never arrived, and the page could not deliver 41 events, at 3 places');
  expect(await page.getByTestId('notice-degraded').textContent()).toContain('For 14 s');
  const gaps = page.locator('[data-testid=row]:is([data-kind=lost], [data-kind=missing], [data-kind=degraded])');
  expect(await gaps.count()).toBe(4);
  await page.getByTestId('rows').press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByTestId('player').getAttribute('data-at')).toBe('8000');
});

it('has notices in one line: what is heard of later does not move the picture, and the rest unfolds over it', async () => {
  server.worlds.set('session-quiet-aaaaaa', worldOf(visit(), { closed: false, live: true }));
  await open('');
  const place = async (): Promise<unknown> => page.getByTestId('stage').boundingBox();
  const withNotices = await place();
  await page.goto(`${server.url}/sessions/session-quiet-aaaaaa`);
  await page.locator('[data-testid=player][data-state=paused]').waitFor();
  expect(await place()).toEqual(withNotices);
  expect(await page.getByTestId('notice-losses').count()).toBe(0);
  server.worlds.set('session-quiet-aaaaaa', worldOf(visit(), { closed: false, live: true, gaps: 2, dropped: 41 }));
  await page.getByTestId('notice-losses').waitFor();
  expect(await place()).toEqual(withNotices);
  await page.getByTestId('all-notices').click();
  expect(await page.getByTestId('all-notices').getAttribute('aria-expanded')).toBe('true');
  expect(await place()).toEqual(withNotices);
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await page.getByTestId('all-notices').getAttribute('aria-expanded')).toBe('false');
});

it.each(['light', 'dark'] as const)('is clean for axe in %s, and fits a phone', async (colorScheme) => {
  await open('?at=40000', { colorScheme });
  expect(await axeViolations(page)).toEqual([]);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/losses-${colorScheme}.png` });
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/losses-${colorScheme}-narrow.png` });
});

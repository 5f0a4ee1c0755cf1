import type { Keeping, QuarantineList } from '@falter/wire';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { axeViolations } from '../testing/test-axe.ts';
import { launchBrowser } from '../testing/test-browser.ts';
import { startServer, type TestServer } from '../testing/test-server.ts';
import { SESSION } from '../testing/test-sessions.ts';

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

const FULL: Keeping = {
  guard: {
    ...{ active: true, nothingLeft: false, recordingBytes: 19_400_000_000, budgetBytes: 20_000_000_000 },
    ...{ keepsFreeBytes: 1_073_741_824, droppedDays: 2, droppedBatches: 5_120 },
  },
  dropped: [
    { at: ago(12), what: '2026-11-02, with findings', why: 'Recordings take 20.1 GB of 20.0 GB.', batches: 120 },
    { at: ago(4_000), what: '2026-11-01', why: 'The disk has 0.9 GB left.', batches: 5_000 },
  ],
  apart: [
    {
      ...{ reason: 'conflict', batches: 3, lastAt: ago(5) },
      ...{ meaning: 'Two pages counted their batches under the same tab.', todo: 'Nothing, as long as there are few.' },
    },
    { reason: 'unknown_events', batches: 1_200, lastAt: ago(90), meaning: 'No event.', todo: 'Update Falter.' },
  ],
  sessions: 240,
  incomplete: 3,
};

const QUIET: Keeping = { guard: null, dropped: [], apart: [], sessions: 0, incomplete: 0 };

const ONE_BY_ONE: QuarantineList = {
  batches: [
    {
      ...{ reason: 'conflict', project: 'default', session: SESSION, tab: 'tab-a', seq: 4, receivedAt: ago(5) },
      ...{ page: 'page-1', userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/153', events: 12, bytes: 48_000 },
    },
  ],
  more: true,
};

let browser: Browser;
let server: TestServer;
let page: Page;
let asked = 0;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
});

afterAll(async () => {
  await browser.close();
  server.close();
});

beforeEach(() => {
  asked = 0;
  server.answers.clear();
  server.answers.set('GET /health/refusals', () => ({ refusals: [] }));
  server.answers.set('GET /health/arrivals', () => ({ arrived: [] }));
  server.answers.set('GET /health/keeping', () => FULL);
  server.answers.set('GET /quarantine', () => {
    asked++;
    return ONE_BY_ONE;
  });
});

afterEach(async () => {
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});

async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, ...options });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${server.url}/health`);
  await page.getByTestId('room').waitFor();
}

it('says what takes room, what was dropped for it and why, and how many sessions lack something', async () => {
  await open();
  const room = await page.getByTestId('room').textContent();
  for (const words of [
    'take 19 GB',
    'at most 20 GB',
    '1.1 GB of the disk stay free',
    'the oldest days are being dropped',
  ])
    expect(room).toContain(words);
  expect(await page.getByTestId('dropped').locator('tbody tr').allTextContents()).toEqual([
    '2026-11-02, with findingsRecordings take 20.1 GB of 20.0 GB.12012 min ago',
    expect.stringMatching(/^2026-11-01The disk has 0.9 GB left.5,000/),
  ]);
  expect(await page.getByTestId('incomplete').textContent()).toContain('3 sessions of the 240');
});

it('counts what was kept apart for everybody, and lists it for an admin who asks, not before', async () => {
  await open();
  const rows = page.getByTestId('kept-apart').locator('tbody').first().locator('tr');
  expect(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-reason')))).toEqual([
    'conflict',
    'unknown_events',
  ]);
  expect(await rows.nth(1).textContent()).toContain('1,200');
  expect(asked).toBe(0);
  await page.getByTestId('show-apart').click();
  const batches = page.getByTestId('apart-batches');
  expect(await batches.textContent()).toContain('tab-a #4');
  expect(await batches.getByRole('link').getAttribute('href')).toBe(`/sessions/${SESSION}`);
  expect(asked).toBe(1);
  expect(await axeViolations(page)).toEqual([]);
  server.answers.set('GET /me', () => ({ kind: 'user', id: 'u', login: 'bo', name: 'Bo', role: 'support' }));
  await page.reload();
  await page.getByTestId('kept-apart').waitFor();
  expect(await page.getByTestId('show-apart').count()).toBe(0);
});

it('tells what is not known from what there is none of', async () => {
  server.answers.set('GET /health/keeping', () => QUIET);
  await open();
  expect(await page.getByTestId('room').textContent()).toContain('is not known here');
  expect(await page.getByTestId('room').textContent()).toContain('Nothing was dropped for room.');
  expect(await page.getByTestId('kept-apart').textContent()).toContain('Nothing: no batch');
  expect(await page.getByTestId('incomplete').textContent()).toContain('No session began');
});

it.each(['light', 'dark'] as const)('is clean for axe in %s, and fits a phone', async (colorScheme) => {
  await open({ colorScheme });
  expect(await axeViolations(page)).toEqual([]);
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/health-${colorScheme}.png`, fullPage: true });
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/health-${colorScheme}-narrow.png`, fullPage: true });
});

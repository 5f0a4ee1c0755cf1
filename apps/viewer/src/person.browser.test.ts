import type { PersonWish } from '@falter/wire';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { axeViolations } from './testing/test-axe.ts';
import { launchBrowser } from './testing/test-browser.ts';
import { startServer, type TestServer } from './testing/test-server.ts';
import { SESSION, sessionRow, TAB, worldOf } from './testing/test-sessions.ts';

let browser: Browser;
let server: TestServer;
let page: Page;
const complaints: string[] = [];

const ANN = { person: 'ann@shop.example', traits: { name: 'Ann Ferry', plan: 'gold' } };

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
});

afterAll(async () => {
  await browser.close();
  server.close();
});

afterEach(async () => {
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});

async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(server.url + path);
}

/** A recorded session of Ann's, another one of hers, and a wish that can be made and taken back. */
function annsSession(): void {
  let wish: PersonWish | null = null;
  const startedAt = Date.now() - 60_000;
  const at = (ms: number) => ({ timestamp: startedAt + ms });
  const node = { type: 0, id: 1, childNodes: [{ type: 2, id: 2, tagName: 'html', attributes: {}, childNodes: [] }] };
  const events = [
    { type: 4, ...at(0), data: { href: 'https://shop.example/', width: 800, height: 600 } },
    { type: 2, ...at(1), data: { node, initialOffset: { top: 0, left: 0 } } },
    { type: 3, ...at(30_000), data: { source: 3, id: 1, x: 0, y: 0 } },
  ];
  const view = { id: `${TAB}-0`, tab: TAB, url: 'https://shop.example/', title: 'Shop', at: 0, until: 30_000 };
  const world = worldOf(events, {
    ...ANN,
    attributes: { experiment: 'B' },
    supportCode: '7K2M-Q9XD',
    marks: [{ step: 'checkout: address', tab: TAB, at: 12_000 }],
    notes: [
      { kind: 'console', tab: TAB, at: 4_000, text: 'error in the console: stock <b>is</b> gone' },
      { kind: 'clipboard', tab: TAB, at: 20_000, text: 'pasted into field "Card number"' },
    ],
    pageViews: [{ ...view, vitals: { LCP: 4_321, INP: 120, CLS: 0.02 } }],
  });
  server.worlds.set(SESSION, world);
  server.rows = [
    sessionRow({ ...ANN }),
    sessionRow({ ...ANN, id: 'before', score: 40, live: true }),
    sessionRow({ id: 'other' }),
  ];
  server.answers.set('GET /persons/neighbours', () => ({ previous: null, next: 'before' }));
  const seen = { firstSeenAt: new Date(startedAt).toISOString(), lastSeenAt: new Date().toISOString() };
  const findings = [{ signal: 'rage-click', count: 3 }];
  server.answers.set('GET /persons/sums', () => ({ sessions: 2, struggling: 1, ...seen, findings }));
  server.answers.set('GET /persons/wish', () => ({ wish }));
  server.answers.set('PUT /persons/wish', (body) => {
    const { person } = body as { person: string };
    const wishedAt = new Date(startedAt).toISOString();
    wish = { person, wishedBy: 'Ada', wishedAt, expiresAt: new Date(startedAt + 30 * 86_400_000).toISOString() };
    return { wish };
  });
  server.answers.set('DELETE /persons/wish', () => {
    wish = null;
    return { wish };
  });
}

it('tells who it was, what the site said, how the page felt and what else happened', async () => {
  annsSession();
  await open(`/sessions/${SESSION}?panel=person`);
  const panel = page.getByTestId('person-panel');
  await panel.getByTestId('other-sessions').waitFor();
  const text = await panel.textContent();
  for (const part of ['Ann Ferry', 'ann@shop.example', 'plangold', 'experimentB', '7K2M-Q9XD'])
    expect(text).toContain(part);
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('5');
  expect(await page.getByTestId('vitals').textContent()).toMatch(/LCP 4\.3 s[\s\S]*INP 120 ms[\s\S]*CLS 0\.02/);
  await page.keyboard.press('2');
  expect(await page.getByTestId('row').allTextContents()).toEqual([expect.stringContaining('stock <b>is</b> gone')]);
  await page.keyboard.press('1');
  const rows = page.getByTestId('row');
  expect(await rows.allTextContents()).toEqual([
    expect.stringContaining('went to /'),
    expect.stringContaining('reached checkout: address'),
    expect.stringContaining('pasted into field'),
  ]);
  await rows.nth(1).click();
  await expect.poll(() => page.url()).toContain('at=12000');
  expect(await axeViolations(page)).toEqual([]);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/person.png` });
});

it('leads to the other sessions of the person', async () => {
  annsSession();
  await open(`/sessions/${SESSION}?panel=person`);
  await page.getByTestId('other-session').first().waitFor();
  expect(server.queries.at(-1)?.get('person')).toBe('ann@shop.example');
  const way = page.getByTestId('person-next');
  expect(await way.getAttribute('href')).toBe('/sessions/before');
  expect(await page.getByTestId('person-neighbours').textContent()).toContain('This is the first session');
  await page.getByTestId('all-of-person').click();
  await page.getByTestId('session-row').first().waitFor();
  expect(new URL(page.url()).pathname).toBe('/persons/ann%40shop.example');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Ann Ferry');
  expect(await page.getByTestId('session-row').first().getAttribute('data-session'), 'the running one').toBe('before');
  expect(await page.getByTestId('person-sums').textContent()).toContain('2 sessions');
  expect(await page.getByTestId('person-sums').textContent()).toContain('Rage click');
  expect(await axeViolations(page)).toEqual([]);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/person-page.png` });
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.goBack();
  await way.waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press(']');
  await page.waitForURL('**/sessions/before');
});

it('waits for the next session of the person, until it is told not to', async () => {
  annsSession();
  await open(`/sessions/${SESSION}?panel=person`);
  await page.getByTestId('record-next').click();
  expect(await page.getByTestId('wish').textContent()).toContain('Wished by Ada');
  await page.reload();
  await page.getByTestId('forget-next').click();
  await page.getByTestId('record-next').waitFor();
});

it('opens at the time that the snippet names', async () => {
  annsSession();
  const startedAt = Date.parse(server.worlds.get(SESSION)?.detail.startedAt ?? '');
  await open(`/sessions/${SESSION}?time=${startedAt + 20_000}&panel=person`);
  await page.locator('iframe').waitFor();
  await page.getByTestId('person-panel').waitFor();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => page.url()).toContain('at=15000');
});

it('says that nobody was named, and asks for nobody', async () => {
  annsSession();
  server.worlds.set(SESSION, worldOf([], {}));
  await open(`/sessions/${SESSION}?panel=person`, { colorScheme: 'dark' });
  await page.getByTestId('person-panel').waitFor();
  expect(await page.getByTestId('person-panel').textContent()).toContain('did not say who this was');
  expect(await page.getByTestId('next-session').count()).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
});

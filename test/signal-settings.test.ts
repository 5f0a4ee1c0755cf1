import type { ProjectDetection, SessionList } from '@falter/wire';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { ADMIN_TOKEN, type FalterProcess, startFalter, until } from './falter-process.ts';
import { putHandOn } from './hand.ts';

/**
 * Who tunes signals sees on real parts what a change would do to what was recorded, saves it, and it holds for who comes
 * next: the viewer asks the API, the request waits in the store, the detector's process answers.
 */
let falter: FalterProcess;
let browser: Browser;

beforeAll(async () => {
  falter = await startFalter();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  expect(await falter?.stop()).toBe(0);
});

/** A visitor of the shop hits a button that does nothing, five times, and stays until it was `seen`. */
async function rage(seen: () => Promise<unknown>): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  putHandOn(page);
  const recorded = page.waitForResponse((answer) => answer.url().endsWith('/v1/batch') && answer.ok());
  await page.goto(`${falter.shopUrl}/?fault=dead-button`);
  await recorded;
  for (let n = 0; n < 5; n++) await page.getByTestId('dead-button').click({ delay: 20 });
  await seen();
  await context.close();
}

const sessions = () => falter.get<SessionList>('/api/v1/sessions').then((list) => list.sessions);
/** Signals of all sessions, the newest first, as soon as they are as they shall be. */
const signals = (isSo: (found: string[][]) => boolean) =>
  until(async () => (await sessions()).map(({ findings }) => findings.map(({ signal }) => signal)), isSo, 60_000);
const row = (page: Page, signal: string) => page.locator(`[data-testid="signal-row"][data-signal="${signal}"]`);

it('a signal that is switched off: previewed on what is recorded, saved, and not found from then on', async () => {
  await rage(() => signals(([first = []]) => first.includes('rage-click') && first.includes('dead-click')));

  const context = await browser.newContext({ extraHTTPHeaders: { authorization: `Bearer ${ADMIN_TOKEN}` } });
  const page = await context.newPage();
  await page.goto(`${falter.url}/settings/signals`);
  await row(page, 'rage-click').getByTestId('signal-on').uncheck();
  await page.getByTestId('start-preview').click();
  const preview = page.locator('[data-testid="preview"][data-state="done"]');
  await preview.waitFor({ timeout: 60_000 });
  expect(await preview.getByTestId('preview-basis').textContent()).toBe('Looked at all 1 session of the last 7 days.');
  const result = await preview.locator('[data-testid="preview-signal"][data-signal="rage-click"]').textContent();
  expect(result).toContain('1 (100 %)');
  expect(result).toContain('0 (0 %) −1');
  const example = preview.locator('a').first();
  expect(await example.getAttribute('href', { timeout: 5_000 })).toBe(`/sessions/${(await sessions())[0]?.id}`);
  const { detection: before } = await falter.get<ProjectDetection>('/api/v1/projects/default/detection');
  expect(before.signals).toEqual({});

  await page.getByTestId('save').click();
  await page.getByTestId('unsaved').getByText('Everything is saved').waitFor();
  const { detection: after } = await falter.get<ProjectDetection>('/api/v1/projects/default/detection');
  expect(after.signals).toEqual({ 'rage-click': { off: true } });
  await context.close();

  // The visit before is still open: it is looked at again, and what nobody looks for any more is withdrawn.
  await signals(([first = []]) => !first.includes('rage-click') && first.includes('dead-click'));
  await rage(() => signals((found) => found.length === 2 && found.every((one) => one.includes('dead-click'))));
  expect((await signals(() => true)).flat()).not.toContain('rage-click');
}, 180_000);

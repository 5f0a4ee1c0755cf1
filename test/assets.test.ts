import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayedOffline } from './bench/assets/offline.ts';
import { FILES } from './bench/assets/pages.ts';
import { launchBrowser } from './browser.ts';
import { type FalterProcess, startFalter } from './falter-process.ts';

/**
 * The whole way of what a page shows, on real parts: the built snippet reads and sends it, collector and store keep it, and when the site is
 * gone the built viewer shows it. More pages and figures: `npm run bench -- assets`.
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

describe('a replay of a site that is gone', () => {
  it('looks as the page did, with sheets, pictures and fonts of every kind, and asks nobody for them', async () => {
    const paths = ['/links', '/adopted', '/sources', '/drawn'];
    const compared = await replayedOffline(falter, browser, { files: FILES, paths });
    expect(compared.map(({ path }) => path)).toEqual(paths);
    expect(compared.flatMap(({ foreign }) => foreign)).toEqual([]);
    for (const { path, difference } of compared) expect(difference, path).toBeLessThanOrEqual(0.01);
  }, 180_000);
});

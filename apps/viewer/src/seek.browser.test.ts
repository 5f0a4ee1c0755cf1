import type { RecordedEvent } from '@falter/wire';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from './testing/test-browser.ts';
import { BUTTON, click, growth, randomRecording, recordingOf, scrollTo } from './testing/test-scrolls.ts';
import { startServer, type TestServer } from './testing/test-server.ts';
import { SESSION, worldOf } from './testing/test-sessions.ts';

let browser: Browser;
let server: TestServer;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
});

afterAll(async () => {
  await browser.close();
  server.close();
});

beforeEach(async () => {
  await page?.context().close();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
});

/** All that a visitor could see differ: where everything is scrolled to, what is in the fields, and the document itself. */
function standing(): Promise<unknown> {
  return page.evaluate(() => {
    const frame = document.querySelector('iframe')?.contentDocument?.querySelector('iframe');
    const recorded = frame?.contentDocument;
    const scrolled = [...(recorded?.querySelectorAll('body *') ?? [])].filter(
      ({ scrollTop, scrollLeft }) => scrollTop > 0 || scrollLeft > 0,
    );
    const fields = recorded?.querySelectorAll<HTMLInputElement>('input, textarea') ?? [];
    return {
      page: [frame?.contentWindow?.scrollX, frame?.contentWindow?.scrollY],
      boxes: scrolled.map((box) => [box.tagName, box.scrollLeft, box.scrollTop]),
      fields: [...fields].map(({ value }) => value),
      body: recorded?.body.innerHTML.replaceAll(/ class="[^"]*"/g, ''),
    };
  });
}

const scrollY = (): Promise<number | undefined> =>
  page.evaluate(
    () => document.querySelector('iframe')?.contentDocument?.querySelector('iframe')?.contentWindow?.scrollY,
  );

async function show(events: RecordedEvent[], at: number): Promise<void> {
  server.worlds.set(SESSION, worldOf(events, { startedAt: new Date(events[0]?.timestamp ?? 0).toISOString() }));
  await page.goto(`${server.url}/sessions/${SESSION}?at=${at}`);
  await page.locator('[data-testid=player][data-state=paused]').waitFor();
}

async function seek(at: number): Promise<void> {
  await page.getByTestId('scrubber').fill(String(at));
  await page.locator(`[data-testid=player][data-at="${at}"]`).waitFor();
}

/** Opened at 1200 it stands at 290, and from 1300 on at 663; the first change of the page after it comes later. */
const ONWARDS = recordingOf([
  growth(1_000, 900),
  scrollTo(1_100, 290),
  scrollTo(1_300, 663),
  growth(1_400, 901),
  growth(30_000, 902),
]);

describe('the page after a move is scrolled to where the visitor had it', () => {
  it('by arrows onwards', async () => {
    await show(ONWARDS, 1_200);
    expect(await scrollY()).toBe(290);
    for (let press = 0; press < 3; press++) {
      await page.keyboard.press('ArrowRight');
      await expect.poll(scrollY).toBe(663);
    }
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowLeft');
    await expect.poll(scrollY).toBe(290);
  });

  it('after a skip of inactivity', async () => {
    await show(ONWARDS, 1_200);
    await page.getByTestId('play').click();
    await page.getByTestId('skipped').waitFor({ state: 'attached' });
    await expect.poll(scrollY).toBe(663);
  });

  it('when it stops within a glide', async () => {
    await show(ONWARDS, 1_200);
    await page.getByTestId('play').click();
    await expect.poll(scrollY, { timeout: 10_000, interval: 5 }).toBeGreaterThan(290);
    await page.getByTestId('play').click();
    await page.locator('[data-testid=player][data-state=paused]').waitFor();
    expect(await scrollY()).toBe(663);
  });
});

describe('a click whose scroll was told of after it', () => {
  const around = (y: number): RecordedEvent[] =>
    recordingOf([growth(1_000, 900), scrollTo(5_447, 290), click(5_608, BUTTON, [100, y]), scrollTo(5_615, 663)]);

  it('is shown on what was clicked, at its own moment', async () => {
    await show(around(720 - 663), 5_608);
    expect(await scrollY()).toBe(663);
    await seek(5_614);
    expect(await scrollY()).toBe(663);
    expect(await page.getByTestId('click').count()).toBe(1);
  });

  it('is left as it was where the page only moved because of it', async () => {
    await show(around(720 - 290), 5_608);
    expect(await scrollY()).toBe(290);
    await seek(5_615);
    expect(await scrollY()).toBe(663);
  });

  it('is left as it was where neither explains it', async () => {
    await show(around(5), 5_608);
    expect(await scrollY()).toBe(290);
  });
});

/** Numbers from 0 to 1 that are the same in each run of a seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('a moment looks the same however one came there', () => {
  it.each([1, 2, 3])('in random recording %i', { timeout: 120_000 }, async (seed) => {
    const random = seeded(seed);
    const events = randomRecording(random, 160);
    const moments = Array.from({ length: 14 }, () => Math.floor(random() * 8_000));
    const fresh = new Map<number, unknown>();
    for (const at of moments) {
      await show(events, at);
      fresh.set(at, await standing());
    }
    for (let move = 0; move < 60; move++) {
      const at = moments[Math.floor(random() * moments.length)] ?? 0;
      await seek(at);
      expect(await standing(), `move ${move} to ${at}`).toEqual(fresh.get(at));
    }
  });
});

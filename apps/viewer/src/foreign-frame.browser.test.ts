import type { RecordedEvent } from '@falter/wire';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './testing/test-browser.ts';
import { recordedPage } from './testing/test-replay.ts';
import { startServer, type TestServer } from './testing/test-server.ts';
import { SESSION, worldOf } from './testing/test-sessions.ts';

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

const START = Date.now() - 60_000;
/** What the recorder adds to the numbers of a frame's nodes. */
const BASE = 10_000_000;
const FRAME = 6;

const at = (ms: number, type: number, data: unknown): RecordedEvent => ({ type, timestamp: START + ms, data });
const element = (id: number, tagName: string, childNodes: object[] = [], attributes: object = {}): object => {
  return { type: 2, id, tagName, attributes, childNodes };
};
const text = (id: number, textContent: string): object => ({ type: 3, id, textContent });
const mutation = (part: object): object => ({ source: 0, adds: [], removes: [], texts: [], attributes: [], ...part });

/** A document in the frame as the recorder puts it there. */
function attach(ms: number, base: number, words: string): RecordedEvent {
  const body = element(base + 4, 'body', [element(base + 5, 'p', [text(base + 6, words)])]);
  const html = element(base + 2, 'html', [element(base + 3, 'head'), body]);
  const node = { type: 0, id: base + 1, childNodes: [html] };
  return at(ms, 3, mutation({ adds: [{ parentId: FRAME, nextId: null, node }], isAttachIframe: true }));
}

it('a frame of another origin shows what it recorded, as it was at each moment', async () => {
  const frame = element(FRAME, 'iframe', [], { width: '400', height: '200', rr_src: 'https://other.example/' });
  const html = element(3, 'html', [element(4, 'head'), element(5, 'body', [frame])]);
  const events = [
    at(0, 4, { href: 'https://shop.example/', width: 800, height: 600 }),
    at(0, 2, { node: { type: 0, id: 1, childNodes: [html] }, initialOffset: { left: 0, top: 0 } }),
    attach(1_000, BASE, 'first'),
    at(2_000, 3, mutation({ texts: [{ id: BASE + 6, value: 'changed' }] })),
    attach(3_000, 2 * BASE, 'loaded again'),
    at(5_000, 3, { source: 3, id: 1, x: 0, y: 0 }),
  ];
  server.worlds.set(SESSION, worldOf(events));
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${server.url}/sessions/${SESSION}?at=0`);
  await page.locator('[data-testid=player][data-state=paused]').waitFor();
  const words = recordedPage(page).frameLocator('iframe').locator('p');
  for (const [ms, shown] of [
    [1_500, 'first'],
    [2_500, 'changed'],
    [3_500, 'loaded again'],
    [1_500, 'first'],
  ] as const) {
    await page.getByTestId('scrubber').fill(String(ms));
    await page.locator(`[data-testid=player][data-at="${ms}"]`).waitFor();
    await expect.poll(() => words.textContent({ timeout: 1_000 }).catch(() => ''), { timeout: 6_000 }).toBe(shown);
  }
  expect(await page.getByTestId('notice-drift').count()).toBe(0);
});

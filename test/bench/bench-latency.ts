import { createServer } from 'node:http';
import type { FindingList } from '@falter/wire';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { type FalterProcess, startFalter, WRITE_KEY } from '../falter-process.ts';
import { type Bench, percentile, spread } from './bench.ts';

const VISITS = 25;

/** Milliseconds for which a button is held down. */
const HELD_MS = 30;

/** Milliseconds without an answer after which a live click is told as dead: what `dead-click` has as `silentMs`. */
const WINDOW_MS = 3_000;

/** Milliseconds between two presses of somebody in a rage: nobody presses more often than six or seven times a second. */
const PRESS_EVERY_MS = 150;

/** What a visitor does on the page, and the moment from which on it could be known. */
const DEEDS = {
  'rage-click': { button: 'dead', clicks: 3, fromMs: 0 },
  'js-error': { button: 'throws', clicks: 1, fromMs: 0 },
  'dead-click': { button: 'dead', clicks: 1, fromMs: WINDOW_MS },
} as const;

type Signal = keyof typeof DEEDS;

/**
 * Milliseconds from what a visitor does in a real browser to the finding in the API, through the snippet, HTTP, the store and the
 * detector's own process: of a rage click from the third click on, of an error from its click, of a dead click from the end of its window.
 */
const latency: Bench = async () => {
  const falter = await startFalter();
  const site = await serveSite(falter.url);
  const browser = await launchBrowser();
  const took: Record<Signal, number[]> = { 'rage-click': [], 'js-error': [], 'dead-click': [] };
  try {
    for (let visit = 0; visit < VISITS; visit++)
      for (const signal of Object.keys(DEEDS) as Signal[])
        took[signal].push(await struggle(browser, { falter, url: site.url, signal }));
  } finally {
    await browser.close();
    site.close();
    await falter.stop();
  }
  for (const signal of Object.keys(DEEDS) as Signal[]) spread(signal, took[signal], 'ms');
  return {
    rage_click_p95_ms: percentile(took['rage-click'], 0.95),
    js_error_p95_ms: percentile(took['js-error'], 0.95),
    dead_click_after_window_p95_ms: percentile(took['dead-click'], 0.95),
  };
};

interface Struggle {
  falter: FalterProcess;
  url: string;
  signal: Signal;
}

/** One visit with one struggle, and how long until the API tells of it. */
async function struggle(browser: Browser, { falter, url, signal }: Struggle): Promise<number> {
  const { button, clicks, fromMs } = DEEDS[signal];
  const context = await browser.newContext();
  const page = await context.newPage();
  let session = '';
  page.on('request', (request) => {
    const [line = ''] = request.url().endsWith('/v1/batch')
      ? (request.postDataBuffer()?.toString('latin1') ?? '').split('\n')
      : [];
    if (line) session = (JSON.parse(line) as { session: string }).session;
  });
  const recorded = page.waitForResponse((answer) => answer.url().endsWith('/v1/batch') && answer.ok());
  await page.goto(url);
  for (let n = 0; session === '' && n < 200; n++)
    await page.mouse.move(300 + n, 300).then(() => page.waitForTimeout(20));
  await recorded;
  // The visitor looks at the page; what was sent before is not a part of what is measured.
  await page.waitForTimeout(1_000);
  const target = page.locator(`#${button}`);
  for (let n = 0; n < clicks; n++) {
    if (n > 0) await page.waitForTimeout(PRESS_EVERY_MS - HELD_MS);
    await target.click({ delay: HELD_MS });
  }
  const known = Date.now() + fromMs;
  for (;;) {
    const { findings = [] } = await falter
      .get<Partial<FindingList>>(`/api/v1/sessions/${session}/findings`)
      .catch(() => ({}) as Partial<FindingList>);
    if (findings.some((finding) => finding.signal === signal)) break;
    if (Date.now() - known > 60_000) throw new Error(`${signal} of ${session} was not told within a minute`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const ms = Math.max(0, Date.now() - known);
  await context.close();
  return ms;
}

async function serveSite(falter: string): Promise<{ url: string; close(): void }> {
  const page = `<!doctype html><title>Shop</title><script async src="${falter}/falter.js" data-key="${WRITE_KEY}"></script>
    <h1>Cart</h1><button id="dead">Pay now</button> <button id="throws" onclick="missing.price()">Add voucher</button>`;
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://localhost:${port}/`, close: () => server.close() };
}

export default latency;

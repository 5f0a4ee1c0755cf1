import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { expandAssets, isGzip, parseAssetEnvelope, unframe } from '@falter/wire';
import type { Browser } from 'playwright-core';
import { type FalterProcess, WRITE_KEY } from '../../falter-process.ts';
import { putHandOn } from '../../hand.ts';
import type { Expanded } from './expansion.ts';
import { openSite } from './site.ts';

/** Milliseconds that a page is recorded: its snapshot is sent and the sheets that were asked for. */
const STAY_MS = 6_000;

/**
 * Each page recorded twice by the built snippet, with its sheets in the events and with references: expanded, the events of the second
 * visit are those of the first. Looked at as they leave the browser. What tells of the visit and not of the page is left aside: times, and
 * events of our own.
 */
export async function familiesAndBack(
  falter: FalterProcess,
  browser: Browser,
  { files, paths }: { files: Parameters<typeof openSite>[0]; paths: readonly string[] },
): Promise<Expanded> {
  const tag = `<script async src="${falter.url}/falter.js" data-key="${WRITE_KEY}"></script>`;
  const site = await openSite(files, tag);
  const result: Expanded = { equal: 0, all: 0 };
  // As another visitor has sent them already: what the second browser is not asked for, the first one's uploads have.
  const texts = new Map<string, string>();
  try {
    for (const path of paths) {
      const inline = await snapshotOf(browser, { address: `${site.origin}${path}`, assets: 'none', texts });
      const referred = await snapshotOf(browser, { address: `${site.origin}${path}`, assets: 'all', texts });
      const expanded = referred === undefined ? undefined : expandAssets(referred, (hash) => texts.get(hash));
      result.all++;
      if (inline !== undefined && expanded !== undefined && isDeepStrictEqual(untimed(inline), untimed(expanded)))
        result.equal++;
      else process.stderr.write(`not as it was recorded: ${path}\n`);
      process.stderr.write(`${path}: snapshot of ${inline?.length} characters, ${referred?.length} with references\n`);
    }
  } finally {
    await site.close();
  }
  return result;
}

/** The line of the first snapshot that leaves a page; uploads of sheets are kept in `texts`. */
async function snapshotOf(
  browser: Browser,
  { address, assets, texts }: { address: string; assets: 'all' | 'none'; texts: Map<string, string> },
): Promise<string | undefined> {
  const context = await browser.newContext({ viewport: { width: 1_000, height: 700 } });
  const page = await context.newPage();
  try {
    putHandOn(page);
    let snapshot: string | undefined;
    page.on('request', (request) => {
      const body = request.postDataBuffer();
      if (!body || !/\/v1\/(?:batch|asset)$/.test(request.url())) return;
      const { envelope, events } = unframe(body);
      const text = (isGzip(events) ? gunzipSync(events) : Buffer.from(events)).toString('utf8');
      if (request.url().endsWith('/asset')) texts.set(parseAssetEnvelope(envelope).hash, text);
      else snapshot ??= text.split('\n').find((line) => line.startsWith('{"type":2,'));
    });
    await page.route('**/v1/settings*', async (route) => {
      const answer = await route.fetch();
      const settings = (await answer.json()) as Record<string, unknown>;
      await route.fulfill({ response: answer, json: { ...settings, assets } });
    });
    // Nobody has any sheet: each is asked for, and seen on its way.
    await page.route('**/v1/batch', async (route) => {
      const answer = await route.fetch();
      const named = hashesNamed(route.request().postDataBuffer());
      await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), need: named } });
    });
    await page.goto(address, { waitUntil: 'load' });
    await page.waitForTimeout(STAY_MS);
    return snapshot;
  } finally {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await context.close();
  }
}

function hashesNamed(body: Buffer | null): string[] {
  if (!body) return [];
  const { assets = [] } = JSON.parse(Buffer.from(unframe(body).envelope).toString('utf8')) as { assets?: string[] };
  return assets;
}

function untimed(line: string): unknown {
  const { timestamp: _, ...event } = JSON.parse(line) as Record<string, unknown>;
  return event;
}

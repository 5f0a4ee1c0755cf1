import type { RecordedEvent } from '@falter/wire';
import type { Browser, BrowserContext, BrowserContextOptions, LaunchOptions, Page } from 'playwright-core';
import { putHandOn } from '../../../test/hand.ts';
import { createAssetEnd } from './asset-end.ts';
import { launchBrowser } from './browser.ts';
import { builtFile, builtFiles, fetchedPath } from './built.ts';
import { type Arrival, type FarEnd, openFarEnd, type Pages } from './far-end.ts';

/** The tag as a site writes it. */
export const TAG = '<script async src="$COLLECTOR/falter.js" data-key="key-of-a-test" data-release="r1"></script>';

/** A browser, the snippet built from the sources, and a site and a collector on two origins. */
export interface Stage {
  browser: Browser;
  end: FarEnd;
  /**
   * A new visitor: own storage, one tab, nothing recorded before. Clears what arrived until now. A hand is on the mouse of every page that
   * loads, because a page that nobody touches sends nothing; none is on those of a `still` visitor.
   */
  visitor(options?: BrowserContextOptions & { still?: boolean }): Promise<BrowserContext>;
  close(): Promise<void>;
}

export async function openStage(pages: Pages, launch?: LaunchOptions): Promise<Stage> {
  const [{ own, recorder, extras, beyond }, full, npm, browser] = await Promise.all([
    builtFiles('loader'),
    builtFile('full'),
    builtFile('npm'),
    launchBrowser(launch),
  ]);
  const fetched = {
    [fetchedPath(own)]: recorder,
    [fetchedPath(recorder)]: extras,
    [fetchedPath(extras)]: beyond,
  };
  const scripts = { '/falter.js': own, ...fetched, '/falter.full.js': full, '/index.js': npm };
  const end = await openFarEnd(pages, scripts);
  return {
    browser,
    end,
    async visitor({ still, ...options } = {}) {
      await Promise.all(browser.contexts().map((context) => context.close()));
      for (const { batch } of end.arrivals) if (batch) end.gone.add(batch.envelope.session);
      end.arrivals.length = 0;
      end.strays.length = 0;
      end.answer = () => ({ status: 200 });
      end.assets = createAssetEnd();
      end.settings = {};
      end.erased.length = 0;
      end.wished = false;
      // Else the language is that of the machine.
      const context = await browser.newContext({ locale: 'en-US', ...options });
      if (!still) context.on('page', putHandOn);
      return context;
    },
    async close() {
      await browser.close();
      await end.close();
    },
  };
}

/** Waits until `check` gives something, and says what it waited for when that never comes. */
export async function until<T>(
  what: string,
  check: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const found = await check();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited 15 s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Opens a page and waits until it is recorded: from then on a test may turn its clock. */
export async function load(stage: Stage, page: Page, path = '/'): Promise<void> {
  await page.goto(stage.end.site + path);
  await until(`${path} to be recorded`, () =>
    page.evaluate('/recording|delivered/.test(window.falter?.diagnostics?.().state)'),
  );
}

/** Opens a page of the site and waits until its first batch arrived. */
export async function open(stage: Stage, context: BrowserContext, path = '/'): Promise<Page> {
  const before = stage.end.arrivals.length;
  const page = await context.newPage();
  await page.goto(stage.end.site + path);
  await until(`the first batch of ${path}`, () => stage.end.arrivals.length > before);
  return page;
}

/** What the collector stored: batches it answered 2xx, in the order of arrival. */
export function stored(end: FarEnd): Required<Arrival>[] {
  return end.arrivals.filter((arrival): arrival is Required<Arrival> => {
    const good = arrival.reply.status >= 200 && arrival.reply.status < 300 && !arrival.reply.hang;
    return good && arrival.batch !== undefined;
  });
}

/** All events that arrived, in order; a batch that was sent again on leave counts once, as it does in the store. */
export function events(end: FarEnd): RecordedEvent[] {
  const batches = new Map<string, RecordedEvent[]>();
  for (const { batch } of stored(end)) {
    const { session, tab, seq } = batch.envelope;
    const name = `${session} ${tab} ${seq}`;
    if (!batches.has(name)) batches.set(name, batch.events);
  }
  return [...batches.values()].flat();
}

/** Payloads of one plugin's events. */
// biome-ignore lint/suspicious/noExplicitAny: payloads are looked into by each test
export function notes(end: FarEnd, plugin: string): any[] {
  return events(end)
    .filter(({ type, data }) => type === 6 && data.plugin === plugin)
    .map(({ data }) => data.payload);
}

/** Everything that left the browser, as text: request lines and headers, envelopes, and event lines before gzip. */
export function everythingSent(end: FarEnd): string {
  const texts = end.arrivals.map(({ headers, body, batch }) =>
    [JSON.stringify(headers), new TextDecoder().decode(body), batch?.lines.join('\n')].join('\n'),
  );
  const assets = end.assets.uploads.map(
    ({ envelope, bytes }) => JSON.stringify(envelope) + new TextDecoder().decode(bytes),
  );
  return [...texts, ...assets, ...end.strays].join('\n');
}

/** rrweb's clicks among the events. */
export function clicks(end: FarEnd): RecordedEvent[] {
  return events(end).filter(({ type, data }) => type === 3 && data.source === 2 && data.type === 2);
}

/** Waits until `count` documents have said that they are left, and everything that they numbered before has arrived too. */
export function lastWords(end: FarEnd, count = 1): Promise<boolean> {
  return until(`the last words of ${count}`, () => {
    const left = notes(end, 'falter/visibility@1').filter(({ state }) => state === 'left');
    const seqs = new Map<string, Set<number>>();
    for (const { batch } of stored(end)) {
      const { session, tab, seq } = batch.envelope;
      seqs.set(session + tab, (seqs.get(session + tab) ?? new Set()).add(seq));
    }
    return left.length >= count && [...seqs.values()].every((all) => Math.max(...all) === all.size - 1);
  });
}

import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clicks, events, notes, open, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';

/** Plants numbered marks, each with the time at which it was planted, as fast as a storm: rows and rows of text. */
const STORM = `<script>
  let planted = 0, last = 0;
  function storm(rows) {
    setInterval(() => {
      last = Date.now();
      const row = document.createElement('p');
      row.textContent = 'mark-' + planted++ + '-' + last + '-';
      list.replaceChildren(row, ...Array.from({ length: rows }, (_, n) => Object.assign(document.createElement('p'), { textContent: n * last })));
    }, 20);
  }
</script>`;

const PAGE = `<!doctype html><title>Kept</title>${TAG}<button id="go">Go</button><div id="list"></div>${STORM}`;

let stage: Stage;
let context: BrowserContext;
beforeAll(async () => {
  stage = await openStage({ '/': PAGE, '/silent': '<!doctype html><title>Silent</title>' });
});
afterAll(() => stage.close());

/** A crash of the page's process: nothing of it runs any more. */
async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const cdp = await context.newCDPSession(page);
  cdp.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
}

/** Numbers of the marks that arrived, and when the last of them was planted. */
function marks(): { numbers: number[]; last: number } {
  const found = [...JSON.stringify(events(stage.end)).matchAll(/mark-(\d+)-(\d+)-/g)];
  const numbers = [...new Set(found.map(([, number]) => Number(number)))].sort((a, b) => a - b);
  return { numbers, last: Math.max(0, ...found.map(([, , at]) => Number(at))) };
}

/** Numbers of what was stored, by tab. */
function numbers(): number[][] {
  const tabs = new Map<string, Set<number>>();
  for (const { batch } of stored(stage.end)) {
    const { session, tab, seq } = batch.envelope;
    tabs.set(session + tab, (tabs.get(session + tab) ?? new Set()).add(seq));
  }
  return [...tabs.values()].map((seqs) => [...seqs].sort((a, b) => a - b));
}

const inDatabase = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const names = await indexedDB.databases();
    if (names.length === 0) return 0;
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('falter:key-of-a-test');
      request.onsuccess = () => resolve(request.result);
    });
    const count = await new Promise<number>((resolve) => {
      const request = db.transaction('parts').objectStore('parts').count();
      request.onsuccess = () => resolve(request.result);
    });
    db.close();
    return count;
  });

describe('what was recorded before a crash', () => {
  test('is sent by the next visit under its own numbers, first what came first', async () => {
    context = await stage.visitor();
    const page = await open(stage, context);
    await context.setOffline(true);
    await page.click('#go');
    await until('the click to be written', async () => (await inDatabase(page)) > 0);
    await crash(page);
    expect(clicks(stage.end)).toEqual([]);
    await context.setOffline(false);
    const next = await open(stage, context);
    await until('the click', () => clicks(stage.end).length === 1);
    expect(numbers()).toHaveLength(2);
    for (const seqs of numbers()) expect(seqs).toEqual(seqs.map((_, index) => index));
    await until('an empty device', async () => (await inDatabase(next)) === 0);
  });

  test('in a storm, at ten random moments: no hole, and nothing missing that is older than the write-ahead', async () => {
    context = await stage.visitor();
    for (let kill = 0; kill < 10; kill++) {
      const page = await context.newPage();
      await page.goto(stage.end.site);
      await page.mouse.move(10, 10 + kill);
      const before = marks().numbers.length;
      await page.evaluate('planted = 0; storm(100)');
      await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 1_500));
      const last = Number(await page.evaluate('last'));
      await crash(page);
      const reader = await open(stage, context);
      await until('all that was kept', async () => (await inDatabase(reader)) === 0);
      const tab = [...new Set(stored(stage.end).map(({ batch }) => batch.envelope.tab))];
      expect(tab.length).toBeGreaterThan(0);
      expect(marks().numbers.length).toBeGreaterThanOrEqual(before);
      // Half a second, and what a machine that is busy with eight browsers takes to write.
      expect(last - marks().last).toBeLessThan(1_500);
      await reader.close();
    }
    for (const seqs of numbers()) expect(seqs).toEqual(seqs.map((_, index) => index));
  }, 120_000);
});

describe('a network that is away', () => {
  test('and comes back while the page is there: everything comes, once, in order', async () => {
    context = await stage.visitor();
    const page = await open(stage, context);
    await context.setOffline(true);
    for (let n = 0; n < 3; n++) {
      await page.click('#go');
      await new Promise((resolve) => setTimeout(resolve, 1_200));
    }
    await context.setOffline(false);
    await until('all clicks', () => clicks(stage.end).length === 3);
    const arrived = stored(stage.end).map(({ batch }) => batch.envelope.seq);
    expect(arrived).toEqual(arrived.map((_, index) => index));
  });

  test('when the tab is closed: another tab of the next visit sends it, and the living ones keep theirs', async () => {
    context = await stage.visitor();
    const page = await open(stage, context);
    const living = await open(stage, context);
    await context.setOffline(true);
    await page.click('#go');
    await living.click('#go');
    await page.close();
    await context.setOffline(false);
    const next = await open(stage, context);
    await until('both clicks', () => clicks(stage.end).length === 2);
    await until('an empty device', async () => (await inDatabase(next)) === 0);
    expect(notes(stage.end, 'falter/visibility@1')).toContainEqual({ state: 'left' });
    for (const seqs of numbers()) expect(seqs).toEqual(seqs.map((_, index) => index));
    expect(Math.max(...stored(stage.end).map(({ batch }) => batch.envelope.counters.dropped))).toBe(0);
  });

  test('what the collector has already (409) goes quietly, and what is to be erased (410) with all of its tab', async () => {
    for (const status of [409, 410]) {
      context = await stage.visitor();
      const page = await open(stage, context);
      await context.setOffline(true);
      await page.click('#go');
      await page.close();
      await context.setOffline(false);
      const before = new Set(stored(stage.end).map(({ batch }) => batch.envelope.tab));
      stage.end.answer = ({ batch }) => ({ status: before.has(batch?.envelope.tab ?? '') ? status : 200 });
      const next = await open(stage, context);
      await until(`an answer ${status}`, () => stage.end.arrivals.some(({ reply }) => reply.status === status));
      await until('an empty device', async () => (await inDatabase(next)) === 0);
      expect(clicks(stage.end)).toEqual([]);
    }
  });
});

describe('the device', () => {
  test('is not written to by a page on which nothing happens, nor by one that nobody touched', async () => {
    context = await stage.visitor({ still: true });
    const page = await context.newPage();
    await page.goto(stage.end.site);
    await page.evaluate('storm(1)');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
    expect(stage.end.arrivals).toEqual([]);
  });

  test('that gives no database costs nothing but what the last words cannot carry', async () => {
    context = await stage.visitor();
    await context.addInitScript(() =>
      Object.defineProperty(window, 'indexedDB', {
        get: () => {
          throw new Error('no');
        },
      }),
    );
    const page = await open(stage, context);
    await page.click('#go');
    await page.close();
    await until('the click', () => clicks(stage.end).length === 1);
    expect(stored(stage.end).at(-1)?.batch.envelope.counters).toEqual({ dropped: 0, faults: 0 });
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clicks, lastWords, notes, open, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';

const page = (
  next: string,
): string => `<!doctype html><title>Cache</title>${TAG}<button id="go">Go</button><a id="next" href="${next}">next</a>
  <script>addEventListener('pageshow', ({ persisted }) => { if (persisted) document.title = 'Kept'; })</script>`;

let stage: Stage;
beforeAll(async () => {
  // Playwright switches the cache off.
  const launch = { ignoreDefaultArgs: ['--disable-back-forward-cache'] };
  const bare = page('/bare-two').replace(TAG, '');
  stage = await openStage({ '/': page('/two'), '/two': page('/'), '/bare': bare, '/bare-two': bare }, launch);
});
afterAll(() => stage.close());

describe('the back/forward cache', () => {
  test('keeps a recorded page, and the page goes on where its tab is, from a snapshot', async (context) => {
    // A headless shell has no such cache for any page.
    const bare = await (await stage.visitor()).newPage();
    await bare.goto(`${stage.end.site}/bare`);
    await bare.click('#next');
    await bare.waitForURL('**/bare-two');
    await bare.goBack({ waitUntil: 'commit' });
    const kept = await bare
      .waitForFunction('document.title !== "Leaving" && document.title')
      .then((title) => title.jsonValue());
    if (kept !== 'Kept') console.log('skipped: the back/forward cache keeps a recorded page (this browser keeps none)');
    context.skip(kept !== 'Kept', 'this browser keeps no page');
    const tab = await open(stage, await stage.visitor());
    await tab.click('#next');
    await until('the second page', () => notes(stage.end, 'falter/page@1').length === 2);
    // Whoever comes out of the cache does not load again.
    await tab.goBack({ waitUntil: 'commit' });
    await until('the first page again', () => notes(stage.end, 'falter/page@1').length === 3);

    expect(await tab.title()).toBe('Kept');
    await tab.click('#go');
    await until('both clicks', () => clicks(stage.end).length === 2);
    await tab.close();
    await lastWords(stage.end, 3);

    const batches = stored(stage.end).map(({ batch }) => batch);
    const numbers = batches.map(({ envelope }) => envelope.seq).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => index));
    expect(new Set(batches.map(({ envelope }) => envelope.tab)).size).toBe(1);
    const pages = [...new Set(batches.map(({ envelope }) => envelope.page))];
    expect(pages).toHaveLength(3);
    for (const id of pages) {
      expect(batches.find(({ envelope }) => envelope.page === id)?.events[0]?.type).toBe(4);
    }
  });
});

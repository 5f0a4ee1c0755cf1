import { PLUGIN, type SettingsAnswer } from '@falter/wire';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clicks, events, load, notes, open, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';

const body = (head: string): string => `<!doctype html><title>Settings</title>${head}<button id="go">Go</button>
  <button id="boom" onclick="throw new Error('boom')">Boom</button>`;

/** As Google tells sites to write it: before every tag. */
const CONSENT_MODE = `<script>
  dataLayer = [];
  function gtag() { dataLayer.push(arguments); }
  gtag('consent', 'default', { ad_storage: 'denied', analytics_storage: new URLSearchParams(location.search).get('default') });
</script>`;

let stage: Stage;
beforeAll(async () => {
  const hung = '<script>IDBFactory.prototype.open = () => ({})</script>';
  stage = await openStage({ '/': body(TAG), '/mode': body(`${CONSENT_MODE}${TAG}`), '/hung': body(`${hung}${TAG}`) });
});
afterAll(() => stage.close());

/** A visitor of a site whose project says this. */
async function visitor(settings: Partial<SettingsAnswer>, still = false): Promise<BrowserContext> {
  const context = await stage.visitor({ still });
  stage.end.settings = settings;
  return context;
}

const stateOf = (page: Page): Promise<string> => page.evaluate('falter.diagnostics?.().state');

const become = (page: Page, state: string): Promise<boolean> =>
  until(`the page to be ${state}`, async () => (await stateOf(page)) === state);

/** What the snippet changed on the page and left on the device. */
const traces = (page: Page): Promise<unknown> =>
  page.evaluate('[Object.hasOwn(history, "pushState"), localStorage.length, sessionStorage.length]');

/** By then, whatever was to be sent has been. */
async function visitAnother(context: BrowserContext): Promise<void> {
  const before = stage.end.arrivals.length;
  stage.end.settings = {};
  await open(stage, context);
  await until('a batch of another page', () => stage.end.arrivals.length > before);
}

describe('a project', () => {
  test('that is switched off has nothing recorded, whatever the tag and the page say', async () => {
    const context = await visitor({ recording: false, state: 'switched-off' });
    const page = await context.newPage();
    await page.goto(stage.end.site);
    await become(page, 'switched-off');
    await page.evaluate('falter.consent(true); falter.record()');
    await page.click('#boom');
    expect(await traces(page)).toEqual([false, 0, 0]);
    expect(stage.end.arrivals).toEqual([]);
  });

  test('that is switched off while a page runs stops it with the answer to its next batch', async () => {
    const context = await visitor({});
    const page = await open(stage, context);
    stage.end.answer = () => ({ status: 200, body: '{"stored":"new","directives":{"stop":true}}' });
    await page.click('#go');
    await become(page, 'switched-off');
    const before = stage.end.arrivals.length;
    expect((await traces(page)) as unknown[]).toContain(false);
    await page.click('#boom');
    await page.evaluate('falter.consent(true); falter.start?.()');
    await page.close();
    await visitAnother(context);
    expect(notes(stage.end, PLUGIN.error)).toEqual([]);
    expect(new Set(stage.end.arrivals.slice(before).map(({ batch }) => batch?.envelope.page)).size).toBe(1);
  });

  test.each([
    ['gpc', 'sec-gpc'],
    ['dnt', 'dnt'],
  ])('for which %s is a no forgets a visitor whose browser says it', async (signal, header) => {
    const context = await stage.visitor({ extraHTTPHeaders: { [header]: '1' } });
    const page = await open(stage, context);
    const { session } = stored(stage.end)[0]?.batch.envelope ?? {};
    stage.end.settings = { [signal]: true };
    await page.reload();
    await become(page, 'declined');
    await page.evaluate('falter.consent(true)');
    await page.click('#boom');
    await until('an empty device', async () => String(await traces(page)) === 'false,0,0');
    await until('the wish to be erased', () => stage.end.erased.some((text) => JSON.parse(text).session === session));
    expect(notes(stage.end, PLUGIN.error)).toEqual([]);
  });
});

describe('Google Consent Mode', () => {
  test('denied records nothing, granted begins, and denied again forgets', async () => {
    const context = await visitor({ consentMode: true });
    const page = await context.newPage();
    await page.goto(`${stage.end.site}/mode?default=denied`);
    await become(page, 'consent-pending');
    await page.click('#boom');
    expect(await traces(page)).toEqual([false, 0, 0]);
    await page.evaluate("gtag('consent', 'update', { ad_storage: 'denied' })");
    expect(await stateOf(page)).toBe('consent-pending');
    await page.evaluate("gtag('consent', 'update', { analytics_storage: 'granted' })");
    await page.mouse.move(50, 60);
    await become(page, 'delivered');
    expect(notes(stage.end, PLUGIN.error)).toEqual([]);
    await page.evaluate("gtag('consent', 'update', { analytics_storage: 'denied' })");
    await become(page, 'consent-pending');
    await until('an empty device', async () => String(await traces(page)) === 'false,0,0');
    await until('the wish to be erased', () => stage.end.erased.length === 1);
    expect(await page.evaluate('dataLayer.length')).toBe(4);
  });

  test('is heard also where the page has said something itself: the last word counts', async () => {
    const context = await visitor({ consentMode: true });
    const page = await context.newPage();
    await page.goto(`${stage.end.site}/mode?default=denied`);
    await page.evaluate('falter.consent(true)');
    await page.mouse.move(50, 60);
    await become(page, 'delivered');
    await page.evaluate("gtag('consent', 'update', { analytics_storage: 'denied' })");
    await become(page, 'consent-pending');
    await until('the wish to be erased', () => stage.end.erased.length === 1);
  });

  test('granted by default records at once', async () => {
    const context = await visitor({ consentMode: true });
    await open(stage, context, '/mode?default=granted');
    expect(stored(stage.end)).toHaveLength(1);
  });

  test('that is not the project’s decides nothing', async () => {
    const context = await visitor({});
    await open(stage, context, '/mode?default=denied');
    expect(stored(stage.end)).toHaveLength(1);
  });
});

describe('a page', () => {
  test('that nobody touches sends nothing, and everything when somebody does', async () => {
    const context = await visitor({}, true);
    await context.clock.install({ time: Date.now() });
    const page = await context.newPage();
    await load(stage, page);
    await page.evaluate('document.title = "Changed"; document.body.append("grown"); go.click()');
    await context.clock.runFor(60_000);
    expect(stage.end.arrivals).toEqual([]);
    await page.mouse.move(50, 60);
    await context.clock.runFor(5_000);
    await until('the first batch', () => stored(stage.end).length > 0);
    expect(events(stage.end)[1]?.type).toBe(2);
    expect(clicks(stage.end)).toHaveLength(1);
  });

  test.each([
    ['an error', '#boom', 1],
    ['three quick clicks', '#go', 3],
  ])(
    'where only struggle is recorded sends nothing before %s, and then what led to it',
    async (_, what, clickCount) => {
      // No other hand is on the mouse: it would leave the button between press and release.
      const context = await visitor({ when: 'struggle' }, true);
      await context.clock.install({ time: Date.now() });
      const page = await context.newPage();
      await load(stage, page);
      await page.click('#go');
      await page.keyboard.press('Tab');
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(stage.end.arrivals).toEqual([]);
      await page.click(what, { clickCount, delay: 20 });
      await context.clock.runFor(5_000);
      await until('all clicks', () => clicks(stage.end).length === 1 + clickCount);
      expect(
        events(stage.end)
          .slice(0, 3)
          .map(({ type, data }) => data.plugin ?? type),
      ).toEqual([4, 2, PLUGIN.page]);
      // From then on the session is recorded as any other, on its next pages too.
      await open(stage, context);
      expect(new Set(stored(stage.end).map(({ batch }) => batch.envelope.session)).size).toBe(1);
    },
  );

  test('whose device never answers sends what led to an error all the same', async () => {
    const context = await visitor({ when: 'struggle' }, true);
    const page = await context.newPage();
    await load(stage, page, '/hung');
    await page.click('#boom');
    await until('the click', () => clicks(stage.end).length === 1);
    expect(notes(stage.end, PLUGIN.error)).toHaveLength(1);
  });
});

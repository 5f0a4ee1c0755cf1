import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putHandOn } from '../../../../test/hand.ts';
import { clicks, lastWords, open, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';

const required = TAG.replace('data-key', 'data-consent="required" data-key');
const body = (head: string): string =>
  `<!doctype html><title>Consent</title>${head}<button id="go">Go</button><button id="more">More</button>`;

/** As the README tells a site to write it, so that no call comes too early. */
const STUB = '<script>window.falter ||= { consent(given) { this.given = given } };</script>';

const PAGES = {
  '/': body(required),
  '/granted': body(TAG),
  '/yes-before': body(`${STUB}<script>falter.consent(true)</script>${required}`),
  '/no-before': body(`${STUB}<script>falter.consent(true); falter.consent(false)</script>${TAG}`),
  '/stub': body(`${STUB}${required}`),
  '/busy': body(`${TAG}<p id="clock"></p><script>setInterval(() => { clock.textContent = Date.now() }, 20)</script>`),
  '/element': body(`<div id="falter"></div>${required}`),
  '/module': body(`<script type="module">
    import { start } from '$COLLECTOR/index.js';
    window.handle = start({ key: 'key-of-a-test', endpoint: '$COLLECTOR', consent: 'required' });
  </script>`),
};

let stage: Stage;
let context: BrowserContext;
beforeAll(async () => {
  stage = await openStage(PAGES);
});
afterAll(() => stage.close());

/** A page whose snippet has run, which does not mean that anything was sent. */
async function load(path: string, ready = 'typeof window.falter?.consent === "function"'): Promise<Page> {
  context = await stage.visitor();
  const page = await context.newPage();
  await page.goto(stage.end.site + path);
  await page.waitForFunction(ready);
  return page;
}

/** What the snippet leaves on the device and on the page. */
function traces(page: Page): Promise<unknown> {
  return page.evaluate(`[localStorage.length, sessionStorage.length, document.cookie, Object.hasOwn(history, 'pushState'),
    fetch.toString() === Function.prototype.toString.call(fetch) && /^function fetch/.test(fetch.toString())]`);
}

const NONE = [0, 0, '', false, true];

/** Whose erasure was asked for is on the device until the collector has answered. */
const noTraces = (page: Page): Promise<boolean> =>
  until('no traces', async () => String(await traces(page)) === String(NONE));

/** Gone away, whatever was to be sent would have arrived with this visitor's next page. */
async function leaveAndSettle(page: Page): Promise<void> {
  await page.goto(`${stage.end.site}/granted`);
  await until('a batch of the next page', () => stored(stage.end).length > 0);
}

describe('a tag that needs consent', () => {
  test('records, keeps and sends nothing before it', async () => {
    const page = await load('/');
    await page.click('#go');
    await page.evaluate('history.replaceState({}, "", "/?x=1")');
    expect(await traces(page)).toEqual(NONE);
    await leaveAndSettle(page);
    expect(clicks(stage.end)).toEqual([]);
    expect(
      stored(stage.end)[0]
        ?.batch.events.slice(0, 3)
        .map(({ type }) => type),
    ).toEqual([4, 2, 6]);
  });

  test('begins when it is given, from a snapshot, without what was before', async () => {
    const page = await load('/');
    await page.click('#go');
    await page.evaluate('falter.consent(true); falter.consent(true)');
    await until('the first batch', () => stored(stage.end).length > 0);
    await page.click('#more');
    await page.goto('about:blank');
    await lastWords(stage.end);
    expect(clicks(stage.end)).toHaveLength(1);
    expect(new Set(stored(stage.end).map(({ batch }) => batch.envelope.page)).size).toBe(1);
  });

  test.each([
    ['refused', 'falter.consent(false)'],
    ['answered with nonsense', 'falter.consent()'],
  ])('records nothing when it is %s', async (_, code) => {
    const page = await load('/');
    await page.evaluate(code);
    await page.click('#go');
    expect(await traces(page)).toEqual(NONE);
    await leaveAndSettle(page);
    expect(clicks(stage.end)).toEqual([]);
  });

  test('hears what was decided before the script had come, where the page has the stub', async () => {
    await open(stage, await stage.visitor(), '/yes-before');
    expect(stored(stage.end)).toHaveLength(1);
    const page = await load('/no-before', 'falter.consent.toString().includes("given") === false');
    expect(await traces(page)).toEqual(NONE);
    await page.evaluate('falter.consent(true)');
    await until('the first batch', () => stored(stage.end).length > 0);
  });

  test('waits where the stub heard nothing, and works where an element has our name', async () => {
    for (const [path, ready] of [
      ['/stub', 'falter.consent.toString().includes("given") === false'],
      ['/element', 'typeof falter.consent === "function"'],
    ] as const) {
      const page = await load(path, ready);
      expect(await traces(page)).toEqual(NONE);
      await page.evaluate('falter.consent(true)');
      await until(`the first batch of ${path}`, () => stored(stage.end).length > 0);
    }
  });

  test('works from npm through what start returns', async () => {
    const page = await load('/module', 'typeof handle === "function"');
    expect(await traces(page)).toEqual(NONE);
    await page.evaluate('handle.consent(true)');
    await until('the first batch', () => stored(stage.end).length > 0);
    await page.evaluate('handle(); handle.consent(true)');
    await page.click('#go');
    await leaveAndSettle(page);
    expect(clicks(stage.end)).toEqual([]);
  });
});

/** What our part of the device holds. */
function device(page: Page): Promise<unknown> {
  return page.evaluate(
    '(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length])()',
  );
}

describe('consent taken back', () => {
  test('stops all open tabs within a second, empties the device and asks for erasure', async () => {
    context = await stage.visitor();
    const page = await open(stage, context, '/busy');
    const other = await open(stage, context, '/busy');
    await until('something on the device', async () => String(await device(page)) === '1,1,1');
    const { session, secret } = stored(stage.end)[0]?.batch.envelope ?? {};
    await page.evaluate('falter.consent(false)');
    const at = Date.now();
    for (const tab of [page, other]) {
      await tab.waitForFunction('falter.diagnostics().state === "consent-pending"');
      expect(await tab.evaluate('Object.hasOwn(history, "pushState")')).toBe(false);
      await until('an empty device', async () => String(await device(tab)) === '0,0,0');
    }
    // Whoever reads on writes on: both pages tick meanwhile.
    const strange = await stage.browser.newContext();
    strange.on('page', putHandOn);
    await open(stage, strange, '/busy');
    await until(
      'some batches',
      () => stored(stage.end).filter(({ batch }) => batch.envelope.session !== session).length > 2,
    );
    expect(
      stored(stage.end).filter((arrival) => arrival.batch.envelope.session === session && arrival.at > at + 1_000),
    ).toEqual([]);
    expect(await device(page)).toEqual([0, 0, 0]);
    expect(stage.end.erased.length).toBeGreaterThan(0);
    for (const text of stage.end.erased)
      expect(JSON.parse(text)).toEqual({ v: 1, key: 'key-of-a-test', session, secret });
  });

  test.each(['/', '/granted'])('on %s stops at once, drops what was not sent and cleans the device', async (path) => {
    const page = await load(path);
    await page.evaluate('falter.consent(true)');
    await until('the first batch', () => stored(stage.end).length > 0);
    const before = stage.end.arrivals.length;
    await page.evaluate('document.getElementById("go").click(); falter.consent(false)');
    await page.click('#more');
    await noTraces(page);
    await page.goto(`${stage.end.site}/granted`);
    await until('a batch of the next page', () => stage.end.arrivals.length > before);
    expect(clicks(stage.end)).toEqual([]);
    // Another session: nothing joins what was before to what comes after.
    expect(new Set(stored(stage.end).map(({ batch }) => batch.envelope.session)).size).toBe(2);
  });

  test.each([
    ['/', 'typeof falter.consent === "function"', 'falter.consent(false)'],
    ['/no-before', 'falter.consent.toString().includes("given") === false', ''],
  ])('on %s, which recorded nothing, cleans what an earlier page kept', async (path, ready, code) => {
    const page = await load('/granted');
    await until('the first batch', () => stored(stage.end).length > 0);
    await page.goto(stage.end.site + path);
    await page.waitForFunction(ready);
    await page.evaluate(code);
    await noTraces(page);
  });

  test('and given again begins anew, under another session', async () => {
    const page = await load('/granted');
    await until('the first batch', () => stored(stage.end).length > 0);
    await page.evaluate('falter.consent(false); falter.consent(true)');
    await page.mouse.move(50, 60);
    await until(
      'another session',
      () => new Set(stored(stage.end).map(({ batch }) => batch.envelope.session)).size === 2,
    );
    await page.click('#go');
    await page.goto('about:blank');
    await until('the click', () => clicks(stage.end).length === 1);
    expect(stored(stage.end).at(-1)?.batch.envelope.counters).toEqual({ dropped: 0, faults: 0 });
  });
});

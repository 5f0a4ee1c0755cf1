import { assetsReferred } from '@falter/wire';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { svg } from '../../test/pictures.ts';
import { lastWords, notes, open, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';

/** Style sheets, each unlike every other one, of `chars` characters and more. */
const styles = (count: number, chars = 1_500): string =>
  Array.from(
    { length: count },
    (_, n) => `<style>.s${n} { color: red } ${`.s${n} i { top: ${n}px } `.repeat(chars / 20)}</style>`,
  ).join('');

const page = (title: string, body: string): string => `<!doctype html><title>${title}</title>${TAG}${body}<p>Hello</p>`;
const policy = "script-src $COLLECTOR 'unsafe-inline'; connect-src $COLLECTOR";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    '/': page('Three', styles(3)),
    '/many': page('Many', styles(300)),
    '/large': page('Large', styles(1, 2_000_000)),
    '/policy': {
      headers: { 'content-security-policy': policy },
      body: page(
        'Policy',
        `${styles(1)}<img src="/one.svg"><img src="/two.svg"><script>
        refused = []; addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective))</script>`,
      ),
    },
    '/one.svg': { headers: { 'content-type': 'image/svg+xml' }, body: svg('red') },
    '/two.svg': { headers: { 'content-type': 'image/svg+xml' }, body: svg('blue') },
  });
});
afterAll(() => stage.close());

let context: BrowserContext;
let thrown: string[];
beforeEach(async () => {
  context = await stage.visitor();
  thrown = [];
  context.on('weberror', (error) => thrown.push(String(error.error())));
});

const lines = (): string[] => stored(stage.end).flatMap(({ batch }) => batch.lines);
const named = (): string[] => stored(stage.end).flatMap(({ batch }) => batch.envelope.assets ?? []);
const uploads = () => stage.end.assets.uploads;
const told = (page: Page): Promise<unknown> => page.evaluate('falter.diagnostics().assets');

/** Clicks until one of them has arrived: whatever was to be sent before it was. */
async function goOn(page: Page): Promise<void> {
  const before = stored(stage.end).length;
  await page.click('p');
  await until('a click', () => stored(stage.end).length > before);
}

describe('what is asked for', () => {
  test.each([
    ['refused', [404, 413, 422]],
    ['not heard of', [0, 0, 0]],
  ])('and %s is let go, and the page does not notice', async (_, answers) => {
    const hashes = new Set<string>();
    stage.end.assets.answer = ({ envelope }) => answers[hashes.add(envelope.hash).size - 1] ?? 200;
    const page = await open(stage, context);
    await until('three failures', async () => JSON.stringify(await told(page)) === '{"sent":0,"failed":3}');
    await goOn(page);
    // A browser tries a broken line once more by itself.
    expect(new Set(uploads().map(({ envelope }) => envelope.hash)).size).toBe(3);
    expect(thrown).toEqual([]);
    expect(await page.evaluate('falter.diagnostics()')).toMatchObject({ state: 'delivered', faults: 0, dropped: 0 });
  });

  test('by nobody is not sent', async () => {
    stage.end.assets.need = () => [];
    const page = await open(stage, context);
    await goOn(page);
    expect(named()).toHaveLength(3);
    expect(uploads()).toEqual([]);
  });

  test('but was not named by this page, or is nonsense, is not sent', async () => {
    stage.end.assets.need = () => ['x'.repeat(43), 7 as never, null as never];
    const page = await open(stage, context);
    await goOn(page);
    expect(uploads()).toEqual([]);
    expect(thrown).toEqual([]);
    expect(await page.evaluate('falter.diagnostics().faults')).toBe(0);
  });

  test('is not sent any more once consent is withdrawn', async () => {
    let go = (): void => {};
    const asked = new Promise<void>((resolve) => {
      go = resolve;
    });
    await context.route('**/v1/asset', async (route) => {
      go();
      await route.continue();
    });
    stage.end.assets.answer = () => 0;
    const page = await open(stage, context);
    await asked;
    await page.evaluate('falter.consent(false)');
    const sent = uploads().length;
    await until('the wish to erase', () => stage.end.erased.length > 0);
    expect(uploads().length).toBeLessThanOrEqual(sent + 1);
    expect(uploads().length).toBeLessThan(3);
    expect(thrown).toEqual([]);
  });
});

test('of 300 sheets a hundred are named by one batch, the rest stays in its line', async () => {
  const page = await open(stage, context, '/many');
  await until('a hundred', () => uploads().length === 100);
  const snapshot = lines().find((line) => line.startsWith('{"type":2')) ?? '';
  expect(assetsReferred(snapshot).size).toBe(100);
  expect(snapshot).toContain('.s299 i');
  expect(JSON.parse(stage.end.assets.expand(snapshot))).toMatchObject({ type: 2 });
  expect(await page.evaluate('falter.diagnostics().faults')).toBe(0);
});

test('a sheet of two megabytes travels once, beside its page', async () => {
  const page = await open(stage, context, '/large');
  await until('the sheet', () => uploads().length === 1);
  expect(uploads()[0]?.isTrue).toBe(true);
  expect(uploads()[0]?.bytes.length).toBeGreaterThan(1_900_000);
  const snapshot = lines().find((line) => line.startsWith('{"type":2')) ?? '';
  expect(snapshot.length).toBeLessThan(10_000);
  expect(await page.evaluate('falter.diagnostics().faults')).toBe(0);
});

test('a page without crypto.subtle, as over http, tells everything in its lines', async () => {
  await context.addInitScript('Object.defineProperty(Crypto.prototype, "subtle", { value: undefined })');
  const page = await open(stage, context);
  await goOn(page);
  expect(lines().join('')).toContain('.s2 i { top: 2px; }');
  expect(named()).toEqual([]);
  expect(uploads()).toEqual([]);
});

test('whoever leaves before the hashes are there loses nothing: the next visit has it', async () => {
  // The part that hashes does not come before the page is left.
  await context.route('**/falter.extras.js', (route) => setTimeout(() => void route.continue().catch(() => {}), 5_000));
  const page = await context.newPage();
  await page.goto(stage.end.site);
  await until('the recording', () => page.evaluate('/recording|delivered/.test(window.falter?.diagnostics?.().state)'));
  await page.mouse.move(5, 5);
  await page.close();
  await lastWords(stage.end);
  const snapshot = lines().find((line) => line.startsWith('{"type":2')) ?? '';
  expect(snapshot).toContain('.s2 i { top: 2px; }');
  expect(uploads()).toEqual([]);
});

test('under a policy that lets nothing be read but from the collector, sheets travel and pictures stay, and it is asked once', async () => {
  const page = await open(stage, context, '/policy');
  await until('both pictures', async () => {
    await page.mouse.move(Math.random() * 100, 9);
    return notes(stage.end, 'falter/asset@1').flatMap(({ assets }) => assets).length === 2;
  });
  const assets = notes(stage.end, 'falter/asset@1').flatMap((note) => note.assets);
  expect(assets.map(({ missing }) => missing)).toEqual(['failed', 'failed']);
  expect(await page.evaluate('refused')).toEqual(['connect-src']);
  expect(notes(stage.end, 'falter/csp@1')).toEqual([]);
  expect(uploads().map(({ envelope }) => envelope.kind)).toEqual(['css']);
});

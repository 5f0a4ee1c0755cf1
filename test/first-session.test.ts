import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { type Health, siteTag } from '@falter/wire';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { ADMIN_TOKEN, type FalterProcess, startFalter, until, WRITE_KEY } from './falter-process.ts';
import { putHandOn } from './hand.ts';

/**
 * From nothing to the first session, as the owner of a site lives it: the built snippet on a page of its own, the viewer beside it, and every
 * mistake on the way told by its name.
 */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SHOTS = process.env.FALTER_SHOTS;

let falter: FalterProcess;
let browser: Browser;
let site: Server;
let viewer: Page;
/** What the site serves: its tag and its headers, changed as its owner learns. */
let deployed: { tag: string; headers: Record<string, string> };

beforeAll(async () => {
  falter = await startFalter();
  browser = await launchBrowser();
  site = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', ...deployed.headers });
    response.end(`<!doctype html><html lang="en"><head><title>Shop</title>${deployed.tag}</head><body>
      <h1>Low Tide Tea</h1><button>Pay now</button></body></html>`);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  deployed = { tag: '', headers: {} };
});

afterAll(async () => {
  await browser?.close();
  site?.close();
  expect(await falter?.stop()).toBe(0);
});

/** Another host for the same machine: browsers know that everything below localhost is here. */
function siteUrl(host: string): string {
  return `http://${host}:${(site.address() as AddressInfo).port}`;
}

const tag = (key: string) => siteTag({ host: falter.url, key });

/** Signed in by a cookie: a header would go along with whatever the viewer opens, and cost each batch a preflight. */
async function openViewer(path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const signIn = await context.request.post(`${falter.url}/api/v1/sign-in`, { data: { token: ADMIN_TOKEN } });
  expect(signIn.status()).toBe(204);
  const page = await context.newPage();
  await page.goto(`${falter.url}${path}`);
  return page;
}

/** A visitor with a browser of their own, who comes, waits for what is said, and goes. */
async function visit(host: string, told: () => Promise<void>): Promise<void> {
  const context: BrowserContext = await browser.newContext();
  const page = await context.newPage();
  putHandOn(page);
  await page.goto(siteUrl(host));
  await told();
  await context.close();
}

const says = (words: string) => () =>
  viewer.getByTestId('waiting-title').filter({ hasText: words }).waitFor({ timeout: 30_000 });

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await (window as never as { axe: typeof import('axe-core') }).axe.run({
      include: ['main', '.health-strip'],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  expect(found).toEqual([]);
}

/** For the eyes of whoever changes these pages: FALTER_SHOTS names a directory. */
async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${SHOTS}/${name}-${colorScheme}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 400, height: 800 });
  await page.screenshot({ path: `${SHOTS}/${name}-narrow.png`, fullPage: true });
  await page.setViewportSize({ width: 1280, height: 900 });
}

describe('the way to the first session', () => {
  it('begins with the tag of this project and the words that nothing came', async () => {
    viewer = await openViewer('/settings/install');
    await says('no page has asked for falter.js')();
    expect(await viewer.getByTestId('site-tag').textContent()).toBe(tag(WRITE_KEY));
    expect(await viewer.getByTestId('address-warning').textContent()).toContain('this computer alone');
    await expectAccessible(viewer);
    await shoot(viewer, 'install-nothing');
  });

  it('offers policy, npm and tag manager, by mouse and by keys', async () => {
    await viewer.getByRole('tab', { name: 'Script tag' }).focus();
    for (const words of ['script-src http', '@falter/capture', "setAttribute('data-key'"]) {
      await viewer.keyboard.press('ArrowRight');
      expect(await viewer.getByTestId('site-tag').textContent()).toContain(words);
    }
    await expectAccessible(viewer);
    await viewer.getByRole('tab', { name: 'Script tag' }).click();
  });

  it('says of a project without a session how to get one, also where the sessions would be', async () => {
    const list = await openViewer('/sessions');
    await list.getByTestId('empty-install').getByTestId('site-tag').waitFor();
    await list.getByTestId('empty-install').getByTestId('waiting').waitFor();
    await expectAccessible(list);
    await shoot(list, 'sessions-empty');
    await list.context().close();
  });

  it('is unknown in the strip, and not well', async () => {
    const dot = viewer.getByTestId('health-strip').locator('[data-part="recording"]');
    await expect.poll(() => dot.getAttribute('data-state'), { timeout: 20_000 }).toBe('unknown');
  });

  it('sees that the script came, and that a policy keeps its batches back', async () => {
    deployed = { tag: tag(WRITE_KEY), headers: { 'content-security-policy': "connect-src 'self'" } };
    await visit('127.0.0.1', says('loaded falter.js'));
    await shoot(viewer, 'install-script');
  });

  it('shows a wrong key beside the right one', async () => {
    deployed = { tag: tag('wrong-key-of-another-shop'), headers: {} };
    await visit('127.0.0.1', says('its write key is wrong'));
    expect(await viewer.getByTestId('wrong-key').textContent()).toBe('wrong-…');
    expect(await viewer.getByTestId('right-key').textContent()).toBe(WRITE_KEY);
    await expectAccessible(viewer);
    await shoot(viewer, 'install-key');
  });

  it('allows an origin with one click', async () => {
    deployed = { tag: tag(WRITE_KEY), headers: {} };
    await visit('shop.localhost', says('is not allowed to send'));
    await shoot(viewer, 'install-origin');
    await viewer.getByTestId('allow-origin').click();
    await says('may send now')();
    await expectAccessible(viewer);
  });

  it('says on the health page what was refused, why, and what to do', async () => {
    const page = await openViewer('/health');
    const part = page.locator('[data-testid="health-part"][data-part="recording"]');
    await expect.poll(() => part.getAttribute('data-state'), { timeout: 20_000 }).toBe('failing');
    expect(await part.getByTestId('health-todo').textContent()).toContain('allowed origins');
    const rows = page.getByTestId('refusals').locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.outcome).toSorted())).toEqual([
      'foreign_origin',
      'unknown_key',
    ]);
    await page.getByTestId('came').locator('[data-outcome="script"]').first().waitFor();
    await expectAccessible(page);
    await shoot(page, 'health-failing');
    await page.context().close();
  });

  it('ends with the first session, to be watched, here by the tag of a fixed version', async () => {
    await viewer.getByRole('tab', { name: 'Fixed version' }).click();
    const fixed = (await viewer.getByTestId('site-tag').textContent()) ?? '';
    expect(fixed).toMatch(/src="[^"]+\/v\/[0-9a-f]{16}\/falter\.js" integrity="sha384-/);
    deployed = { tag: fixed, headers: {} };
    await visit('shop.localhost', says('Your site is recorded'));
    await expectAccessible(viewer);
    await shoot(viewer, 'install-recorded');
    const dot = viewer.getByTestId('health-strip').locator('[data-part="recording"]');
    await expect.poll(() => dot.getAttribute('data-state'), { timeout: 20_000 }).toBe('ok');
    await viewer.getByTestId('watch').click();
    await viewer.getByTestId('player').waitFor();
  });

  it('leaves the project well: recording, detecting and storing', async () => {
    const states = async () => {
      const { recording, detecting, storing } = await falter.get<Health>('/api/v1/health');
      return [recording.state, detecting.state, storing.state];
    };
    const [, , storing] = await until(
      states,
      ([recording, detecting]) => recording === 'ok' && detecting === 'ok',
      30_000,
    );
    const page = await openViewer('/health');
    const strip = page.getByTestId('health-strip');
    const dots = () =>
      strip.locator('[data-part]').evaluateAll((all) => all.map((dot) => (dot as HTMLElement).dataset.state));
    await expect.poll(dots, { timeout: 20_000 }).toEqual(['ok', 'ok', storing]);
    await expectAccessible(page);
    await shoot(page, 'health-ok');
    await page.context().close();
  });
});

describe('a check of a page', () => {
  async function check(
    host: string,
  ): Promise<{ heard: () => Promise<(string | undefined)[]>; close: () => Promise<void> }> {
    const page = await openViewer('/settings/install');
    await page.getByLabel('Address of your site').fill(`${siteUrl(host)}/`);
    await page.getByTestId('check').click();
    const states = page.getByTestId('heard').locator('li[data-state]');
    const heard = () => states.evaluateAll((all) => all.map((item) => (item as HTMLElement).dataset.state));
    return { heard, close: () => page.context().close() };
  }

  it.each([
    ['that is recorded', '127.0.0.1', () => tag(WRITE_KEY), {}, 'delivered'],
    ['with a wrong key', '127.0.0.1', () => tag('wrong-key-of-somebody'), {}, 'refused'],
    ['of an origin that may not send', 'other.localhost', () => tag(WRITE_KEY), {}, 'refused'],
    [
      'whose policy forbids sending',
      '127.0.0.1',
      () => tag(WRITE_KEY),
      { 'content-security-policy': "connect-src 'self'" },
      'blocked-by-csp',
    ],
  ])('%s says so', async (_, host, script, headers, last) => {
    deployed = { tag: script(), headers: headers as Record<string, string> };
    const { heard, close } = await check(host);
    await expect.poll(heard, { timeout: 30_000 }).toEqual(expect.arrayContaining(['loaded', last]));
    await close();
  });

  it('without the tag says so after a while, and how to see why', async () => {
    deployed = { tag: '', headers: {} };
    const { heard, close } = await check('127.0.0.1');
    await expect.poll(heard, { timeout: 30_000 }).toEqual(['silent']);
    await close();
  });

  it('with an opener policy of its own says that it cannot be checked so', async () => {
    deployed = { tag: tag(WRITE_KEY), headers: { 'cross-origin-opener-policy': 'same-origin' } };
    const { heard, close } = await check('localhost');
    await expect.poll(heard, { timeout: 30_000 }).toEqual(['cut-off']);
    await close();
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createApi, serveViewer } from '@falter/app-api';
import { changeProject, listProjects, newProject, saveKeyUses, saveProject, saveSessions } from '@falter/store';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../test/browser.ts';
import { useStore } from '../../../test/engine.ts';
import { COOKIE_SECRET, SIGNALS, session, sessionId, TOKEN, testApi } from '../../api/src/test-api.ts';
import { axeViolations } from '../../viewer/src/testing/test-axe.ts';

/** The settings of a project in a real browser, on the real API and the real store. */
const store = useStore();
const VIEWER = fileURLToPath(new URL('../../viewer/dist/', import.meta.url));
const ENVIRONMENT = { key: 'key-of-the-environment', origins: ['https://environment.example'] };

let browser: Browser;
let page: Page;
let plain: { url: string; server: Server };
let bound: { url: string; server: Server };
const complaints: string[] = [];
const asked: URL[] = [];

/** API and viewer as `falter start` serves them, with and without something set by the environment. */
async function serve(environment?: typeof ENVIRONMENT): Promise<{ url: string; server: Server }> {
  const options = { store: store.client, writer: store.client, project: 'default', signals: SIGNALS };
  const secrets = { adminToken: TOKEN, cookieSecret: COOKIE_SECRET };
  const api = createApi({ ...options, ...secrets, ...(environment ? { environment } : {}) });
  const app = new Hono().route('/', api.app).use(serveViewer(VIEWER));
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

async function openPage(options: BrowserContextOptions = {}): Promise<void> {
  await page?.context().close();
  const extraHTTPHeaders = { authorization: `Bearer ${TOKEN}` };
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, extraHTTPHeaders, ...options });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => asked.push(new URL(request.url())));
}

async function openSettings(path = '/settings/project', { url } = plain): Promise<void> {
  await page.goto(url + path);
  await page.getByTestId('keys').waitFor();
}

const at = (id: string) => page.getByTestId(id);
const find = async (id = 'default') => (await listProjects(store.client)).find(({ project }) => project === id);
/** What nobody has touched since it was put there stays; what shall change is awaited. */
const becomes = (read: () => Promise<unknown>, expected: object) =>
  expect.poll(() => read(), { timeout: 15_000 }).toMatchObject(expected);

beforeAll(async () => {
  browser = await launchBrowser();
  plain = await serve();
  bound = await serve(ENVIRONMENT);
});

afterAll(async () => {
  await browser.close();
  plain.server.close();
  bound.server.close();
});

beforeEach(async () => {
  for (const table of ['projects', 'key_uses', 'sessions']) await store.client.command(`TRUNCATE TABLE ${table}`);
  const origins = ['https://shop.example'];
  await saveProject(store.client, newProject({ project: 'default', name: 'Shop', keys: ['key-one-of-shop'], origins }));
  asked.length = 0;
  await openPage();
});

afterEach(async () => {
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});

describe('the settings', () => {
  it('begin with the project, and say so when there is no such section', async () => {
    await openSettings('/settings');
    expect(await at('project-name').inputValue()).toBe('Shop');
    expect(await page.getByRole('navigation', { name: 'Settings' }).locator('[aria-current=page]').textContent()).toBe(
      'Project',
    );
    await page.goto(`${plain.url}/settings/nothing`);
    await at('unknown-section').waitFor();
  });

  it('show support what is set, and let it change nothing', async () => {
    const { cookie } = await testApi(store.client, 'default').as('support');
    await openPage({ extraHTTPHeaders: { cookie } });
    await openSettings();
    await at('read-only').waitFor();
    expect(await page.getByRole('navigation', { name: 'Settings' }).getByText('Team').count()).toBe(0);
    await page.goto(`${plain.url}/settings/team`);
    await at('forbidden-section').waitFor();
    await openSettings();
    expect(await at('retention-days').inputValue()).toBe('30');
    expect(await at('retention-days').getAttribute('readonly')).not.toBeNull();
    for (const id of ['save-name', 'make-key', 'retire-key', 'new-origin', 'remove-origin', 'make-project']) {
      expect(await at(id).count(), id).toBe(0);
    }
  });
});

describe('name and retention', () => {
  it('are saved, with the keyboard alone', async () => {
    await openSettings();
    await at('project-name').focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Low Tide Tea');
    await page.keyboard.press('Enter');
    await becomes(find, { name: 'Low Tide Tea' });
    await page.getByText('Name saved').waitFor();
    await at('retention-days').fill('90');
    await page.keyboard.press('Enter');
    await becomes(find, { retentionDays: 90, name: 'Low Tide Tea' });
    await expect.poll(() => at('save-retention').isDisabled()).toBe(true);
  });

  it('asks before recordings are deleted, and not when more are kept', async () => {
    await openSettings();
    await at('retention-days').fill('7');
    await at('save-retention').click();
    await at('confirm')
      .getByText(/first saw before \w+ \d+, \d{4} \(UTC\) are deleted within the hour/)
      .waitFor();
    await page.keyboard.press('Escape');
    await at('confirm').waitFor({ state: 'detached' });
    expect(await find()).toMatchObject({ retentionDays: 30 });
    await at('save-retention').click();
    await at('confirm-yes').click();
    await becomes(find, { retentionDays: 7 });
    await page.getByText('kept for 7 days now. Older ones go within the hour.').waitFor();
  });

  it.each(['0', '3651', '1.5', ''])('does not take %j days, and says what it takes', async (days) => {
    await openSettings();
    await at('retention-days').fill(days);
    await at('retention-problem').getByText('from 1 to 3650').waitFor();
    expect(await at('save-retention').isDisabled()).toBe(true);
  });

  it('are saved on top of what somebody else changed in the meantime, unless it is the same', async () => {
    await openSettings();
    const detection = { signals: { 'rage-click': { off: true } }, ignoredPages: [] };
    await changeProject(store.client, 'default', (now) => ({ ...now, detection }));
    await at('project-name').fill('Tea');
    await at('save-name').click();
    await becomes(find, { name: 'Tea', detection });
    await changeProject(store.client, 'default', (now) => ({ ...now, retentionDays: 400 }));
    await at('retention-days').fill('500');
    await at('save-retention').click();
    await at('retention-problem').getByText('Somebody changed this project in the meantime').waitFor();
    expect(await find()).toMatchObject({ retentionDays: 400 });
    await at('save-retention').click();
    await becomes(find, { retentionDays: 500 });
  });
});

describe('write keys', () => {
  it('are replaced: a second one with its tag, last uses, and the end of the first', async () => {
    await saveKeyUses(store.client, [{ project: 'default', key: 'key-one-of-shop', usedAt: Date.now() - 120_000 }]);
    await openSettings();
    await at('key').getByText('last used 2 min ago').waitFor();
    expect(await at('retire-key').count()).toBe(0);
    await at('make-key').click();
    await at('replacing').waitFor();
    const fresh = (await find())?.keys[1] ?? '';
    expect(await at('new-tag').textContent()).toBe(
      `<script async crossorigin src="${plain.url}/falter.js" data-key="${fresh}"></script>`,
    );
    expect(await at('make-key').count()).toBe(0);
    const old = page.locator('[data-key="key-one-of-shop"]');
    await old.getByTestId('retire-key').click();
    await at('still-used').getByText('It was used 2 min ago').waitFor();
    await at('confirm-yes').click();
    await becomes(find, { keys: [fresh] });
    await old.waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('keys-title');
    await at('make-key').waitFor();
  });

  it('whose use somebody watches are looked at again without reloading', async () => {
    await openSettings();
    await at('key').getByText('never used').waitFor();
    await saveKeyUses(store.client, [{ project: 'default', key: 'key-one-of-shop', usedAt: Date.now() }]);
    await at('key')
      .getByText(/last used (?:just now|\d+ s ago)/)
      .waitFor({ timeout: 30_000 });
  });
});

describe('allowed origins', () => {
  it('are added as they were meant, warned about where needed, and removed', async () => {
    await openSettings();
    await at('new-origin').fill('http://tea.example/cart?x=1#y');
    await at('use-origin').click();
    expect(await at('new-origin').inputValue()).toBe('http://tea.example');
    await at('origin-hint').getByText('Not encrypted').waitFor();
    await at('new-origin').press('Enter');
    await becomes(find, { origins: ['https://shop.example', 'http://tea.example'] });
    await page.locator('[data-origin="http://tea.example"]').getByText('Not encrypted').waitFor();
    await at('new-origin').fill('https://*.shop.example');
    await at('origin-hint').getByText('any port and for nothing else').waitFor();
    expect(await at('add-origin').isDisabled()).toBe(true);
    await at('new-origin').fill('https://shop.example');
    await at('origin-hint').getByText('on the list already').waitFor();
    for (const origin of ['https://shop.example', 'http://tea.example']) {
      await page.getByRole('button', { name: `Remove ${origin}` }).click();
      await at('confirm').getByText(`Stop recording ${origin}?`).waitFor();
      await at('confirm-yes').click();
      await page.locator(`[data-origin="${origin}"]`).waitFor({ state: 'detached' });
    }
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('origins-title');
    await at('no-origins').getByText('nothing is recorded').waitFor();
    expect(await find()).toMatchObject({ origins: [] });
  });
});

describe('what the environment of the server sets', () => {
  it('is shown as such and cannot be changed; the rest can', async () => {
    const keys = ['key-of-the-environment', 'key-of-the-viewer'];
    await changeProject(store.client, 'default', (now) => ({ ...now, keys, origins: ENVIRONMENT.origins }));
    await openSettings('/settings/project', bound);
    await at('origins-by-environment').getByText('FALTER_ORIGINS').waitFor();
    await at('key-by-environment').waitFor();
    expect(await at('new-origin').count()).toBe(0);
    expect(await at('remove-origin').count()).toBe(0);
    expect(await page.locator('[data-key="key-of-the-environment"]').getByTestId('retire-key').count()).toBe(0);
    await page.locator('[data-key="key-of-the-viewer"]').getByTestId('retire-key').click();
    await at('confirm-yes').click();
    await becomes(find, { keys: ['key-of-the-environment'] });
  });
});

describe('projects', () => {
  /** Addresses below /api/v1 that were asked about something of a project. */
  const questions = () => asked.filter(({ pathname }) => pathname.startsWith('/api/v1/sessions'));

  beforeEach(async () => {
    await saveSessions(store.client, [session({ project: 'default', id: sessionId('of-shop') })], 1);
    await saveSessions(store.client, [session({ project: 'tea', id: sessionId('of-tea') })], 1);
  });

  const makeTea = () => saveProject(store.client, newProject({ project: 'tea', name: 'Tea' }));

  it('that are one have no switch, and no word of it in any address', async () => {
    await page.goto(`${plain.url}/sessions`);
    await page.locator(`[data-session="${sessionId('of-shop')}"]`).waitFor();
    expect(await at('project-switch').count()).toBe(0);
    expect(asked.some(({ search }) => search.includes('project='))).toBe(false);
    expect(await page.locator('a[href*="project="]').count()).toBe(0);
  });

  it('are switched between: lists, links, requests and the address are of the one that was chosen', async () => {
    await makeTea();
    await page.goto(`${plain.url}/sessions`);
    await page.locator(`[data-session="${sessionId('of-shop')}"]`).waitFor();
    asked.length = 0;
    await at('project-switch').selectOption('tea');
    const row = page.locator(`[data-session="${sessionId('of-tea')}"]`);
    await row.waitFor();
    expect(new URL(page.url()).search).toBe('?project=tea');
    expect(await page.locator(`[data-session="${sessionId('of-shop')}"]`).count()).toBe(0);
    expect(questions().every(({ searchParams }) => searchParams.get('project') === 'tea')).toBe(true);
    expect(await row.locator('a').getAttribute('href')).toBe(`/sessions/${sessionId('of-tea')}?project=tea`);
    await at('search').fill('pay');
    await page.waitForURL('**/sessions?q=pay&project=tea');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.waitForURL('**/settings?project=tea');
    expect(await at('project-name').inputValue()).toBe('Tea');
    await page.reload();
    await expect.poll(() => at('project-name').inputValue()).toBe('Tea');
    await at('project-switch').selectOption('default');
    await page.waitForURL('**/settings');
    await expect.poll(() => at('project-name').inputValue()).toBe('Shop');
    await page.goBack();
    await expect.poll(() => at('project-name').inputValue()).toBe('Tea');
  });

  it('are in a link to a session, which opens it, and leads to its own list', async () => {
    await makeTea();
    await page.goto(`${plain.url}/sessions/${sessionId('of-tea')}?at=5&project=tea`);
    await at('session-page').waitFor();
    expect(await at('back').getAttribute('href')).toContain('project=tea');
    await at('project-switch').selectOption('default');
    await page.waitForURL('**/sessions');
    await page.locator(`[data-session="${sessionId('of-shop')}"]`).waitFor();
  });

  it('that are not there say so, and where to go', async () => {
    await makeTea();
    await page.goto(`${plain.url}/sessions?project=gone`);
    await at('unknown-project').getByRole('link', { name: 'Tea' }).click();
    await page.locator(`[data-session="${sessionId('of-tea')}"]`).waitFor();
  });

  it('are made in the settings, which then show the new one', async () => {
    await openSettings();
    await at('new-project').fill('Café Zoë');
    await at('new-project').press('Enter');
    await page.waitForURL('**/settings/project?project=cafe-zoe');
    await expect.poll(() => at('project-name').inputValue()).toBe('Café Zoë');
    await at('no-origins').waitFor();
    expect(await at('project-switch').locator('option').allTextContents()).toEqual(['Café Zoë', 'Shop']);
    expect(await find('cafe-zoe')).toMatchObject({ name: 'Café Zoë', origins: [] });
  });
});

describe('the page', () => {
  it.each(['light', 'dark'] as const)('has nothing for axe to complain about in %s', async (colorScheme) => {
    await openPage({ colorScheme });
    await openSettings();
    await at('make-key').click();
    await at('replacing').waitFor();
    await at('new-origin').fill('http://tea.example/cart');
    await at('retention-days').fill('0');
    await at('use-origin').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await at('retire-key').first().click();
    await at('confirm').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it('fits from 320 px on', async () => {
    await saveProject(store.client, newProject({ project: 'tea', name: 'A project with quite a long name' }));
    await openPage({ viewport: { width: 320, height: 640 } });
    await openSettings();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

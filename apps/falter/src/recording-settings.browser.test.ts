import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createApi, serveViewer } from '@falter/app-api';
import { listProjects, newProject, saveProject } from '@falter/store';
import { DEFAULT_SITE_SETTINGS } from '@falter/wire';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../test/browser.ts';
import { useStore } from '../../../test/engine.ts';
import { COOKIE_SECRET, TOKEN, testApi } from '../../api/src/test-api.ts';
import { axeViolations } from '../../viewer/src/testing/test-axe.ts';

/** How a site is recorded, set in a real browser, on the real API and the real store. */
const store = useStore();
const VIEWER = fileURLToPath(new URL('../../viewer/dist/', import.meta.url));

let browser: Browser;
let server: Server;
let page: Page;
let url = '';
const complaints: string[] = [];

const at = (id: string) => page.getByTestId(id);
const choice = (id: string, value: string) => at(id).locator(`[value=${value}]`);

async function open(options: BrowserContextOptions = {}): Promise<void> {
  await page?.context().close();
  const extraHTTPHeaders = { authorization: `Bearer ${TOKEN}` };
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, extraHTTPHeaders, ...options });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${url}/settings/recording`);
  await at('switch').waitFor();
}

const kept = async () => (await listProjects(store.client))[0]?.recording;
/** What is kept differs from a new project's settings in this alone. */
const becomes = (change: object) =>
  expect.poll(kept, { timeout: 15_000 }).toEqual({ ...DEFAULT_SITE_SETTINGS, ...change });

beforeAll(async () => {
  browser = await launchBrowser();
  const secrets = { adminToken: TOKEN, cookieSecret: COOKIE_SECRET };
  const api = createApi({ store: store.client, writer: store.client, project: 'default', signals: [], ...secrets });
  server = createServer(getRequestListener(new Hono().route('/', api.app).use(serveViewer(VIEWER)).fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await browser.close();
  server.close();
});

beforeEach(async () => {
  await store.client.command('TRUNCATE TABLE projects');
  await saveProject(store.client, newProject({ project: 'default', keys: ['key-one-of-shop'] }));
  await open();
});

afterEach(() => expect(complaints.splice(0)).toEqual([]));

describe('the recording page', () => {
  it('switches off after a question, says so, and on again without one', async () => {
    await at('switch').click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await becomes({});
    await at('switch').click();
    await page.getByRole('button', { name: 'Switch off' }).click();
    await becomes({ recording: false });
    await at('is-off').waitFor();
    await page.reload();
    await at('is-off').waitFor();
    await at('switch').click();
    await becomes({});
    await expect.poll(() => at('is-off').count()).toBe(0);
  });

  it('keeps each choice as it is made, with the keyboard too', async () => {
    await choice('privacy', 'strict').check();
    await becomes({ privacy: 'strict' });
    await choice('consent', 'required').check();
    await becomes({ privacy: 'strict', consent: 'required' });
    const all = { privacy: 'strict', consent: 'required', when: 'struggle' };
    await choice('when', 'always').press('ArrowDown');
    await becomes(all);
    for (const assets of ['styles', 'none'] as const) {
      await choice('assets', assets).check();
      Object.assign(all, { assets });
      await becomes(all);
    }
    const marks = { canvas: 'canvas', 'consent-mode': 'consentMode', gpc: 'gpc', dnt: 'dnt' };
    for (const [id, field] of Object.entries(marks)) {
      await at(id).press('Space');
      expect(await at(id).evaluate((box) => box === document.activeElement), id).toBe(true);
      Object.assign(all, { [field]: true });
      await becomes(all);
    }
    await page.reload();
    expect(await choice('privacy', 'strict').isChecked()).toBe(true);
    for (const id of Object.keys(marks)) expect(await at(id).isChecked(), id).toBe(true);
  });

  it('keeps share and origins when they are sound, and says what is wrong before', async () => {
    await at('sample').fill('250');
    expect(await at('sample-problem').textContent()).toContain('from 0 to 100');
    expect(await at('save-sample').isDisabled()).toBe(true);
    await at('sample').fill('12.5');
    await at('sample').press('Enter');
    await becomes({ sample: 0.125 });
    await at('frames').fill('https://pay.example/form');
    await page.getByText('Probably https://pay.example is meant.').waitFor();
    expect(await at('save-frames').isDisabled()).toBe(true);
    await at('frames').fill('https://pay.example\nhttps://chat.example');
    await at('save-frames').click();
    await becomes({ sample: 0.125, frames: ['https://pay.example', 'https://chat.example'] });
    await at('trace').fill('none');
    await at('save-trace').click();
    await becomes({ sample: 0.125, frames: ['https://pay.example', 'https://chat.example'], trace: ['none'] });
  });

  it('goes back to what is saved when a choice cannot be saved, and says so where one is', async () => {
    await page.context().setOffline(true);
    await choice('when', 'struggle').click();
    await at('recording-problem').getByText('Falter does not answer').waitFor();
    expect(await choice('when', 'always').isChecked()).toBe(true);
    const box = await at('recording-problem').boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect(box?.y).toBeLessThan(1000);
  });

  it('shows everybody what is set, and lets only admins change it', async () => {
    const { cookie } = await testApi(store.client, 'default').as('support');
    await open({ extraHTTPHeaders: { cookie } });
    await at('read-only').waitFor();
    expect(await at('switch').isDisabled()).toBe(true);
    for (const id of ['privacy', 'consent', 'when']) {
      expect(await at(id).locator('input').first().isDisabled(), id).toBe(true);
    }
    for (const id of ['save-sample', 'save-frames', 'save-trace']) expect(await at(id).count(), id).toBe(0);
  });

  it.each(['light', 'dark'] as const)('has nothing for axe to complain about in %s', async (colorScheme) => {
    await open({ colorScheme });
    expect(await axeViolations(page)).toEqual([]);
    await at('sample').fill('250');
    await at('frames').fill('no origin');
    await at('switch').click();
    await page.getByRole('button', { name: 'Switch off' }).click();
    await at('is-off').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it('fits a narrow window', async () => {
    await open({ viewport: { width: 390, height: 800 } });
    const wider = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await wider()).toBe(0);
    await at('switch').click();
    expect(await wider()).toBe(0);
  });
});

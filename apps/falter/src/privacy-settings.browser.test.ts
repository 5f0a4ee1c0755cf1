import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createApi, serveViewer } from '@falter/app-api';
import { addRedactions, listProjects, newProject, saveProject } from '@falter/store';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../test/browser.ts';
import { useStore } from '../../../test/engine.ts';
import { axeViolations } from '../../viewer/src/testing/test-axe.ts';

const VIEWER = fileURLToPath(new URL('../../viewer/dist/', import.meta.url));
const TOKEN = 'admin-token-of-a-test';
const store = useStore();
let browser: Browser;
let server: Server;
let page: Page;
let url = '';

async function open(colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
  await page?.context().close();
  const extraHTTPHeaders = { authorization: `Bearer ${TOKEN}` };
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, extraHTTPHeaders, colorScheme });
  page = await context.newPage();
  await page.goto(`${url}/settings/privacy`);
  await page.getByTestId('redact-email').waitFor();
}

const redaction = async () => (await listProjects(store.client))[0]?.redaction;

beforeAll(async () => {
  browser = await launchBrowser();
  const secrets = { adminToken: TOKEN, cookieSecret: '0'.repeat(64) };
  const known = { project: 'default', signals: [], demoUrl: 'http://shop.test/' };
  const api = createApi({ store: store.client, writer: store.client, ...known, ...secrets });
  server = createServer(getRequestListener(new Hono().route('/', api.app).use(serveViewer(VIEWER)).fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await saveProject(store.client, newProject({ project: 'default', keys: ['key-one-of-shop'] }));
});

afterAll(async () => {
  await browser.close();
  server.close();
});

describe('the privacy page', () => {
  it('says that nothing was found, and then what the pages give away and where', async () => {
    await open();
    await page.getByTestId('no-redactions').waitFor();
    expect(await page.getByTestId('what-falter-sees').getAttribute('href')).toBe('http://shop.test/seen');
    const found = { project: 'default', lastAt: Date.now() } as const;
    await addRedactions(store.client, [
      { ...found, class: 'email', place: 'data-user', path: '/cart', count: 1_204 },
      { ...found, class: 'address', place: 'href', path: '/order/4711', count: 31 },
      { ...found, class: 'card', place: 'text', path: '/order/4712', count: 2 },
      { ...found, class: 'token', place: 'other', path: '', count: 1 },
    ]);
    await open();
    const rows = page.getByTestId('redactions').locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(4);
    expect(await rows.first().textContent()).toMatch(/\/carte-mail addresses in data-user1,204/);
    expect(await rows.nth(2).textContent()).toMatch(/\/order\/:idcard numbers in its text2/);
  });

  it('switches classes off and on, and keeps both changes', async () => {
    await open();
    await page.getByTestId('redact-token').uncheck();
    await expect.poll(redaction).toEqual({ off: ['token'], parameters: [] });
    await page.getByTestId('redact-card').uncheck();
    await expect.poll(redaction).toEqual({ off: ['token', 'card'], parameters: [] });
    await page.getByTestId('redact-token').check();
    await expect.poll(redaction).toEqual({ off: ['card'], parameters: [] });
  });

  it('allows a parameter, refuses what is none, and takes it back by the keyboard', async () => {
    await open();
    const field = page.getByTestId('new-parameter');
    await field.fill('a b');
    expect(await page.getByTestId('add-parameter').isDisabled()).toBe(true);
    await field.fill('step');
    await field.press('Enter');
    await expect.poll(async () => (await redaction())?.parameters).toEqual(['step']);
    await page.getByRole('button', { name: 'Remove step' }).press('Enter');
    await expect.poll(async () => (await redaction())?.parameters).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('has nothing for axe to complain about in %s', async (colorScheme) => {
    await open(colorScheme);
    await page.getByTestId('redactions').locator('tbody tr').first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });
});

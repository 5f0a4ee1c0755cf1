import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../../../../test/browser.ts';

// The site that is checked is hostile here: it tells what it should, and tries to lead the viewer away.

const servers: Server[] = [];
let browser: Browser;
let viewer = '';
let site = '';

async function serve(headers: Record<string, string>, body: (path: string) => string): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body(request.url ?? ''));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `:${(server.address() as AddressInfo).port}`;
}

/** The check as a script of its own, as the viewer's build makes it. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('site-check.ts', import.meta.url));
  const lib = { entry, formats: ['iife' as const], name: 'siteCheck' };
  const built = await build({ configFile: false, logLevel: 'silent', build: { lib, write: false, minify: false } });
  const [first] = [built].flat();
  if (!first || !('output' in first)) throw new Error('nothing was built');
  return first.output[0].code;
}

const HOSTILE = `<!doctype html><title>site</title><script>
  const away = location.origin + '/taken-over';
  const tries = [() => { opener.location = away; }, () => { opener.parent.location = away; }, () => { opener.top.location.href = away; }];
  for (const one of tries) try { one(); } catch {}
  opener.postMessage({ falter: 'check', state: 'loaded', detail: '' }, '*');
  setTimeout(() => opener.postMessage({ falter: 'check', state: 'delivered', detail: '' }, '*'), 500);
</script>`;

beforeAll(async () => {
  browser = await launchBrowser();
  const page = `<!doctype html><title>viewer</title><button>check</button><script>${await bundle()}</script>`;
  const policy = { 'cross-origin-opener-policy': 'same-origin-allow-popups' };
  viewer = `http://127.0.0.1${await serve(policy, () => page)}/settings/install`;
  site = `http://localhost${await serve({}, () => HOSTILE)}/#falter-check`;
});

afterAll(async () => {
  await browser?.close();
  for (const server of servers) server.close();
});

it('hears the site that it opened, which cannot lead the viewer to another address', async () => {
  const page = await browser.newPage();
  await page.goto(viewer);
  await page.evaluate(`document.querySelector('button').onclick = () => {
    window.check = siteCheck.createSiteCheck();
    window.check.begin(${JSON.stringify(site)});
  }`);
  await page.click('button');
  const states = () => page.evaluate('window.check?.news.value?.map(({ state }) => state)').catch(() => 'led away');
  await expect.poll(states).toEqual(['loaded', 'delivered']);
  expect(page.url()).toBe(viewer);
  expect(await page.evaluate('window.check.running.value')).toBe(false);
  await page.evaluate('window.check.end()');
  expect(await page.locator('iframe').count()).toBe(0);
});

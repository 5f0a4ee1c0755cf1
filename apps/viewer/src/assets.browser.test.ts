import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PLUGIN, type RecordedEvent } from '@falter/wire';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeViolations } from './testing/test-axe.ts';
import { launchBrowser } from './testing/test-browser.ts';
import { element, hostileRecording, text } from './testing/test-hostile.ts';
import { recordedPage } from './testing/test-replay.ts';
import { startServer, type TestServer } from './testing/test-server.ts';
import { SESSION, worldOf } from './testing/test-sessions.ts';

/** The far end of the network is written by hand here: whatever a recording and a store could say. The real ones: test/assets.test.ts. */
let browser: Browser;
let server: TestServer;
let site: Server;
let origin: string;
let page: Page;
let connections = 0;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
  site = createServer((_, response) => response.end('alert(1)'));
  site.on('connection', () => connections++);
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await browser.close();
  server.close();
  site.close();
});

beforeEach(async () => {
  connections = 0;
  server.assets.clear();
  server.askedAssets.length = 0;
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on('pageerror', (error) => complaints.push(error.message));
});

afterEach(async () => {
  await page.close();
  expect(complaints.splice(0)).toEqual([]);
  expect(connections).toBe(0);
});

const hash = (letter: string): string => letter.repeat(43);
const SVG = (inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80">${inside}</svg>`;
/** 122 pixels wide, 40 high. */
const PICTURE = {
  type: 'image/png',
  body: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAHoAAAAoCAIAAAC+fXlPAAAATElEQVR42u3QQQ0AAAgAoYtudFvoh40E1MQdBbp1o1s3unXrRrdudOtGt27d6NaNbt3o1q0b3brRrVs3unWjWze6detGt25060b3nwWdcYiI+TX4QwAAAABJRU5ErkJggg==',
    'base64',
  ),
};

const shown = (): FrameLocator => recordedPage(page);

/** Three seconds after its start, as the page tells of its files. */
function note(events: readonly RecordedEvent[], ...assets: object[]): RecordedEvent {
  const timestamp = (events[0]?.timestamp ?? 0) + 1_800;
  return { type: 6, timestamp, data: { plugin: PLUGIN.asset, payload: { assets } } };
}

async function open(events: RecordedEvent[]): Promise<void> {
  server.worlds.set(SESSION, worldOf(events));
  await page.goto(`${server.url}/sessions/${SESSION}?at=500`);
  await page.locator('[data-testid=player][data-state=paused]').waitFor();
  await shown().locator('#marker').waitFor();
}

const widthOf = (selector: string): Promise<number> =>
  shown()
    .locator(selector)
    .evaluate((image: HTMLImageElement) =>
      image.decode().then(
        () => image.naturalWidth,
        () => -1,
      ),
    );

const styleOf = (selector: string, property: string): Promise<string> =>
  shown()
    .locator(selector)
    .evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);

describe('a recording whose files are stored apart', () => {
  it('shows sheets and pictures from our store, before the page told of them', async () => {
    server.assets.set(hash('c'), {
      type: 'text/plain',
      body: 'p { color: rgb(1, 2, 3) } #box { background: url(/hero.png); height: 40px }',
    });
    server.assets.set(hash('r'), { type: 'text/plain', body: '[{"rule":"p { margin-left: 77px }"}]' });
    server.assets.set(hash('i'), PICTURE);
    const img = element('img', {
      attributes: { id: 'img', src: `${origin}/a.png`, srcset: `${origin}/a.png 1x, ${origin}/b.png 2x` },
    });
    const link = element('link', {
      attributes: { rel: 'stylesheet', href: `${origin}/a.css`, _cssText: `falter-css:${hash('c')}` },
    });
    const events = hostileRecording([link], [img, element('div', { attributes: { id: 'box' } })]);
    const adopted = {
      source: 15,
      id: events[1]?.data.node.id,
      styleIds: [1],
      styles: [{ styleId: 1, rules: `falter-rules:${hash('r')}` }],
    };
    events.splice(2, 0, { type: 3, timestamp: (events[0]?.timestamp ?? 0) + 100, data: adopted });
    events.push(
      note(
        events,
        { id: img.id, url: `${origin}/b.png`, hash: hash('i') },
        { id: 0, url: '/hero.png', hash: hash('i') },
      ),
    );
    await open(events);
    // At a density of two, a picture of 122 pixels is half as wide.
    await expect.poll(() => widthOf('#img')).toBe(61);
    expect(await styleOf('#marker', 'color')).toBe('rgb(1, 2, 3)');
    expect(await styleOf('#marker', 'margin-left')).toBe('77px');
    expect(await styleOf('#box', 'background-image')).toContain(`/api/v1/assets/${hash('i')}`);
    expect(server.askedAssets.filter((asked) => asked === hash('c'))).toHaveLength(1);
    expect(await page.getByTestId('notice-gaps').count()).toBe(0);
  });

  it('says in the place of a picture why it is not there, and counts what is missing', async () => {
    const foreign = element('img', { attributes: { id: 'foreign', src: `${origin}/a.png` } });
    const events = hostileRecording(
      [],
      [foreign, element('div', { attributes: { id: 'box', style: 'height: 60px; background: url(/b.png)' } })],
    );
    const missing = { hash: '', missing: 'cross-origin' };
    events.push(
      note(
        events,
        { id: foreign.id, url: `${origin}/a.png`, ...missing, width: 320, height: 180 },
        { id: 0, url: '/b.png', hash: '', missing: 'too-large' },
      ),
    );
    await open(events);
    await expect.poll(() => widthOf('#foreign')).toBe(320);
    const source = (await shown().locator('#foreign').getAttribute('src')) ?? '';
    expect(decodeURIComponent(source)).toContain('Picture not kept: other origin');
    expect(decodeURIComponent(await styleOf('#box', 'background-image'))).toContain('Picture not kept: too large');
    expect(await page.getByTestId('notice-gaps').textContent()).toBe(
      '2 pictures of this page are not kept: other origin (1), too large (1).',
    );
    expect(await axeViolations(page)).toEqual([]);
    if (process.env.FALTER_SHOTS) await page.screenshot({ path: `${process.env.FALTER_SHOTS}/gaps.png` });
  });

  it('goes on without a sheet and a picture that never arrived', async () => {
    const img = element('img', { attributes: { id: 'img', src: '/a.png' } });
    const link = element('link', { attributes: { rel: 'stylesheet', _cssText: `falter-css:${hash('g')}` } });
    const events = hostileRecording([link], [img]);
    events.push(note(events, { id: img.id, url: '/a.png', hash: hash('x') }));
    await open(events);
    expect(await page.getByTestId('notice-sheets').textContent()).toContain('1 style sheet never arrived');
    expect(await page.getByTestId('notice-gaps').textContent()).toContain(
      '1 picture of this page is not kept: never arrived.',
    );
    expect(await page.getByTestId('player').getAttribute('data-state')).toBe('paused');
  });
});

describe('a hostile recording', () => {
  it('gets nothing of what it asks our own origin for, and nothing of another site', async () => {
    const css = `@import url(${origin}/i.css); @import "/api/v1/me"; #box { height: 9px; background: url("/api/v1/sessions"), u\\72l(${origin}/e.png), url(javascript:alert(1)) }
      #marker { background: url(a.png"}) ; color: red } @font-face { font-family: x; src: url(/api/v1/signals) } * { font-family: x }`;
    server.assets.set(hash('c'), { type: 'text/plain', body: css });
    const box = element('div', { attributes: { id: 'box' }, children: [text('box')] });
    const link = element('link', { attributes: { rel: 'stylesheet', _cssText: `falter-css:${hash('c')}` } });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.resourceType()} ${new URL(request.url()).pathname}`));
    await open(hostileRecording([link], [box]));
    await styleOf('#box', 'background-image');
    await page.waitForLoadState('networkidle');
    expect(asked.filter((one) => /^(?:image|font|stylesheet) \/api\/(?!v1\/assets\/)/.test(one))).toEqual([]);
  });

  it('cannot leave the quotes with an address that it told of', async () => {
    const url = 'x.png") } #marker { display: none } /*';
    const box = element('div', { attributes: { id: 'box', style: `background: url('${url}')` } });
    const events = hostileRecording(
      [element('style', { attributes: { _cssText: `#box { mask: url('${url}') }` } })],
      [box],
    );
    server.assets.set(hash('i'), PICTURE);
    events.push(note(events, { id: 0, url, hash: hash('i') }));
    await open(events);
    expect(await styleOf('#marker', 'display')).toBe('block');
    expect(await styleOf('#box', 'background-image')).toMatch(
      new RegExp(`^url\\("[^"]*/api/v1/assets/${hash('i')}"\\)$`),
    );
  });

  it('runs nothing in an SVG of the store, which can fetch nothing either', async () => {
    const inside = `<script>top.__ran = parent.__ran = true</script><image href="${origin}/x.png" onload="top.__ran = true"/><foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="${origin}/y.png"/></foreignObject>`;
    server.assets.set(hash('s'), { type: 'image/svg+xml', body: SVG(inside) });
    const img = element('img', { attributes: { id: 'img', src: '/a.svg' } });
    const events = hostileRecording([], [img]);
    events.push(note(events, { id: img.id, url: '/a.svg', hash: hash('s') }));
    await open(events);
    await expect.poll(() => widthOf('#img')).toBe(120);
    expect(await page.evaluate(() => '__ran' in window)).toBe(false);
  });

  it('that names a file as a script, a frame or a sheet gets a picture of it at most', async () => {
    server.assets.set(hash('h'), { type: 'text/html', body: '<script>top.__ran = true</script>' });
    const tags = ['script', 'iframe', 'embed', 'object', 'img'].map((tag) =>
      element(tag, { attributes: { src: '/h', data: '/h', href: '/h' } }),
    );
    const events = hostileRecording([element('link', { attributes: { rel: 'stylesheet', href: '/h' } })], tags);
    events.push(note(events, ...tags.map(({ id }) => ({ id, url: '/h', hash: hash('h') }))));
    await open(events);
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => '__ran' in window)).toBe(false);
    expect(
      await shown()
        .locator('[src*="/api/v1/assets/"]')
        .evaluateAll((all) => all.map(({ tagName }) => tagName)),
    ).toEqual(['IMG']);
  });
});

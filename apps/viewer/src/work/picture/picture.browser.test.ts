import { readFileSync } from 'node:fs';
import { PLUGIN, type RecordedEvent } from '@falter/wire';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../testing/test-browser.ts';
import { element, hostileRecording, text } from '../../testing/test-hostile.ts';
import { startServer, type TestServer } from '../../testing/test-server.ts';
import { SESSION, worldOf } from '../../testing/test-sessions.ts';

let browser: Browser;
let server: TestServer;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on('pageerror', ({ message }) => errors.push(message));
});

afterAll(async () => {
  await browser.close();
  server.close();
  expect(errors).toEqual([]);
});

const HASH = 'p'.repeat(43);
const CSS = `:root { --ground: rgb(200, 220, 240) } body { margin: 0; height: 3000px; background: var(--ground) }
  #fixed { position: fixed; left: 20px; top: 20px; width: 100px; height: 100px; background: rgb(255, 0, 0) }
  #low { position: absolute; left: 200px; top: 600px; width: 100px; height: 100px; background: rgb(0, 128, 0) }
  img { position: absolute; left: 400px; top: 600px } #field { position: absolute; left: 200px; top: 800px; width: 100px }
  #frame { position: absolute; left: 600px; top: 600px; width: 100px; height: 100px; border: 0 }
  #box { position: absolute; left: 800px; top: 600px; width: 100px; height: 100px; overflow: hidden }
  #tall { height: 900px; background: linear-gradient(rgb(1, 1, 1) 400px, rgb(255, 255, 0) 400px) }`;

/** A page of 1000 x 700, scrolled by 500, of which nothing is where it would be without that. */
function recording(): RecordedEvent[] {
  const box = element('div', { attributes: { id: 'box' }, children: [element('div', { attributes: { id: 'tall' } })] });
  const img = element('img', { attributes: { src: 'http://site.example/a.svg', width: '120', height: '80' } });
  const events = hostileRecording(
    [element('style', { attributes: { _cssText: CSS } })],
    [
      ...['fixed', 'low'].map((id) => element('div', { attributes: { id, '@click': 'none' } })),
      img,
      element('input', { attributes: { id: 'field', name: 'nextSibling', value: '\u0007before' } }),
      element('form', { children: [element('input', { attributes: { name: 'firstChild' } }), text('in a form')] }),
      box,
    ],
  );
  const [, snapshot] = events;
  const file = { id: img.id, url: 'http://site.example/a.svg', hash: HASH };
  const at = (ms: number, type: number, data: unknown): RecordedEvent => ({
    type,
    timestamp: (events[0]?.timestamp ?? 0) + ms,
    data,
  });
  return [
    ...events.slice(0, 2),
    at(100, 3, { source: 3, id: snapshot?.data.node.id, x: 0, y: 500 }),
    at(200, 3, { source: 3, id: box.id, x: 0, y: 450 }),
    at(300, 6, { plugin: PLUGIN.asset, payload: { assets: [file] } }),
    ...events.slice(2),
  ];
}

/** Colours of a PNG at these places, and its size. */
function coloursOf(png: Buffer, places: [number, number][]): Promise<{ size: number[]; colours: string[] }> {
  return page.evaluate(
    async ([base64, points]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const ink = new OffscreenCanvas(image.width, image.height).getContext('2d');
      ink?.drawImage(image, 0, 0);
      const colourAt = ([x, y]: number[]): string =>
        [...(ink?.getImageData(x ?? 0, y ?? 0, 1, 1).data ?? [])].slice(0, 3).join(' ');
      return { size: [image.width, image.height], colours: points.map(colourAt) };
    },
    [png.toString('base64'), places] as const,
  );
}

it('the frame on the screen is saved as it stands: scrolled, by its own rules, with its pictures from the store', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"><rect width="120" height="80" fill="#00f"/></svg>';
  server.assets.set(HASH, { type: 'image/svg+xml', body: svg });
  server.worlds.set(SESSION, worldOf(recording()));
  await page.goto(`${server.url}/sessions/${SESSION}?at=900`);
  await page.locator('[data-testid=player][data-state=paused]').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-frame').click()]);
  expect(download.suggestedFilename()).toBe(`${SESSION}-900.png`);
  if (process.env.SHOTS) await download.saveAs(`${process.env.SHOTS}/frame.png`);
  const { size, colours } = await coloursOf(readFileSync(await download.path()), [
    [5, 690],
    [70, 70],
    [250, 150],
    [460, 140],
    [850, 150],
  ]);
  expect(size).toEqual([1_000, 700]);
  expect(colours).toEqual(['200 220 240', '255 0 0', '0 128 0', '0 0 255', '255 255 0']);
  await page.getByTestId('announcer').getByText('Picture saved').waitFor();
  expect(await page.getByTestId('player').getAttribute('data-at')).toBe('900');
});

it('by a key too, and says what it could not have', async () => {
  const frame = element('iframe', { attributes: { id: 'frame' } });
  const events = hostileRecording([], [frame]);
  const inside = element('html', { children: [element('head'), element('body', { children: [text('inside')] })] });
  const document = { type: 0, id: 9_999_999, childNodes: [inside] };
  const attach = { source: 0, adds: [{ parentId: frame.id, nextId: null, node: document }], removes: [], texts: [] };
  events.splice(2, 0, {
    type: 3,
    timestamp: (events[0]?.timestamp ?? 0) + 100,
    data: { ...attach, attributes: [], isAttachIframe: true },
  });
  server.worlds.set(SESSION, worldOf(events));
  await page.goto(`${server.url}/sessions/${SESSION}?at=900`);
  await page.locator('[data-testid=player][data-state=paused]').waitFor();
  await Promise.all([page.waitForEvent('download'), page.keyboard.press('i')]);
  await page.getByTestId('announcer').getByText('Picture saved, without 1 frame or component').waitFor();
});

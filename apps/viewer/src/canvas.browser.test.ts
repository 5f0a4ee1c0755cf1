import type { RecordedEvent } from '@falter/wire';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './testing/test-browser.ts';
import { recordedPage } from './testing/test-replay.ts';
import { startServer, type TestServer } from './testing/test-server.ts';
import { SESSION, worldOf } from './testing/test-sessions.ts';

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

const START = Date.now() - 60_000;
const CANVAS = 6;

const at = (ms: number, type: number, data: unknown): RecordedEvent => ({ type, timestamp: START + ms, data });
const node = (id: number, tagName: string, part: object = {}): object => {
  return { type: 2, id, tagName, attributes: {}, childNodes: [], ...part };
};

/** A page of one canvas, twice as large as the pictures of it, above a line of text. */
function pageWithCanvas(ms: number): RecordedEvent[] {
  const canvas = node(CANVAS, 'canvas', { attributes: { width: '400', height: '200' } });
  const text = node(7, 'p', { childNodes: [{ type: 3, id: 8, textContent: 'beside' }] });
  const style = { attributes: { style: 'margin: 0' }, childNodes: [canvas, text] };
  const html = node(3, 'html', { childNodes: [node(4, 'head'), node(5, 'body', style)] });
  const doctype = { type: 1, id: 2, name: 'html', publicId: '', systemId: '' };
  return [
    at(ms, 4, { href: 'https://shop.example/', width: 800, height: 600 }),
    at(ms, 2, { node: { type: 0, id: 1, childNodes: [doctype, html] }, initialOffset: { left: 0, top: 0 } }),
  ];
}

/** A picture of one colour, drawn and encoded by the browser as the recorder does it. */
async function picture(ms: number, colour: string): Promise<RecordedEvent> {
  const url = await page.evaluate(async (fill) => {
    const canvas = new OffscreenCanvas(200, 100);
    const ink = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    ink.fillStyle = fill;
    ink.fillRect(0, 0, 200, 100);
    const blob = await canvas.convertToBlob({ type: 'image/webp' });
    return new Promise<string>((done) => {
      const reader = Object.assign(new FileReader(), { onload: () => done(String(reader.result)) });
      reader.readAsDataURL(blob);
    });
  }, colour);
  const data = [{ rr_type: 'ArrayBuffer', base64: url.split(',')[1] }];
  const image = { rr_type: 'ImageBitmap', args: [{ rr_type: 'Blob', type: 'image/webp', data }] };
  const commands = [
    { property: 'clearRect', args: [0, 0, 400, 200] },
    { property: 'drawImage', args: [image, 0, 0, 400, 200] },
  ];
  return at(ms, 3, { source: 9, id: CANVAS, type: 0, commands });
}

/** The colour in the far corner of the canvas, as it is on the screen. */
async function corner(): Promise<string> {
  const box = await recordedPage(page).locator('canvas').boundingBox();
  if (!box) return 'no canvas';
  const clip = { x: box.x + box.width * 0.9, y: box.y + box.height * 0.9, width: 2, height: 2 };
  const shot = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const ink = new OffscreenCanvas(2, 2).getContext('2d') as OffscreenCanvasRenderingContext2D;
    ink.drawImage(image, 0, 0);
    const [red = 0, green = 0, blue = 0] = ink.getImageData(0, 0, 1, 1).data;
    return red > 200 && green < 60
      ? 'red'
      : green > 100 && red < 60
        ? 'green'
        : blue > 200 && red < 60
          ? 'blue'
          : 'none';
  }, shot);
}

async function seek(ms: number): Promise<void> {
  await page.getByTestId('scrubber').fill(String(ms));
  await page.locator(`[data-testid=player][data-at="${ms}"]`).waitFor();
}

describe('a canvas of which there are pictures', () => {
  it('shows the one of each moment, forwards and backwards, with the size and place it had', async () => {
    await page.goto(`${server.url}/sessions`);
    const restyled = at(4_000, 3, {
      source: 0,
      adds: [],
      removes: [],
      texts: [],
      attributes: [{ id: CANVAS, attributes: { style: 'border: 2px solid black' } }],
    });
    const drawn = [await picture(1_000, 'red'), await picture(3_000, 'green'), restyled];
    const events = [...pageWithCanvas(0), ...drawn, ...pageWithCanvas(6_000), await picture(6_100, 'blue')];
    events.push(at(8_000, 3, { source: 3, id: 1, x: 0, y: 0 }));
    server.worlds.set(SESSION, worldOf(events));
    await page.goto(`${server.url}/sessions/${SESSION}?at=500`);
    await page.locator('[data-testid=player][data-state=paused]').waitFor();
    const shown: [number, string][] = [];
    for (const ms of [500, 1_500, 3_500, 4_500, 7_000, 6_050, 2_000, 500, 5_000]) {
      await seek(ms);
      const wanted = ms < 1_000 || ms === 6_050 ? 'none' : ms < 3_000 ? 'red' : ms < 6_000 ? 'green' : 'blue';
      await expect.poll(corner, { timeout: 5_000 }).toBe(wanted);
      shown.push([ms, wanted]);
    }
    const frame = recordedPage(page);
    const size = await frame
      .locator('canvas')
      .evaluate((canvas: HTMLElement) => [canvas.offsetWidth, canvas.offsetHeight]);
    expect(size).toEqual([404, 204]);
    expect(shown).toHaveLength(9);
    expect(await page.getByTestId('notice-canvas').textContent()).toContain('two a second');
  });
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { events, lastWords, notes, open, openStage, type Stage, TAG, until } from '../../test/visit.ts';

const PAGE = `<!doctype html><title>Canvas</title>
<canvas id="plain" width="60" height="40"></canvas>
<canvas id="masked" width="60" height="40" data-falter-mask></canvas>
<div data-falter-block><canvas id="blocked" width="60" height="40"></canvas></div>
<canvas id="untouched" width="60" height="40"></canvas>
<div style="height: 3000px"></div><canvas id="below" width="60" height="40"></canvas>
<script>
  paint = (id, colour) => {
    const ink = document.getElementById(id).getContext('2d');
    ink.fillStyle = colour;
    ink.fillRect(0, 0, 30, 30);
  };
  for (const id of ['plain', 'masked', 'blocked', 'below']) paint(id, 'teal');
</script>${TAG}`;

/** A picture of another origin without leave makes of a canvas what nobody may read, the page neither. */
const TAINTED = `<!doctype html><title>Tainted</title><canvas id="tainted" width="60" height="40"></canvas>
<canvas id="plain" width="60" height="40"></canvas><script>
  const image = new Image();
  image.src = location.origin.replace('127.0.0.1', 'localhost') + '/red.svg';
  image.onload = () => tainted.getContext('2d').drawImage(image, 0, 0);
  paint = (colour) => { plain.getContext('2d').fillStyle = colour; plain.getContext('2d').fillRect(0, 0, 30, 30); };
  paint('teal');
</script>${TAG}`;

/** Nothing can make noise smaller. */
const NOISE = `<!doctype html><title>Noise</title><canvas id="noise" width="400" height="300"></canvas><script>
  const ink = noise.getContext('2d');
  const draw = () => {
    const image = ink.createImageData(400, 300);
    for (let at = 0; at < image.data.length; at += 65536) crypto.getRandomValues(image.data.subarray(at, at + 65536));
    for (let at = 3; at < image.data.length; at += 4) image.data[at] = 255;
    ink.putImageData(image, 0, 0);
    requestAnimationFrame(draw);
  };
  draw();
</script>${TAG}`;

let stage: Stage;
beforeAll(async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="red"/></svg>';
  stage = await openStage({
    '/': PAGE,
    '/strict': PAGE.replace('data-key', 'data-privacy="strict" data-key'),
    '/tainted': TAINTED,
    '/noise': NOISE,
    '/red.svg': { headers: { 'content-type': 'image/svg+xml' }, body: svg },
    '/blank': '<!doctype html><title>Blank</title>',
  });
});
afterAll(() => stage.close());

/** Opens a page whose canvases are recorded, and what it fetched of ours. */
async function visit(path = '/', canvas = true): Promise<{ page: Page; fetched: string[] }> {
  const context = await stage.visitor();
  stage.end.settings = { canvas };
  const fetched: string[] = [];
  context.on('request', (request) => fetched.push(request.url()));
  return { page: await open(stage, context, path), fetched };
}

/** Sends at once what waits. */
async function hurry(page: Page): Promise<void> {
  await page.evaluate(() => void setTimeout(() => Promise.reject(new Error('at once'))));
}

/** Pictures that came, by the `id` attribute of their canvas. */
function pictures(): Record<string, string[]> {
  const names = new Map<number, string>();
  const found: Record<string, string[]> = {};
  for (const { type, data } of events(stage.end)) {
    if (type === 2) for (const [id, name] of canvasesIn(data.node)) names.set(id, name);
    if (type !== 3 || data.source !== 9) continue;
    const name = names.get(data.id) ?? '';
    found[name] = [...(found[name] ?? []), data.commands[1].args[0].args[0].data[0].base64];
  }
  return found;
}

// biome-ignore lint/suspicious/noExplicitAny: a serialised tree
function canvasesIn(node: any): [number, string][] {
  const own: [number, string][] = node.tagName === 'canvas' ? [[node.id, node.attributes.id]] : [];
  return [...own, ...(node.childNodes ?? []).flatMap(canvasesIn)];
}

async function leave(page: Page): Promise<void> {
  await page.goto(`${stage.end.site}/blank`);
  await lastWords(stage.end);
}

const degraded = (why: string): { id: number; rate: number }[] =>
  notes(stage.end, 'falter/degraded@1').filter((note) => note.why === why);

describe('a canvas', () => {
  test.each([
    ['where it is not wished', '/', false],
    ['with the preset strict', '/strict', true],
  ] as const)('is not recorded %s, and nothing is fetched for it', async (_, path, wished) => {
    const { page, fetched } = await visit(path, wished);
    await until('the extras', () => fetched.some((url) => url.endsWith('falter.extras.js')));
    await page.evaluate('paint("plain", "red")');
    await page.waitForTimeout(800);
    await leave(page);
    expect(pictures()).toEqual({});
    expect(fetched.filter((url) => url.endsWith('falter.beyond.js'))).toEqual([]);
  });

  test('is recorded where it is wished, in view, and under no mark; and again only when it changed', async () => {
    const { page } = await visit();
    await until('the first picture', async () => (await hurry(page)) ?? pictures().plain);
    await page.evaluate('paint("plain", "red")');
    await until('the second picture', async () => (await hurry(page)) ?? pictures().plain?.length === 2);
    await page.evaluate('plain.toggleAttribute("data-falter-mask"), paint("plain", "gold")');
    await page.evaluate('scrollTo(0, 9999)');
    await until('what is below', async () => (await hurry(page)) ?? pictures().below);
    await page.evaluate('scrollTo(0, 0)');
    await page.waitForTimeout(800);
    await leave(page);
    const found = pictures();
    expect(Object.keys(found).toSorted()).toEqual(['below', 'plain']);
    // The snapshot that follows the mark tells a picture again that may still be told.
    expect(found.plain).toHaveLength(2);
    expect(new Set(found.plain).size).toBe(2);
    expect(new Set(found.below).size).toBe(1);
  });

  test('is told again with each snapshot, behind it', async () => {
    const { page } = await visit();
    await until('a picture', async () => (await hurry(page)) ?? pictures().plain);
    await page.evaluate('document.body.toggleAttribute("data-falter-unmask")');
    await until('the second snapshot', async () => {
      await hurry(page);
      return events(stage.end).filter(({ type }) => type === 2).length > 1;
    });
    await leave(page);
    const kinds = events(stage.end).map(({ type, data }) =>
      type === 2 ? 'snapshot' : data.source === 9 ? 'picture' : '',
    );
    expect(kinds.slice(kinds.lastIndexOf('snapshot'))).toContain('picture');
  });

  test('without a context is left without one', async () => {
    const { page } = await visit();
    await until('a picture', async () => (await hurry(page)) ?? pictures().plain);
    expect(await page.evaluate('untouched.getContext("bitmaprenderer") !== null')).toBe(true);
  });

  test('that may not be read is said to be so, once, and others are recorded on', async () => {
    const { page } = await visit('/tainted');
    await until('the note', async () => (await hurry(page)) ?? degraded('canvas-tainted')[0]);
    await page.evaluate('paint("gold")');
    const before = pictures().plain?.length ?? 0;
    await until('the other one', async () => (await hurry(page)) ?? (pictures().plain?.length ?? 0) > before);
    await leave(page);
    expect(pictures().tainted).toBeUndefined();
    expect(degraded('canvas-tainted')).toEqual([{ id: expect.any(Number), rate: 1, why: 'canvas-tainted' }]);
  });

  test('that changes without end is told within a budget, and what is left out is counted', async () => {
    const { page } = await visit('/noise');
    const began = Date.now();
    const told = await until('what is left out', async () => (await hurry(page)) ?? degraded('canvas-budget')[1]);
    expect(told.rate).toBe(2);
    await leave(page);
    const spent = (pictures().noise ?? []).join('').length;
    expect(spent).toBeGreaterThan(50_000);
    expect(spent).toBeLessThan(250_000 + ((Date.now() - began + 2_000) / 1000) * 20_000);
  });

  test('is not recorded any more after stop()', async () => {
    const { page } = await visit();
    await until('a picture', async () => (await hurry(page)) ?? pictures().plain);
    await page.evaluate('falter.stop()');
    await page.evaluate('paint("plain", "navy")');
    await page.waitForTimeout(800);
    expect(pictures().plain).toHaveLength(1);
  });
});

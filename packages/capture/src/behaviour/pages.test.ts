import { readdirSync, readFileSync } from 'node:fs';
import type { SiteSettings } from '@falter/wire';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { difference, replay } from '../../test/replay.ts';
import { silence } from '../../test/silence.ts';
import { events, lastWords, open, openStage, type Stage, TAG } from '../../test/visit.ts';

/** What a page does after its first snapshot; each page has one. */
declare const act: () => Promise<void> | void;

/** What some pages need beside it. */
interface Needs {
  visitor?: BrowserContextOptions;
  settings?: Partial<SiteSettings>;
  /** What a visitor does to it, before the page does something itself. */
  hand?(page: Page): Promise<void>;
}

const NEEDS: Record<string, Needs> = {
  canvas: { settings: { canvas: true } },
  'canvas-webgl': { settings: { canvas: true } },
  // Only who touched a page may start a video.
  media: { hand: (page) => page.mouse.click(5, 700) },
  touch: { visitor: { hasTouch: true }, hand: touch },
  viewport: { hand: (page) => page.setViewportSize({ width: 700, height: 600 }) },
};

const folder = new URL('../../test/pages/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace('.html', ''));

let stage: Stage;
beforeAll(async () => {
  const pages = names.map((name) => [`/${name}`, readFileSync(new URL(`${name}.html`, folder), 'utf8') + TAG]);
  stage = await openStage({
    ...Object.fromEntries(pages),
    '/framed':
      '<!doctype html><body><p id="where"></p><script>where.textContent = location.search || "framed"</script>',
    '/blank': '<!doctype html><title>Player</title>',
    '/silence.wav': { headers: { 'content-type': 'audio/wav' }, body: silence() },
  });
});
afterAll(() => stage.close());

/** A tap, and a finger that moves a card and scrolls a list. */
async function touch(page: Page): Promise<void> {
  await page.touchscreen.tap(100, 150);
  const session = await page.context().newCDPSession(page);
  const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  for (const [x, from, to] of [
    [100, 60, 60],
    [100, 360, 260],
  ] as const) {
    await finger('touchStart', { x, y: from });
    for (let step = 1; step <= 10; step++)
      await finger('touchMove', { x: x + 15 * step, y: from + ((to - from) * step) / 10 });
    await finger('touchEnd');
  }
}

/** A screenshot without what blinks, and of nothing that moves. */
function shot(page: Page): Promise<Buffer> {
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
}

/** Visits a page of `test/pages` and gives how it looked in the end; what was recorded is at the far end. */
async function visit(name: string): Promise<Buffer> {
  const { visitor, settings = {}, hand } = NEEDS[name] ?? {};
  const context = await stage.visitor(visitor);
  stage.end.settings = settings;
  const page = await open(stage, context, `/${name}`);
  await page.mouse.move(5, 5);
  await hand?.(page);
  await page.evaluate(() => act());
  const live = await shot(page);
  await page.goto(`${stage.end.site}/blank`);
  await lastWords(stage.end);
  return live;
}

/** What rrweb told under a source. */
// biome-ignore lint/suspicious/noExplicitAny: rrweb's data has another shape for each source
function told(...sources: number[]): any[] {
  return events(stage.end).flatMap(({ type, data }) => (type === 3 && sources.includes(data.source) ? [data] : []));
}

describe('a page', () => {
  test.each(names)('of %s looks in a replay as it did', async (name) => {
    const live = await visit(name);
    const player = await replay(stage, events(stage.end), NEEDS[name]?.settings?.canvas);
    await expect.poll(async () => difference(player, live, await shot(player)), { timeout: 5000 }).toBeLessThan(0.002);
  });
});

describe('what a visitor does', () => {
  test('with a video: play, pause, seek, speed', async () => {
    await visit('media');
    const kinds = { 0: 'play', 1: 'pause', 2: 'seeked', 3: 'volume', 4: 'rate' } as Record<number, string>;
    const [first] = told(7);
    const mine = told(7).filter(({ id }) => id === first.id);
    expect(mine.map(({ type }) => kinds[type])).toEqual(expect.arrayContaining(['play', 'pause', 'seeked']));
    expect(mine.find(({ type }) => type === 2).currentTime).toBeCloseTo(3, 1);
    expect(told(7).find(({ type }) => type === 4)).toMatchObject({ playbackRate: 0.5 });
  });

  test('by touch: where a finger came down, went and left', async () => {
    await visit('touch');
    const kinds = { 7: 'start', 9: 'end' } as Record<number, string>;
    const touches = told(2).flatMap(({ type }) => kinds[type] ?? []);
    // Of the last finger, which scrolls, the browser may keep the end to itself.
    expect(touches.slice(0, 5)).toEqual(['start', 'end', 'start', 'end', 'start']);
    const way = told(1, 6).flatMap(({ positions }) => positions.map(({ x }: { x: number }) => x));
    expect(Math.max(...way) - Math.min(...way)).toBeGreaterThan(100);
  });

  test('to the window: its new size', async () => {
    await visit('viewport');
    expect(told(4).at(-1)).toMatchObject({ width: 700, height: 600 });
  });
});

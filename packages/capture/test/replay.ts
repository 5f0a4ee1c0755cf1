import { readFileSync } from 'node:fs';
import type { RecordedEvent } from '@falter/wire';
import type { Page } from 'playwright-core';
import type { Stage } from './visit.ts';

/** The player that the viewer uses, as a script for a page. */
const PLAYER = readFileSync(new URL('../../../node_modules/rrweb/dist/rrweb.umd.min.cjs', import.meta.url), 'utf8');

interface Replayer {
  pause(offset: number): void;
  iframe: HTMLIFrameElement;
  getMetaData(): { totalTime: number };
  /** Pictures of canvases that are decoded. Of those that are not, a seek draws each when it is ready: an older one over a newer. */
  canvasEventMap: Map<unknown, unknown>;
}

declare const rrweb: { Replayer: new (events: unknown[], options: object) => Replayer };

/**
 * Plays a recording to its end in a page of its own; `page.frames()[1]` is what the visitor saw. `draws`: pictures of canvases are drawn as
 * rrweb's own player does it.
 */
export async function replay(stage: Stage, events: readonly RecordedEvent[], draws = false): Promise<Page> {
  const [browserContext] = stage.browser.contexts();
  if (!browserContext) throw new Error('[capture] there is no visitor to play. Open a page first.');
  const page = await browserContext.newPage();
  const isSize = ({ type, data }: RecordedEvent): boolean => type === 4 || (type === 3 && data.source === 4);
  const size = events.findLast(isSize)?.data ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: size.width, height: size.height });
  await page.goto(`${stage.end.site}/blank`);
  await page.addStyleTag({
    content:
      'body{margin:0}iframe{border:0;display:block}.replayer-mouse{display:none}canvas.replayer-mouse-tail{display:none}',
  });
  await page.addScriptTag({ content: PLAYER });
  const pictures = events.filter(({ type, data }) => type === 3 && data.source === 9);
  await page.evaluate(
    async ({ events, pictures }) => {
      const replayer = new rrweb.Replayer(events, {
        root: document.body,
        mouseTail: false,
        showWarning: false,
        loadTimeout: 0,
        UNSAFE_replayCanvas: pictures > 0,
      });
      // It shows its first frame by timers of 0 and 1 ms, over what was shown before them.
      do await new Promise((resolve) => setTimeout(resolve, 10));
      while (replayer.canvasEventMap.size < pictures);
      replayer.pause(replayer.getMetaData().totalTime);
    },
    { events: events as unknown[], pictures: draws ? pictures.length : 0 },
  );
  return page;
}

/** Share of the pixels, 0..1, in which two screenshots differ visibly. Taken in a page: nothing else here reads PNG. */
export async function difference(page: Page, one: Buffer, other: Buffer): Promise<number> {
  return page.evaluate(
    async (images) => {
      const [a, b] = await Promise.all(
        images.map(async (image) => {
          const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${image}`)).blob());
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext(
            '2d',
          ) as OffscreenCanvasRenderingContext2D;
          context.drawImage(bitmap, 0, 0);
          return context.getImageData(0, 0, bitmap.width, bitmap.height);
        }),
      );
      if (!a || !b || a.width !== b.width || a.height !== b.height) return 1;
      let different = 0;
      for (let i = 0; i < a.data.length; i += 4) {
        const far = [0, 1, 2].some((k) => Math.abs((a.data[i + k] ?? 0) - (b.data[i + k] ?? 0)) > 24);
        if (far) different++;
      }
      return different / (a.data.length / 4);
    },
    [one.toString('base64'), other.toString('base64')],
  );
}

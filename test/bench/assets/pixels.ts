import type { Browser } from 'playwright-core';

/** Difference in a colour from which on a pixel is another one, of 255: smoothing of letters differs by less. */
const TOLERANCE = 24;

/** Part of a picture, in pixels. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Share of pixels that differ in two screenshots (PNG) of one size, outside of what is `left` out; 1 where the sizes differ. */
export async function differingShare(
  browser: Browser,
  [first, second]: readonly [Buffer, Buffer],
  left: readonly Region[] = [],
): Promise<number> {
  const page = await browser.newPage();
  try {
    return await page.evaluate(
      async ([pictures, tolerance, regions]) => {
        const [a, b] = await Promise.all(
          pictures.map(async (base64) => {
            const image = Object.assign(new Image(), { src: `data:image/png;base64,${base64}` });
            await image.decode();
            const ink = new OffscreenCanvas(image.width, image.height).getContext('2d');
            ink?.drawImage(image, 0, 0);
            for (const { x, y, width, height } of regions) ink?.fillRect(x, y, width, height);
            return ink?.getImageData(0, 0, image.width, image.height);
          }),
        );
        if (!a || !b || a.width !== b.width || a.height !== b.height) return 1;
        let differing = 0;
        for (let at = 0; at < a.data.length; at += 4) {
          const isOther = [0, 1, 2].some((n) => Math.abs((a.data[at + n] ?? 0) - (b.data[at + n] ?? 0)) > tolerance);
          if (isOther) differing++;
        }
        return differing / (a.width * a.height);
      },
      [[first.toString('base64'), second.toString('base64')], TOLERANCE, left] as const,
    );
  } finally {
    await page.close();
  }
}

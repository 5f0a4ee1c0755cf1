import { readStored, storedIn } from '../../api-client.ts';
import type { Viewport } from '../../player/replay/replayer.ts';
import { rulesOf, standingCopy } from './standing-copy.ts';

/** Pixels of a side, at most: a window can be said to be larger than any picture may be. */
const SIDE_MAX_PX = 8_192;

/** What no XML may have: control characters, and halves of pairs. */
const NO_XML = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

/** A picture, and how many parts of the page it could not have. */
export interface FramePicture {
  png: Blob;
  left: number;
}

/**
 * Draws the window of a recorded page as it stands: its copy, with the files of the store in it, as an SVG image, which a browser lays out by the page's
 * own styles, runs nothing of and lets ask nobody; that as a PNG.
 * @param size of the window, CSS pixels.
 */
export async function framePicture(recorded: Document, size: Viewport): Promise<FramePicture> {
  const { page, left } = standingCopy(recorded.documentElement);
  const view = recorded.defaultView;
  const [x, y] = [view?.scrollX ?? 0, view?.scrollY ?? 0];
  page.append(sheetOf(recorded, `html { position: relative; top: ${-y}px; left: ${-x}px; min-height: 100%; }`));
  const xml = new XMLSerializer().serializeToString(page).replace(NO_XML, '');
  const style = view?.getComputedStyle(recorded.documentElement);
  const ground = groundOf(recorded);
  const root = `width:${size.width}px!important;height:${size.height}px!important;font-size:${style?.fontSize ?? '16px'};background:${ground}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" style="${root}"><foreignObject x="0" y="0" width="${size.width}" height="${size.height}">${await withFiles(xml)}</foreignObject></svg>`;
  return { png: await drawn(svg, size), left };
}

/** Sheets that belong to no element, then what puts the page where it is seen. */
function sheetOf(recorded: Document, place: string): Element {
  const sheet = document.createElementNS('http://www.w3.org/1999/xhtml', 'style');
  const adopted = [...recorded.adoptedStyleSheets].map((one) => rulesOf(one));
  sheet.textContent = [...adopted, place].join('\n');
  return sheet;
}

/** What a browser paints behind a page: the colour of its root, else of its body. */
function groundOf(recorded: Document): string {
  const view = recorded.defaultView;
  const colours = [recorded.documentElement, recorded.body].map((element) =>
    element === null || view === null ? '' : view.getComputedStyle(element).backgroundColor,
  );
  return colours.find((colour) => colour !== '' && colour !== 'rgba(0, 0, 0, 0)') ?? '#fff';
}

/** An image asks nobody: each file of the store that it names is put into it. What cannot be had stays away, as in the replay. */
async function withFiles(xml: string): Promise<string> {
  const files = new Map<string, string>();
  const read = async (address: string): Promise<void> => {
    const file = await readStored(address.replaceAll('&amp;', '&')).catch(() => undefined);
    files.set(address, file === undefined ? 'data:,' : await asData(file));
  };
  await Promise.all([...new Set(storedIn(xml))].map(read));
  let whole = xml;
  // The longest first: one may be the beginning of another.
  for (const [address, data] of [...files].toSorted(([a], [b]) => b.length - a.length))
    whole = whole.replaceAll(address, data);
  return whole;
}

function asData(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}

/** @throws Error where the browser cannot draw it. */
async function drawn(svg: string, { width, height }: Viewport): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(1, SIDE_MAX_PX / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/png' });
}

import { SOURCE } from '../replay/rrweb-shapes.ts';
import type { Attributes } from './attributes.ts';

/** What HTML gives a canvas that says nothing. CSS pixels. */
const DEFAULT_SIZE = { width: 300, height: 150 };

/** Pixels of a side, at most: of the canvas, not of the picture. */
const SIDE_MAX = 10_000;

/** What a recorded picture may be. Of SVG and of formats that move nothing is drawn. */
const RASTER = /^image\/(?:webp|jpeg|png)$/;

/** Characters of a picture, at most. The recorder's own end at a quarter of it. */
const PICTURE_MAX_CHARS = 512 * 1024;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** What a canvas shows at present. */
interface Drawn {
  width: number;
  height: number;
  /** Data URL of the picture; undefined where there is none. */
  picture?: string;
}

/**
 * Gives canvases pictures to stand for them. Where scripts are off, browsers lay out a canvas as if it were not there, and
 * everything after it moves up: clicks would land beside their buttons. An image as `content` has the size that the canvas had,
 * and author styles apply to it as before. Where the recording carries what was drawn, that is the picture.
 */
export class Canvases {
  readonly #drawn = new Map<number, Drawn>();
  /** Canvases of which there was a picture. */
  pictured = 0;

  /** A new page: none of its canvases is known. */
  forget(): void {
    this.#drawn.clear();
  }

  /** A canvas of a snapshot: changes its attributes, in place. */
  add(id: number, attributes: Attributes): void {
    const drawn: Drawn = {
      width: size(attributes.width, DEFAULT_SIZE.width),
      height: size(attributes.height, DEFAULT_SIZE.height),
    };
    this.#drawn.set(id, drawn);
    const recorded = attributes.rr_dataURL;
    delete attributes.rr_dataURL;
    const isRecorded = typeof recorded === 'string' && !recorded.includes('"');
    attributes.style = `${text(attributes.style)}content:url("${isRecorded ? recorded : contentOf(drawn)}")`;
    if (isRecorded) this.pictured++;
  }

  /** Changed attributes of a canvas, in place: a style of its own, another size. The picture stays. */
  change(id: number, attributes: Attributes): void {
    const drawn = this.#drawn.get(id);
    if (!drawn) return;
    delete attributes.rr_dataURL;
    const isSized = 'width' in attributes || 'height' in attributes;
    if ('width' in attributes) drawn.width = size(attributes.width, DEFAULT_SIZE.width);
    if ('height' in attributes) drawn.height = size(attributes.height, DEFAULT_SIZE.height);
    const { style } = attributes;
    if (typeof style === 'string' || style === null)
      attributes.style = `${text(style)}content:url("${contentOf(drawn)}")`;
    else if (isSized) attributes.style = { ...style, ...contentStyle(drawn) };
  }

  /**
   * A picture that was drawn over a whole canvas, as rrweb tells it with a frame rate and our recorder does: `clearRect`, then
   * `drawImage` of bytes that the event carries. Nothing else that can be drawn is looked at, and none of it is run.
   * @returns rrweb's mutation that shows it, undefined when it is something else.
   */
  // biome-ignore lint/suspicious/noExplicitAny: foreign data, checked field by field
  draw({ id, commands }: any): object | undefined {
    const drawn = this.#drawn.get(id);
    const [image, ...place] = (Array.isArray(commands) ? commands : []).at(-1)?.args ?? [];
    const blob = image?.rr_type === 'ImageBitmap' ? image.args?.[0] : undefined;
    const base64 = blob?.data?.[0]?.base64;
    if (!drawn || typeof blob?.type !== 'string' || !RASTER.test(blob.type) || typeof base64 !== 'string')
      return undefined;
    if (base64.length > PICTURE_MAX_CHARS || !BASE64.test(base64)) return undefined;
    if (drawn.picture === undefined) this.pictured++;
    const [, , width, height] = place;
    Object.assign(drawn, { width: size(width, drawn.width), height: size(height, drawn.height) });
    drawn.picture = `data:${blob.type};base64,${base64}`;
    const attributes = [{ id, attributes: { style: contentStyle(drawn) } }];
    return { source: SOURCE.mutation, adds: [], removes: [], texts: [], attributes };
  }
}

function contentStyle(drawn: Drawn): Attributes {
  return { content: [`url("${contentOf(drawn)}")`, ''] };
}

function text(style: unknown): string {
  return typeof style === 'string' && style !== '' ? `${style};` : '';
}

/** An image of the canvas's size, whatever the picture's: it was made smaller where the canvas is large. */
function contentOf({ width, height, picture }: Drawn): string {
  if (picture === undefined) return hatched(width, height);
  const [before, after] = framed(
    width,
    height,
    `<image href='|' width='100%' height='100%' preserveAspectRatio='none'/>`,
  );
  return `${before}${picture}${after}`;
}

function size(value: unknown, fallback: number): number {
  const pixels = Number(value);
  const isSize = value !== undefined && value !== null && Number.isFinite(pixels) && pixels >= 0;
  return isSize ? Math.min(SIDE_MAX, Math.round(pixels)) : fallback;
}

function hatched(width: number, height: number): string {
  const pattern = `<pattern id='h' width='9' height='9' patternUnits='userSpaceOnUse' patternTransform='rotate(45)'><rect width='4' height='9' fill='#8883'/></pattern>`;
  return framed(width, height, `${pattern}<rect width='100%' height='100%' fill='url(#h)'/>`).join('');
}

/** An SVG image as an address, in two parts where something that needs no escaping stands in its middle (`|`). */
function framed(width: number, height: number, inner: string): string[] {
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'>${inner}</svg>`;
  const [before = '', ...after] = svg.split('|').map(encodeURIComponent);
  return [`data:image/svg+xml,${before}`, ...after];
}

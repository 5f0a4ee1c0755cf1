import type { Attributes } from './sanitize-attributes.ts';

/** What HTML gives a canvas that says nothing. CSS pixels. */
const DEFAULT_SIZE = { width: 300, height: 150 };

/**
 * Gives a canvas a picture to stand for it, in place. Where scripts are off, browsers lay out a canvas as if it were not there,
 * and everything after it moves up: clicks would land beside their buttons. An image as `content` has the size that the
 * canvas had, and author styles apply to it as before. Where the recording carries the drawing, that is the picture.
 */
export function standInForCanvas(attributes: Attributes): void {
  const width = size(attributes.width, DEFAULT_SIZE.width);
  const height = size(attributes.height, DEFAULT_SIZE.height);
  const drawn = attributes.rr_dataURL;
  const picture = typeof drawn === 'string' && !drawn.includes('"') ? drawn : hatched(width, height);
  delete attributes.rr_dataURL;
  const own = typeof attributes.style === 'string' ? `${attributes.style};` : '';
  attributes.style = `${own}content:url("${picture}")`;
}

function size(value: unknown, fallback: number): number {
  const pixels = Number(value);
  return value !== undefined && Number.isFinite(pixels) && pixels >= 0
    ? Math.min(10_000, Math.round(pixels))
    : fallback;
}

function hatched(width: number, height: number): string {
  const pattern = `<pattern id='h' width='9' height='9' patternUnits='userSpaceOnUse' patternTransform='rotate(45)'><rect width='4' height='9' fill='#8883'/></pattern>`;
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'>${pattern}<rect width='100%' height='100%' fill='url(#h)'/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

import { isUtf8 } from 'node:buffer';
import type { AssetKind } from '@falter/wire';

/*
 * What a file is, by its first bytes and whatever it was said to be. Ten types, each known by a fixed text at a fixed place: a library
 * that knows hundreds parses what strangers sent, and has had to be mended for it (CVE-2022-36313). What is behind the
 * first bytes is nobody's affair: the API serves each file as what it begins as, and as nothing that runs.
 */

/** Text at a place; `?` for any character. */
type Mark = readonly [at: number, text: string];

const IMAGES: Readonly<Record<string, readonly (readonly Mark[])[]>> = {
  'image/png': [[[0, '\x89PNG\r\n\x1a\n']]],
  'image/jpeg': [[[0, '\xff\xd8\xff']]],
  'image/gif': [[[0, 'GIF87a']], [[0, 'GIF89a']]],
  'image/webp': [
    [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  ],
  'image/avif': [[[4, 'ftypavif']], [[4, 'ftypavis']]],
  'image/x-icon': [[[0, '\0\0\x01\0']]],
};

const FONTS: Readonly<Record<string, readonly (readonly Mark[])[]>> = {
  'font/woff2': [[[0, 'wOF2']]],
  'font/woff': [[[0, 'wOFF']]],
  'font/ttf': [[[0, '\0\x01\0\0']], [[0, 'true']]],
  'font/otf': [[[0, 'OTTO']]],
};

/** An SVG: what may stand before its element is white space, an XML declaration, comments, a document type. */
const SVG =
  /^\uFEFF?(?:\s|<\?xml[^>]*\?>|<!--(?:(?!-->)[\s\S])*-->|<!DOCTYPE svg[^>[]*(?:\[[^\]]*\][^>]*)?>)*<svg[\s>]/i;

/** Characters in which the element of an SVG must begin. */
const SVG_HEAD = 4_096;

/** Media type of a picture or a font; undefined for everything else. */
export function fileType(kind: Extract<AssetKind, 'image' | 'font'>, bytes: Buffer): string | undefined {
  const found = Object.entries(kind === 'image' ? IMAGES : FONTS).find(([, marks]) =>
    marks.some((all) => all.every(([at, text]) => bytes.toString('latin1', at, at + text.length) === text)),
  );
  if (found) return found[0];
  return kind === 'image' && isSvg(bytes) ? 'image/svg+xml' : undefined;
}

function isSvg(bytes: Buffer): boolean {
  return isUtf8(bytes) && SVG.test(bytes.toString('utf8', 0, SVG_HEAD));
}

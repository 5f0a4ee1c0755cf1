import type { AssetKind } from '@falter/wire';

/** First bytes of pictures and fonts, as Latin-1; `?` is any byte. A server sniffs again. */
const SIGNS: [AssetKind, string][] = [
  ['image', '\x89PNG\r\n\x1a\n'],
  ['image', '\xff\xd8\xff'],
  ['image', 'GIF8'],
  ['image', 'RIFF????WEBP'],
  ['image', '????ftypavi'],
  ['image', '\0\0\x01\0'],
  ['font', 'wOF2'],
  ['font', 'wOFF'],
  ['font', 'OTTO'],
  ['font', '\0\x01\0\0'],
  ['font', 'true'],
];

/** An SVG picture begins with its element, behind a declaration, a doctype and comments at most. */
const SVG = /^\ufeff?\s*(?:<\?xml[^>]*>\s*|<!doctype svg[^>]*>\s*|<!--[\s\S]*?-->\s*)*<svg[\s>]/i;

/** Characters in which `<svg` must come. */
const SVG_HEAD = 1_024;

/** Whether bytes are a picture or a font, by their first ones; undefined for anything else (a page of login, an error in JSON). */
export function sniff(bytes: Uint8Array): AssetKind | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, SVG_HEAD));
  const sign = SIGNS.find(([, begin]) => Array.from(begin).every((char, at) => char === '?' || head[at] === char));
  return sign?.[0] ?? (SVG.test(head.replace(/^\xef\xbb\xbf/, '')) ? 'image' : undefined);
}

import { gapPicture } from '../assets/gap-picture.ts';
import { ShownFiles } from '../assets/shown-files.ts';
import { safeCss } from './css.ts';

/** Attributes of a node as rrweb records them: text, booleans, numbers (`rr_width`), style objects in mutations. */
export type Attributes = Record<string, unknown>;

/** Elements that fetch, navigate or change where others do: they keep their place in the tree and nothing else. */
const EMPTIED: ReadonlySet<string> = new Set([
  'base',
  'link',
  'meta',
  'iframe',
  'frame',
  'object',
  'embed',
  'applet',
  'portal',
  'fencedframe',
]);

/** What such an element may keep: how it looks, and the sheet that rrweb put into it. */
const KEPT_ON_EMPTIED: ReadonlySet<string> = new Set([
  '_csstext',
  'class',
  'disabled',
  'height',
  'hidden',
  'id',
  'media',
  'rr_height',
  'rr_width',
  'style',
  'width',
]);

/** Attributes that name something to fetch or to go to. */
const ADDRESSES: ReadonlySet<string> = new Set([
  'action',
  'background',
  'data',
  'dynsrc',
  'formaction',
  'href',
  'lowsrc',
  'manifest',
  'poster',
  'src',
  'xlink:href',
]);

/** Attributes that do nothing for a picture of a page and something for whoever wrote them. */
const DROPPED: ReadonlySet<string> = new Set([
  'attributionsrc',
  'autofocus',
  'autoplay',
  'csp',
  'http-equiv',
  'imagesrcset',
  'integrity',
  'is',
  'nonce',
  'ping',
  'rr_mediastate',
  'rr_src',
  'sandbox',
  'srcdoc',
  'srcset',
]);

/**
 * Where a picture stands whose bytes are not kept: '' or the reason that the page told. Drawn by the replayer's own style rule.
 */
export const ABSENT_PICTURE = 'data-falter-absent';

const SHOWN: ReadonlySet<string> = new Set(['audio', 'img', 'video']);
const PICTURE = /^data:(?:image|video|audio|font)\//i;
const EMPTY_PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='64' height='64'/%3E";
const CONTROLS_AND_SPACES = /[\p{Cc}\s]+/gu;
const SCRIPTING = /^(?:javascript|vbscript|livescript|data:text|data:application|view-source|file)/i;
const HAPPENING = /^on/;
const ANIMATES_ADDRESS = /href|src|^on/i;

/** Beside `img`, which has several addresses: what shows a picture, by tag, and the attribute that names it. */
const PICTURED: Readonly<Record<string, RegExp>> = {
  input: /^src$/,
  video: /^poster$/,
  image: /href$/,
  feimage: /href$/,
  body: /^background$/,
  table: /^background$/,
  td: /^background$/,
  th: /^background$/,
};

/** Attributes of SVG that are CSS. */
const DRAWN_BY_CSS = /^(?:clip-path|cursor|fill|filter|marker(?:-\w+)?|mask|stroke)$/;

/** The element whose attributes they are, and the files that its recording tells of. */
export interface Bearer {
  /** In lower case, '' when it is not known. */
  tag: string;
  id: number;
  files: ShownFiles;
}

interface Attribute extends Bearer {
  name: string;
  value: string;
}

const NO_FILES = new ShownFiles();

/** Attributes that are safe to build, out of anything a recording says. */
export function safeAttributes(of: Bearer | string, attributes: Attributes): Attributes {
  const bearer = typeof of === 'string' ? { tag: of, id: 0, files: NO_FILES } : of;
  const safe: Attributes = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (!isKept(bearer.tag, name.toLowerCase())) continue;
    if (typeof value === 'string') addText(safe, { ...bearer, name, value });
    else safe[name] = name === 'style' ? declarations(value, bearer) : value;
  }
  return safe;
}

/** Changed declarations of an inline style as rrweb tells them: a value, value and priority, or false for a removed one. */
function declarations(style: unknown, { id, files }: Bearer): unknown {
  if (typeof style !== 'object' || style === null) return style;
  const css = (value: unknown): unknown => (typeof value === 'string' ? files.css(value, id) : value);
  return Object.fromEntries(
    Object.entries(style).map(([name, value]) => [name, Array.isArray(value) ? value.map(css) : css(value)]),
  );
}

function isKept(tag: string, name: string): boolean {
  if (HAPPENING.test(name) || DROPPED.has(name)) return false;
  return tag !== '' && !EMPTIED.has(tag) ? true : KEPT_ON_EMPTIED.has(name);
}

function addText(safe: Attributes, attribute: Attribute): void {
  const { tag, id, files, name, value } = attribute;
  const lower = name.toLowerCase();
  if (lower === '_csstext') safe[name] = files.css(safeCss(value));
  else if (lower === 'style') safe[name] = files.css(safeCss(value), id);
  else if (DRAWN_BY_CSS.test(lower)) safe[name] = files.css(value, id);
  else if (lower === 'rr_dataurl') {
    if (PICTURE.test(value)) safe[name] = value;
  } else if (lower === 'attributename') {
    if (!ANIMATES_ADDRESS.test(value)) safe[name] = value;
  } else if (!ADDRESSES.has(lower)) safe[name] = value;
  else if (tag === 'a' || tag === 'area') safe[name] = isScripting(value) ? '#' : value;
  else addFetched(safe, attribute);
}

/**
 * Only bytes that the recording itself carries are shown, and pictures that are stored beside it. Everything else would be a call to
 * where the page came from.
 */
function addFetched(safe: Attributes, attribute: Attribute): void {
  const { tag, name, value } = attribute;
  const carried = isCarried(value);
  if (carried) safe[name] = value;
  else if (PICTURED[tag]?.test(name.toLowerCase())) addPicture(safe, attribute);
  if (!SHOWN.has(tag) || name.toLowerCase() !== 'src') return;
  if (!carried && tag === 'img') safe[name] = EMPTY_PICTURE;
  // In a mutation, null takes away the mark of the picture that was there before; a snapshot ignores it.
  safe[ABSENT_PICTURE] = carried ? null : '';
}

/** Whether the address is the thing itself, or a place in the same document. */
export function isCarried(address: string): boolean {
  return PICTURE.test(address.trim()) || address.startsWith('#');
}

function addPicture(safe: Attributes, { id, files, name, value }: Attribute): void {
  const shown = files.picture(id, [value]);
  if (shown) safe[name] = 'gap' in shown ? gapPicture(shown.gap, shown.size) : shown.address;
}

function isScripting(value: string): boolean {
  return SCRIPTING.test(value.replace(CONTROLS_AND_SPACES, ''));
}

import { safeCss } from './sanitize-css.ts';

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

/** Where a picture stands whose bytes the recording does not carry. Drawn by the replayer's own style rule. */
export const ABSENT_PICTURE = 'data-falter-absent';

const SHOWN: ReadonlySet<string> = new Set(['audio', 'img', 'video']);
const PICTURE = /^data:(?:image|video|audio|font)\//i;
const EMPTY_PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='64' height='64'/%3E";
const CONTROLS_AND_SPACES = /[\p{Cc}\s]+/gu;
const SCRIPTING = /^(?:javascript|vbscript|livescript|data:text|data:application|view-source|file)/i;
const HAPPENING = /^on/;
const ANIMATES_ADDRESS = /href|src|^on/i;

interface Attribute {
  tag: string;
  name: string;
  value: string;
}

/** Attributes that are safe to build, out of anything a recording says. `tag` in lower case, '' when it is not known. */
export function safeAttributes(tag: string, attributes: Attributes): Attributes {
  const safe: Attributes = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (!isKept(tag, name.toLowerCase())) continue;
    if (typeof value === 'string') addText(safe, { tag, name, value });
    else safe[name] = value;
  }
  return safe;
}

function isKept(tag: string, name: string): boolean {
  if (HAPPENING.test(name) || DROPPED.has(name)) return false;
  return tag !== '' && !EMPTIED.has(tag) ? true : KEPT_ON_EMPTIED.has(name);
}

function addText(safe: Attributes, attribute: Attribute): void {
  const { tag, name, value } = attribute;
  const lower = name.toLowerCase();
  if (lower === '_csstext' || lower === 'style') safe[name] = safeCss(value);
  else if (lower === 'rr_dataurl') {
    if (PICTURE.test(value)) safe[name] = value;
  } else if (lower === 'attributename') {
    if (!ANIMATES_ADDRESS.test(value)) safe[name] = value;
  } else if (!ADDRESSES.has(lower)) safe[name] = value;
  else if (tag === 'a' || tag === 'area') safe[name] = isScripting(value) ? '#' : value;
  else addFetched(safe, attribute);
}

/** Only bytes that the recording itself carries are shown. Everything else would be a call to where the page came from. */
function addFetched(safe: Attributes, { tag, name, value }: Attribute): void {
  const carried = PICTURE.test(value.trim()) || value.startsWith('#');
  if (carried) safe[name] = value;
  if (!SHOWN.has(tag) || name.toLowerCase() !== 'src') return;
  if (!carried && tag === 'img') safe[name] = EMPTY_PICTURE;
  // In a mutation, null takes away the mark of the picture that was there before; a snapshot ignores it.
  safe[ABSENT_PICTURE] = carried ? null : '';
}

function isScripting(value: string): boolean {
  return SCRIPTING.test(value.replace(CONTROLS_AND_SPACES, ''));
}

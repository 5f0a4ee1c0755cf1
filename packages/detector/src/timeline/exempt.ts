import type { Target } from '@falter/wire';
import { isControl, isEditable, MEDIA, NATIVE_TYPES } from './controls.ts';
import { labelledField } from './describe.ts';
import { attribute, downwards, hasAttribute, isAttached, type MirrorNode, upwards } from './mirror.ts';

/** Why no verdict is passed on a click here: the answer, if there is one, is invisible to a recording. '' = none. */
export type Exempt =
  | ''
  | 'unknown'
  | 'editable'
  | 'native'
  | 'media'
  | 'frame'
  | 'surface'
  | 'download'
  | 'new-tab'
  | 'handler'
  | 'in-page'
  | 'silent'
  | 'current'
  | 'css'
  | 'drag'
  | 'refocus';

/** What these do happens outside of the page: clipboard, printer, download, another window. */
const SILENT_WORDS =
  /\b(?:copy|copied|clipboard|download|export|print|drucken|kopieren|herunterladen|save as|save image|new tab|new window|open in|full ?screen)\b/i;
/** Phones have a sheet of their own for this; elsewhere a page shows something. */
const SHARE_WORDS = /\b(?:share|teilen)\b/i;
const SILENT_CLASS =
  /(?:^|[\s_-])(?:clipboard|download|print|fullscreen|copy(?:[\s_-]?(?:btn|button|link|code|icon))?)(?:$|[\s_-])/i;
const DOWNLOAD_FILE = /\.(?:pdf|zip|gz|tgz|rar|7z|dmg|exe|msi|apk|csv|xlsx?|docx?|pptx?|ics|mp3|mp4|epub|json|xml)$/i;
/** Levels around a control in which a canvas is its. */
const CANVAS_LEVELS = 3;
/** Tools of drawings and maps, and nodes of a page that is looked through for one. */
const TOOL_WORDS =
  /\b(?:undo|redo|zoom|rotate|turn|flip|mirror|crop|brush|pen|pencil|eraser|erase|fill|layer|shape|pan|centre|center|fit|rückgängig|wiederholen|drehen|spiegeln|radieren)\b|[↶↷⟲⟳]/i;
const PAGE_NODES = 3_000;
const CURRENT_CLASS = /(?:^|[\s_-])(?:active|current|selected|is-active|is-selected|is-current)(?:$|[\s])/i;

/**
 * Why no verdict is passed on a click on `node` (the control that was meant) by hitting `hit`, apart from what the style sheets
 * say. Null `looks`: nothing there looks clickable.
 */
export function exemptionOf(aim: Hit, { selections, touch, canvas, drawn }: Recorder): Exempt {
  const { hit, node, looks } = aim;
  return (
    nativeExemption(hit, node) ||
    (canvas ? '' : drawn || isTool(aim) ? 'media' : unseenDrawing(node)) ||
    linkExemption(node) ||
    (looks ? '' : surfaceExemption(hit, selections)) ||
    silentExemption(aim, touch) ||
    (isCurrent(node) ? 'current' : '')
  );
}

/** What must be known of the recorder, and of the device. */
export interface Recorder {
  /** It tells selections, so that hammering text can be told from selecting it. */
  selections: boolean;
  /** Somebody touches the screen. */
  touch: boolean;
  /** It tells what is drawn on a canvas. */
  canvas: boolean;
  /** The visitor has pressed on a canvas of this document: what its buttons do may be drawn there. */
  drawn: boolean;
}

/** Where the pointer was, and what was meant by it. */
interface Hit {
  hit: MirrorNode;
  node: MirrorNode;
  target: Target;
  /** It looks clickable. */
  looks: boolean;
}

function nativeExemption(hit: MirrorNode, node: MirrorNode): Exempt {
  if (!isAttached(hit)) return 'unknown';
  if (hit.tag === 'html' || hit.tag === 'body' || hit.tag === '#document') return 'unknown';
  for (const at of upwards(hit, 4)) {
    if (MEDIA.has(at.tag)) return 'media';
    if (at.tag === 'iframe' || at.tag === 'frame') return 'frame';
  }
  for (const at of upwards(hit)) if (isEditable(at)) return 'editable';
  if (node.tag === 'label') return labelExemption(node);
  if (node.tag === 'select' || node.tag === 'option' || node.tag === 'datalist') return 'native';
  if (node.tag === 'input' && NATIVE_TYPES.has(attribute(node, 'type').toLowerCase())) return 'native';
  if (hasAttribute(node, 'popovertarget') || hasAttribute(node, 'commandfor')) return 'native';
  return '';
}

/** An empty element beside a canvas or a video: it catches the pointer for it. */
function isLayerOverMedia(hit: MirrorNode): boolean {
  if (hit.first) return false;
  for (const node of downwards(hit.parent ?? hit, 10))
    if (MEDIA.has(node.tag) && node.parent === hit.parent) return true;
  return false;
}

/** Its part of the page has a canvas: what it does may be drawn there, and nobody tells. */
function unseenDrawing(node: MirrorNode): Exempt {
  for (const around of upwards(node.parent, CANVAS_LEVELS)) {
    if (/^(?:body|html|main)$/.test(around.tag)) return '';
    for (const part of downwards(around, 60)) if (part.tag === 'canvas') return 'media';
  }
  return '';
}

/** A tool of a drawing that stands elsewhere on the page, by what it says. */
function isTool({ node, target }: Hit): boolean {
  if (!TOOL_WORDS.test(target.label)) return false;
  const page = [...upwards(node)].at(-1) ?? node;
  for (const part of downwards(page, PAGE_NODES)) if (part.tag === 'canvas') return true;
  return false;
}

/** What no one would take for one thing to click on: a part of the page with controls of its own, or selectable text. */
function surfaceExemption(hit: MirrorNode, selections: boolean): Exempt {
  if (isLayerOverMedia(hit)) return 'media';
  for (const node of downwards(hit, 60)) {
    if (node !== hit && isControl(node)) return 'surface';
    if (!selections && node.tag === '#text' && node.text.trim() !== '') return 'surface';
  }
  return '';
}

/** A label is as clickable as the field it belongs to; only a checkbox must change by it. */
function labelExemption(label: MirrorNode): Exempt {
  const field = labelledField(label);
  if (field?.tag !== 'input') return 'native';
  return attribute(field, 'type').toLowerCase() === 'checkbox' ? '' : 'native';
}

function linkExemption(node: MirrorNode): Exempt {
  if (node.tag !== 'a' && node.tag !== 'area') return '';
  if (hasAttribute(node, 'download')) return 'download';
  const target = attribute(node, 'target').toLowerCase();
  if (target && target !== '_self' && target !== '_top' && target !== '_parent') return 'new-tab';
  const href = attribute(node, 'href').trim();
  // A recording has every address in full.
  if (/#(?!top$)[^!/]/.test(href)) return 'in-page';
  if (/^(?!https?:|javascript:|file:)[a-z][a-z0-9+.-]*:/i.test(href)) return 'handler';
  return DOWNLOAD_FILE.test(pathOf(href)) ? 'download' : '';
}

/** What it says counts; where it says nothing, how it is called. */
function silentExemption({ hit, node, target }: Hit, touch: boolean): Exempt {
  const isSilent = (words: string) => SILENT_WORDS.test(words) || (touch && SHARE_WORDS.test(words));
  if (isSilent(target.label)) return 'silent';
  const isNamed = target.label.includes('"');
  for (const at of hit === node ? [node] : [node, hit]) {
    const said = ['aria-label', 'title', 'data-original-title'].map((name) => attribute(at, name)).join(' ');
    if (isSilent(said.slice(0, 400))) return 'silent';
    if (hasAttribute(at, 'data-clipboard-text') || hasAttribute(at, 'data-clipboard-target')) return 'silent';
    if (SILENT_CLASS.test(attribute(at, 'class').slice(0, 400))) return 'silent';
    if (!isNamed && SILENT_CLASS.test(attribute(at, 'id').slice(0, 80))) return 'silent';
  }
  return '';
}

/** It is where the visitor already is: the tab that is open, the page that is shown, the option that is chosen. */
function isCurrent(node: MirrorNode): boolean {
  for (const at of upwards(node, 2)) {
    const current = attribute(at, 'aria-current');
    if (current && current !== 'false') return true;
    if (attribute(at, 'aria-selected') === 'true' && attribute(at, 'role') !== 'gridcell') return true;
    if (at.tag === 'li' || at === node) {
      const isTab = at.tag === 'li' || at.tag === 'a' || attribute(at, 'role') === 'tab';
      if (isTab && CURRENT_CLASS.test(attribute(at, 'class').slice(0, 400))) return true;
    }
  }
  if (attribute(node, 'role') === 'radio' && attribute(node, 'aria-checked') === 'true') return true;
  return node.tag === 'input' && attribute(node, 'type') === 'radio' && hasAttribute(node, 'checked');
}

/** Path of an address without query and fragment. */
function pathOf(href: string): string {
  const end = href.search(/[?#]/);
  return end < 0 ? href : href.slice(0, end);
}

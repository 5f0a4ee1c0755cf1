import type { Target } from '@falter/wire';
import type { CssHints } from './css-hints.ts';
import { describe, labelledField } from './describe.ts';
import { attribute, downwards, hasAttribute, isAttached, type MirrorNode, upwards } from './mirror.ts';
import { isRaw } from './raw.ts';

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

/** What a click landed on. */
export interface Subject {
  /** The control that was meant: the nearest thing that looks clickable around the node, else the node itself. */
  node: MirrorNode | null;
  target: Target | null;
  /** It looks as if a click would do something. 'sibling' is decided later, from clicks that did something. */
  looks: 'control' | 'pointer' | '';
  exempt: Exempt;
  /** Greyed out by aria or class: it does not look clickable, but hammering it is still struggle. */
  disabled: boolean;
  /** Where a link or a submit button would lead away; the recording may end there. '' = it would not. */
  leadsTo: string;
  /** Signals that the site switched off here: `data-falter-ignore="rage-click dead-click"`. */
  ignored: readonly string[];
  /** Tag and classes that it, or what is around it, shares with a neighbour: an entry of a list, a card among cards. */
  likeness: readonly string[];
}

/** Levels between the pixel that was hit and the control around it: icon, span, flex box, button. */
const CONTROL_LEVELS = 6;

const CONTROL_ROLES = new Set(
  'button link tab checkbox radio switch option menuitem menuitemcheckbox menuitemradio treeitem'.split(' '),
);
const MEDIA = new Set(['canvas', 'video', 'audio', 'embed', 'object', 'model-viewer']);
const BUTTON_TYPES = new Set(['submit', 'button', 'reset', 'image']);
/** Inputs whose picker belongs to the browser or the system; a recording shows nothing of it. */
const NATIVE_TYPES = new Set('date datetime-local month week time color file range'.split(' '));
/** Attributes by which frameworks and libraries tie a click to an element. */
const HANDLER_ATTRIBUTES = [
  'onclick',
  '_onclick',
  'onmousedown',
  'ng-click',
  '@click',
  'v-on:click',
  'x-on:click',
  'jsaction',
  'data-action',
  'data-toggle',
  'data-bs-toggle',
  'data-href',
  'data-dismiss',
  'data-bs-dismiss',
  'hx-get',
  'hx-post',
];
const BUTTON_CLASS = /(?:^|[\s_-])(?:btn|button|clickable|cta)(?:$|[\s_-])/i;
/** What these do happens outside of the page: clipboard, printer, download, share sheet, another window. */
const SILENT_WORDS =
  /\b(?:copy|copied|clipboard|download|export|print|drucken|kopieren|herunterladen|save as|save image|share|teilen|new tab|new window|open in|full ?screen)\b/i;
const SILENT_CLASS =
  /(?:^|[\s_-])(?:clipboard|download|print|fullscreen|copy(?:[\s_-]?(?:btn|button|link|code|icon))?)(?:$|[\s_-])/i;
const DOWNLOAD_FILE = /\.(?:pdf|zip|gz|tgz|rar|7z|dmg|exe|msi|apk|csv|xlsx?|docx?|pptx?|ics|mp3|mp4|epub|json|xml)$/i;
const CURRENT_CLASS = /(?:^|[\s_-])(?:active|current|selected|is-active|is-selected|is-current)(?:$|[\s])/i;

/** What a subject is read with, beside the page itself. */
export interface Surroundings {
  hints: CssHints;
  /** The recorder tells selections, so that hammering text can be told from selecting it. */
  selections: boolean;
}

/** Reads the target of a click out of the page as it is right now. */
export function readSubject(hit: MirrorNode | null, { hints, selections }: Surroundings): Subject {
  if (!hit) return NO_SUBJECT;
  const control = controlAround(hit);
  const pointer = control ? null : pointerAround(hit, hints);
  const node = control ?? pointer ?? hit;
  const target = describe(node);
  const looks = control ? 'control' : pointer ? 'pointer' : '';
  return {
    node,
    target,
    looks,
    exempt:
      exemptionOf(hit, node) ||
      (looks === '' && surfaceExemption(hit, selections)) ||
      silentExemption(hit, node, target) ||
      (hints.answers(node) ? 'css' : ''),
    disabled: isDisabled(node),
    leadsTo: leadingTo(node),
    ignored: ignoredAround(node),
    likeness: likenessOf(hit),
  };
}

const NO_SUBJECT: Subject = {
  node: null,
  target: null,
  looks: '',
  exempt: 'unknown',
  disabled: false,
  leadsTo: '',
  ignored: [],
  likeness: [],
};

function controlAround(hit: MirrorNode): MirrorNode | null {
  for (const node of upwards(hit, CONTROL_LEVELS)) if (isControl(node)) return node;
  return null;
}

function isControl(node: MirrorNode): boolean {
  switch (node.tag) {
    case 'a':
    case 'area':
    case 'button':
    case 'summary':
    case 'label':
    case 'input':
      return true;
    case 'body':
    case 'html':
    case '#text':
    case '#document':
      return false;
  }
  if (CONTROL_ROLES.has(attribute(node, 'role').toLowerCase())) return true;
  if (HANDLER_ATTRIBUTES.some((name) => hasAttribute(node, name))) return true;
  const { style } = node.attributes;
  if (typeof style === 'string' && /cursor\s*:\s*pointer/i.test(style.slice(0, 2_000))) return true;
  if (isRaw(style) && style.cursor === 'pointer') return true;
  return BUTTON_CLASS.test(attribute(node, 'class').slice(0, 400));
}

function pointerAround(hit: MirrorNode, hints: CssHints): MirrorNode | null {
  for (const node of upwards(hit, CONTROL_LEVELS - 2)) if (hints.hasPointer(node)) return node;
  return null;
}

function exemptionOf(hit: MirrorNode, node: MirrorNode): Exempt {
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
  return linkExemption(node);
}

/** What no one would take for one thing to click on: a part of the page with controls of its own, or selectable text. */
function surfaceExemption(hit: MirrorNode, selections: boolean): Exempt {
  for (const node of downwards(hit.parent ?? hit, 30)) if (MEDIA.has(node.tag)) return 'media';
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

/** A field that takes text: a click there places the caret, and hammering selects words. */
export function isEditable(node: MirrorNode): boolean {
  if (node.tag === 'textarea') return true;
  if (node.tag === 'input') {
    const type = attribute(node, 'type').toLowerCase();
    return !BUTTON_TYPES.has(type) && !NATIVE_TYPES.has(type) && type !== 'checkbox' && type !== 'radio';
  }
  const editable = node.attributes.contenteditable;
  if (editable === '' || editable === true || editable === 'true' || editable === 'plaintext-only') return true;
  const role = attribute(node, 'role');
  return role === 'textbox' || role === 'searchbox' || role === 'slider';
}

function linkExemption(node: MirrorNode): Exempt {
  if (node.tag !== 'a' && node.tag !== 'area') return '';
  if (hasAttribute(node, 'download')) return 'download';
  const target = attribute(node, 'target').toLowerCase();
  if (target && target !== '_self' && target !== '_top' && target !== '_parent') return 'new-tab';
  const href = attribute(node, 'href').trim();
  if (/^#[^!/]/.test(href) && !/^#(?:$|top$)/.test(href)) return 'in-page';
  if (/^(?!https?:|javascript:|file:)[a-z][a-z0-9+.-]*:/i.test(href)) return 'handler';
  return DOWNLOAD_FILE.test(pathOf(href)) ? 'download' : '';
}

function silentExemption(hit: MirrorNode, node: MirrorNode, target: Target): Exempt {
  for (const at of hit === node ? [node] : [node, hit]) {
    const said = ['aria-label', 'title', 'data-original-title'].map((name) => attribute(at, name)).join(' ');
    if (SILENT_WORDS.test(said.slice(0, 400))) return 'silent';
    if (SILENT_CLASS.test(attribute(at, 'class').slice(0, 400)) || SILENT_CLASS.test(attribute(at, 'id').slice(0, 80)))
      return 'silent';
    if (hasAttribute(at, 'data-clipboard-text') || hasAttribute(at, 'data-clipboard-target')) return 'silent';
  }
  if (SILENT_WORDS.test(target.label)) return 'silent';
  return isCurrent(node) ? 'current' : '';
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

function isDisabled(node: MirrorNode): boolean {
  for (const at of upwards(node, 2)) {
    if (hasAttribute(at, 'disabled') || attribute(at, 'aria-disabled') === 'true') return true;
    if (/(?:^|[\s_-])disabled(?:$|\s)/i.test(attribute(at, 'class').slice(0, 400))) return true;
  }
  return false;
}

/** Where it would lead away from this document: a link's address, or 'submit' for a submit button in a form. */
function leadingTo(node: MirrorNode): string {
  if (node.tag === 'a' || node.tag === 'area') {
    const href = attribute(node, 'href').trim();
    return href === '' || href.startsWith('#') || href.endsWith('#') || /^javascript:/i.test(href) ? '' : href;
  }
  const type = attribute(node, 'type').toLowerCase();
  const submits = node.tag === 'button' ? type === '' || type === 'submit' : type === 'submit' || type === 'image';
  if (!submits || (node.tag !== 'button' && node.tag !== 'input')) return '';
  if (hasAttribute(node, 'form')) return 'submit';
  for (const at of upwards(node)) if (at.tag === 'form') return 'submit';
  return '';
}

function ignoredAround(node: MirrorNode): readonly string[] {
  for (const at of upwards(node)) {
    const list = attribute(at, 'data-falter-ignore');
    if (list) return list.slice(0, 400).split(/[\s,]+/);
  }
  return [];
}

function likenessOf(hit: MirrorNode): readonly string[] {
  const found: string[] = [];
  for (const node of upwards(hit, 4)) {
    const own = nameOf(node);
    if (own && (nameOf(node.next) === own || nameOf(node.previous) === own)) found.push(own);
  }
  return found;
}

function nameOf(node: MirrorNode | null): string {
  const classes = node ? attribute(node, 'class').slice(0, 200).trim() : '';
  return node && classes ? `${node.tag}.${classes}` : '';
}

/** Path of an address without query and fragment. */
function pathOf(href: string): string {
  const end = href.search(/[?#]/);
  return end < 0 ? href : href.slice(0, end);
}

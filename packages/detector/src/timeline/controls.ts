import { attribute, hasAttribute, type MirrorNode, upwards } from './mirror.ts';
import { isRaw } from './raw.ts';

/** Levels between the pixel that was hit and the control around it: icon, span, flex box, button. */
export const CONTROL_LEVELS: number = 6;

const CONTROL_ROLES = new Set(
  'button link tab checkbox radio switch option menuitem menuitemcheckbox menuitemradio treeitem'.split(' '),
);
export const MEDIA: ReadonlySet<string> = new Set(['canvas', 'video', 'audio', 'embed', 'object', 'model-viewer']);
const BUTTON_TYPES = new Set(['submit', 'button', 'reset', 'image']);
/** Inputs whose picker belongs to the browser or the system; a recording shows nothing of it. */
export const NATIVE_TYPES: ReadonlySet<string> = new Set(
  'date datetime-local month week time color file range'.split(' '),
);
/** Attributes by which frameworks and libraries tie a click to an element. */
const HANDLER_ATTRIBUTES = new Set([
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
]);
/** Cursors that say that a click does something. */
const INVITING_STYLE = /cursor\s*:\s*(?:pointer|zoom-in)/i;
const BUTTON_CLASS = /(?:^|[\s_-])(?:btn|button|clickable|cta)(?:$|[\s_-])/i;

/** It looks as if a click would do something: by its tag, role, handler, inline style or class. */
export function isControl(node: MirrorNode): boolean {
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
  // By what it has: most elements have two attributes or three.
  for (const name in node.attributes) if (HANDLER_ATTRIBUTES.has(name) && hasAttribute(node, name)) return true;
  const { style } = node.attributes;
  if (typeof style === 'string' && INVITING_STYLE.test(style.slice(0, 2_000))) return true;
  if (isRaw(style) && (style.cursor === 'pointer' || style.cursor === 'zoom-in')) return true;
  return BUTTON_CLASS.test(attribute(node, 'class').slice(0, 400));
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

/** Greyed out by attribute, aria or class. */
export function isDisabled(node: MirrorNode): boolean {
  for (const at of upwards(node, 2)) {
    if (hasAttribute(at, 'disabled') || attribute(at, 'aria-disabled') === 'true') return true;
    if (/(?:^|[\s_-])disabled(?:$|\s)/i.test(attribute(at, 'class').slice(0, 400))) return true;
  }
  return false;
}

/** Where it would lead away from this document: a link's address, or 'submit' for a submit button in a form. */
export function leadingTo(node: MirrorNode): string {
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

import type { Target } from '@falter/wire';
import { attribute, downwards, hasAttribute, type MirrorNode, upwards } from './mirror.ts';
import { isRaw } from './raw.ts';
import { speakable } from './wording.ts';

/** Nodes that are looked at for the text of one label, and siblings for one position: labels come from the start. */
const LABEL_NODES = 200;
const SIBLINGS = 100;
/** Text under a mask: stars, as many as there were characters. */
const MASKED = /^[*\s]+$/;
/** Steps of a selector: enough to read where something is. */
const SELECTOR_STEPS = 5;

const ROLE_WORDS: Readonly<Record<string, string>> = {
  button: 'button',
  link: 'link',
  tab: 'tab',
  checkbox: 'checkbox',
  radio: 'option',
  switch: 'switch',
  option: 'option',
  menuitem: 'menu item',
  menuitemcheckbox: 'menu item',
  menuitemradio: 'menu item',
  combobox: 'list',
  textbox: 'field',
  searchbox: 'field',
};

const TAG_WORDS: Readonly<Record<string, string>> = {
  a: 'link',
  button: 'button',
  select: 'list',
  textarea: 'field',
  img: 'image',
  svg: 'icon',
  form: 'form',
  summary: 'section',
  label: 'label',
};

/** The node as a finding names it. Text is what the recording has: masked where the page masked it. */
export function describe(node: MirrorNode): Target {
  return { nodeId: node.id, tag: node.tag.replace('#', ''), label: labelOf(node), selector: selectorOf(node) };
}

/** What a person would call the node: `button "Pay now"`. */
export function labelOf(node: MirrorNode): string {
  const words = wordsOf(node);
  if (!words) return kindOf(node);
  // Stars are words that the page masked: where it stands says more than how long it is.
  return MASKED.test(words) ? `${kindOf(node)} at ${speakable(selectorOf(node))}` : `${kindOf(node)} "${words}"`;
}

function kindOf(node: MirrorNode): string {
  const role = ROLE_WORDS[attribute(node, 'role').toLowerCase()];
  if (role) return role;
  if (node.tag !== 'input') return TAG_WORDS[node.tag] ?? (speakable(node.tag.replace('#', ''), 30) || 'element');
  const type = attribute(node, 'type').toLowerCase();
  if (type === 'submit' || type === 'button' || type === 'reset' || type === 'image') return 'button';
  return type === 'checkbox' ? 'checkbox' : type === 'radio' ? 'option' : 'field';
}

/** The words of the label alone; '' where the page masked them. */
export function nameOf(node: MirrorNode): string {
  const words = wordsOf(node);
  return MASKED.test(words) ? '' : words;
}

/** Accessible name, roughly: aria-label, the label element, the text, alt, title, placeholder, name. */
function wordsOf(node: MirrorNode): string {
  const isField = node.tag === 'input' || node.tag === 'textarea' || node.tag === 'select';
  const isButton = isField && kindOf(node) === 'button';
  const candidates = [
    () => attribute(node, 'aria-label'),
    () => (isButton ? attribute(node, 'value') : isField ? labelText(node) : textOf(node)),
    () => attribute(node, 'alt') || attribute(node, 'title'),
    () => attribute(node, 'placeholder'),
    () => (isField ? attribute(node, 'name') || attribute(node, 'id') : childName(node)),
  ];
  for (const candidate of candidates) {
    const words = speakable(candidate());
    if (words) return words;
  }
  return '';
}

/** Text inside the node, styles and scripts apart, at most some hundred characters. */
export function textOf(top: MirrorNode, budget: number = LABEL_NODES): string {
  let text = '';
  for (const node of downwards(top, budget)) {
    if (node.tag !== '#text' || node.parent?.tag === 'style' || node.parent?.tag === 'script') continue;
    text += ` ${node.text.length > 400 ? node.text.slice(0, 400) : node.text}`;
    if (text.length > 800) break;
  }
  return text;
}

/** A control that holds only a picture is called what the picture is called. */
function childName(top: MirrorNode): string {
  for (const node of downwards(top, 30)) {
    const words = attribute(node, 'aria-label') || attribute(node, 'alt') || attribute(node, 'title');
    if (words && node !== top) return words;
  }
  return '';
}

/** The label around a field, or before it, or the one that points to it in the same corner of the page. */
export function labelText(field: MirrorNode): string {
  const id = attribute(field, 'id');
  let level = 0;
  for (const node of upwards(field.parent, 4)) {
    if (node.tag === 'label') return textOf(node);
    level++;
    if (!id) continue;
    for (const near of downwards(node, 60 * level)) {
      if (near.tag === 'label' && attribute(near, 'for') === id) return textOf(near);
    }
  }
  return '';
}

/** The field a label belongs to: inside of it, or named by it in the same corner of the page. */
export function labelledField(label: MirrorNode): MirrorNode | null {
  for (const node of downwards(label, 30))
    if (node.tag === 'input' || node.tag === 'select' || node.tag === 'textarea') return node;
  const id = attribute(label, 'for');
  if (!id) return null;
  let level = 0;
  for (const node of upwards(label.parent, 4)) {
    level++;
    for (const near of downwards(node, 60 * level))
      if (near.tag !== 'label' && attribute(near, 'id') === id) return near;
  }
  return null;
}

/** A CSS path to read: the nearest stable id, then tags with the classes a person wrote. */
export function selectorOf(node: MirrorNode): string {
  const steps: string[] = [];
  for (const at of upwards(node)) {
    if (at.tag === '' || at.tag.startsWith('#')) {
      if (at.tag === '#document' || steps.length > 0) break;
      continue;
    }
    const step = stepOf(at);
    steps.unshift(step);
    if (step.startsWith('#') || at.tag === 'body' || steps.length >= SELECTOR_STEPS) break;
  }
  return steps.join(' > ');
}

function stepOf(node: MirrorNode): string {
  const tag = escapeCss(node.tag.slice(0, 40));
  const id = attribute(node, 'id');
  if (id && isWritten(id)) return `#${escapeCss(id)}`;
  let step = tag;
  let left = 2;
  for (const name of attribute(node, 'class').slice(0, 400).split(/\s+/)) {
    if (left === 0) break;
    if (!isWritten(name)) continue;
    step += `.${escapeCss(name)}`;
    left--;
  }
  const position = positionOf(node);
  return position ? `${step}:nth-of-type(${position})` : step;
}

/** Its number among brothers of the same tag, 0 when it has none (or too many to count). */
function positionOf(node: MirrorNode): number {
  let before = 0;
  let after = 0;
  let left = SIBLINGS;
  for (let at = node.previous; at && left-- > 0; at = at.previous) if (at.tag === node.tag) before++;
  for (let at = node.next; at && left-- > 0 && after === 0; at = at.next) if (at.tag === node.tag) after++;
  return left > 0 && before + after > 0 ? before + 1 : 0;
}

/** Somebody wrote this name; a build tool or a framework did not make it up (`css-1x2y3z`, `:r1:`, `sc-bdVaJa`). */
function isWritten(name: string): boolean {
  if (name.length === 0 || name.length > 40) return false;
  if (/\d{3}|[:]|^(?:css|sc|jsx|jss|emotion|svelte|ember|ng)-|^ng-?tns/i.test(name)) return false;
  return !/[_-](?=[A-Za-z0-9]*\d)(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{5,}$/.test(name);
}

const USUAL_NAME = /^(?!-?\d)[\w-]*$/;

/** CSS.escape for what may stand in a name here; everything unusual becomes a code point escape. */
function escapeCss(name: string): string {
  if (USUAL_NAME.test(name)) return name;
  const first = /^(-?)(\d)/.exec(name);
  const head = first ? `${first[1]}\\3${first[2]} ` : '';
  const rest = name.slice(first ? first[0].length : 0);
  return head + rest.replace(/[^\w-]/gu, (character) => `\\${character.codePointAt(0)!.toString(16)} `);
}

/** True for an element whose `hidden` or inline style takes it off the page. */
export function isHidden(node: MirrorNode): boolean {
  if (hasAttribute(node, 'hidden')) return true;
  const style = node.attributes.style;
  if (isRaw(style)) return style.display === 'none' || style.visibility === 'hidden';
  return typeof style === 'string' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style);
}

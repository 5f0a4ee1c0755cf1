import type { Target } from '@falter/wire';
import { isEditable } from '../controls.ts';
import { describe, isHidden, labelOf, nameOf, selectorOf, textOf } from '../describe.ts';
import { attribute, downwards, hasAttribute, isWithin, type MirrorNode, upwards } from '../mirror.ts';
import { speakable } from '../wording.ts';

/** What a form is, read when its first field changes. */
export interface FormShape {
  node: MirrorNode;
  target: Target;
  /** Equal for the same form on another visit; the page it stands on is not in it. */
  identity: string;
  /** Fields that a visitor can fill in; the boxes of one question count once. */
  fields: number;
  /** Somebody looks for something by it: nobody expects it to be sent. */
  isSearch: boolean;
  /** It is asked for results, be it a form that is filled in: what its button says, and what it does. */
  searches: boolean;
  /** A single box without a name that says what it is for, and without a button: what the page says while somebody types tells. */
  lone: boolean;
  /** It shows less of what is there already: a filter. */
  isFilter: boolean;
  /** It has something by which it is sent. */
  sends: boolean;
  /** A form that is meant to be sent as a whole. Searches, filters and single boxes are not. */
  isForm: boolean;
}

/** Levels from a field to what holds its form together when there is no `form` element. */
const CONTAINER_LEVELS = 8;
/** Nodes of a form that are looked at. Long forms have some hundred. */
const FORM_NODES = 1_500;
/** Levels from a single box to what holds it together with its button, and nodes of that. */
const BOX_LEVELS = 3;
const BOX_NODES = 40;
const FIELD_TYPES_APART = new Set(['hidden', 'submit', 'button', 'reset', 'image']);
const SEARCH = /\b(?:search|query|filter|find|suche|q)\b/i;
const SEARCHING = /\b(?:search|find|go|look ?up|suchen?|finden|buscar|rechercher|cerca|zoeken)\b|搜索|查找|🔍/iu;
const LOOKING_UP = /^(?:search|find|look(?: ?up)?|suchen?|finden|buscar|rechercher|cerca|zoeken)\b|搜索|查找|🔍/iu;
const LOOKS_FOR = /\b(?:search|find|look(?:ing)? (?:for|up)|suche\w*)\b/i;
const ONWARD =
  /^(?:next|continue|proceed|onwards?|forward|go on|further|weiter|suivant|siguiente|avanti|volgende|继续|下一步)(?![^\W_])/iu;
const FILTER = /filter|facet/i;
const SENDING =
  /submit|send|save|sign|log ?in|register|continue|next|proceed|pay|order|buy|check ?out|place|book|apply|create|add|update|confirm|join|subscribe|finish|done|calculate|request|reserve|donate|absenden|senden|weiter|speichern|kaufen|bestellen|anmelden|registrieren|提交|登录|注册|下载|保存/i;
const CANCELLING = /cancel|close|back|clear|reset|remove|delete|abbrechen|zurück|schließen|取消|关闭|^.?$/i;

/** The form around a field, or null when the field stands alone. */
export function formAround(field: MirrorNode): MirrorNode | null {
  for (const node of upwards(field)) if (node.tag === 'form' || attribute(node, 'role') === 'form') return node;
  for (const node of upwards(field.parent, CONTAINER_LEVELS)) {
    if (node.tag === 'body' || node.tag === 'html' || node.tag === 'main') return null;
    if (fieldsOf(node).length >= 2) return node;
  }
  return null;
}

/** A single box with the button that sends it, or asks for what is looked for, where there is no `form` element around it. */
export function boxAround(field: MirrorNode): MirrorNode | null {
  for (const node of upwards(field.parent, BOX_LEVELS)) {
    if (/^(?:body|html|main|table|tbody|tr)$/.test(node.tag)) return null;
    for (const near of downwards(node, BOX_NODES)) if (isSender(near, node) || saysSearch(near)) return node;
  }
  return null;
}

/** A search box that stands for itself, without a form and a button. */
export function searchAround(field: MirrorNode): MirrorNode | null {
  const isOne = attribute(field, 'type') === 'search' || attribute(field, 'role') === 'searchbox';
  return isOne ? field.parent : null;
}

/** A box for a text that stands for itself, whatever it is for. */
export function loneAround(field: MirrorNode): MirrorNode | null {
  return field.tag === 'input' && /^(?:|text)$/i.test(attribute(field, 'type')) ? field.parent : null;
}

/** Reads what the form is. */
export function shapeOf(node: MirrorNode): FormShape {
  const fields = fieldsOf(node);
  const names = fields.map(nameOfField);
  const questions = new Set(names).size;
  const search = isSearch(node, fields);
  const sends = hasSender(node);
  const lone = node.tag !== 'form' && fields.length === 1 && !search && !sends && !isLookup(node, fields);
  return {
    node,
    target: formTarget(node),
    identity: [attribute(node, 'id'), attribute(node, 'name'), ...names.slice(0, 12)].join('\n'),
    fields: questions,
    isSearch: search,
    searches: search || lone || isLookup(node, fields),
    lone,
    isFilter: search && saysFilter(node, fields),
    sends,
    isForm: (questions >= 2 || fields.some(isLong)) && isFilledIn(node, fields) && !search && sends,
  };
}

/** Who writes a text of some length has something to say, be it the only question. */
function isLong(field: MirrorNode): boolean {
  return field.tag === 'textarea';
}

/** The form as a finding names it. */
export function formTarget(form: MirrorNode): Target {
  return { ...describe(form), label: formLabelOf(form) };
}

/** A control by which the visitor sends the form. */
export function isSender(control: MirrorNode, form: MirrorNode): boolean {
  const type = attribute(control, 'type').toLowerCase();
  const isButton = control.tag === 'button' || attribute(control, 'role') === 'button';
  const isInput = control.tag === 'input' && (type === 'submit' || type === 'image' || type === 'button');
  const isLink = control.tag === 'a' && /btn|button/i.test(attribute(control, 'class').slice(0, 200));
  if (!isButton && !isInput && !isLink) return false;
  if (type === 'reset') return false;
  const sends = type === 'submit' || type === 'image' || (control.tag === 'button' && type === '');
  if (sends && form.tag === 'form' && isWithin(control, form)) return true;
  const words = nameOf(control);
  return SENDING.test(words) && !CANCELLING.test(words);
}

/** A button beside a search box that asks for its results: it says so, or it is a picture. */
export function isSearcher(control: MirrorNode): boolean {
  if (control.tag !== 'button' && attribute(control, 'role') !== 'button') return false;
  const words = nameOf(control);
  return words === '' || SEARCHING.test(words);
}

/** A button that says that it searches. */
function saysSearch(control: MirrorNode): boolean {
  return isSearcher(control) && SEARCHING.test(nameOf(control));
}

/** The button, or the form that was sent, asks for something to be found: what comes of it is a result, or none. */
export function asksSearch(asker: MirrorNode): boolean {
  if (saysSearch(asker)) return true;
  const form = formAround(asker);
  return form !== null && shapeOf(form).searches;
}

/** By its words a button goes on to the next step of what is filled in, and does not send it. */
export function saysOnward(control: MirrorNode): boolean {
  return ONWARD.test(nameOf(control).trim());
}

export function fieldsOf(form: MirrorNode): MirrorNode[] {
  const found: MirrorNode[] = [];
  for (const node of downwards(form, FORM_NODES)) if (isField(node)) found.push(node);
  return found;
}

/** A visitor can fill it in. */
export function isField(node: MirrorNode): boolean {
  if (node.tag === 'input') return !FIELD_TYPES_APART.has(attribute(node, 'type').toLowerCase()) && !isHidden(node);
  return node.tag === 'select' || (isEditable(node) && !isHidden(node));
}

/** What tells it from the other fields of its form, on another visit as well. */
export function nameOfField(field: MirrorNode): string {
  return (
    attribute(field, 'name') ||
    attribute(field, 'id') ||
    attribute(field, 'placeholder') ||
    selectorOf(field).slice(-120)
  );
}

/** Without a `form` element only a group of text fields is one: grids and panels hold boxes and buttons as well. */
function isFilledIn(form: MirrorNode, fields: readonly MirrorNode[]): boolean {
  if (form.tag === 'form' || attribute(form, 'role') === 'form') return true;
  if (/^(?:table|tbody|tr)$/.test(form.tag) || /^(?:grid|table|row)$/.test(attribute(form, 'role'))) return false;
  return fields.filter(isEditable).length >= 2;
}

/** Somebody looks for something: one text field and perhaps some choices, told by its role, type or name. */
function isSearch(form: MirrorNode, fields: readonly MirrorNode[]): boolean {
  for (const node of upwards(form)) if (node.tag === 'search' || attribute(node, 'role') === 'search') return true;
  const said = ['id', 'class', 'name', 'action', 'aria-label'].map((name) => attribute(form, name).slice(0, 200));
  if (said.some((words) => SEARCH.test(words.replaceAll(/[_-]/g, ' ')))) return true;
  const texts = fields.filter(isEditable);
  if (texts.length > 1) return false;
  return texts.some((field) => {
    const words = ['name', 'id', 'placeholder', 'aria-label'].map((name) => attribute(field, name).slice(0, 200));
    return attribute(field, 'type') === 'search' || words.some((word) => SEARCH.test(word.replaceAll(/[_-]/g, ' ')));
  });
}

/** Its button says so, or the label of its only text; or it asks the server for a page by one text, as searches do and nothing that is kept. */
function isLookup(form: MirrorNode, fields: readonly MirrorNode[]): boolean {
  const texts = fields.filter(isEditable);
  if (texts.length === 0 || fields.some((field) => attribute(field, 'type') === 'password')) return false;
  const [only] = texts;
  if (only && texts.length === 1 && !isLong(only)) {
    if (LOOKS_FOR.test(labelOf(only))) return true;
    const isAsked =
      form.tag === 'form' && hasAttribute(form, 'action') && !/post|dialog/i.test(attribute(form, 'method'));
    if (isAsked && /^(?:|text|search)$/i.test(attribute(only, 'type'))) return true;
  }
  for (const node of downwards(form, FORM_NODES))
    if ((isSender(node, form) || isSearcher(node)) && LOOKING_UP.test(nameOf(node).trim())) return true;
  return false;
}

function saysFilter(form: MirrorNode, fields: readonly MirrorNode[]): boolean {
  return [form, ...fields.filter(isEditable)].some((node) =>
    ['id', 'class', 'name', 'placeholder', 'aria-label'].some((name) =>
      FILTER.test(attribute(node, name).slice(0, 200)),
    ),
  );
}

function hasSender(form: MirrorNode): boolean {
  for (const around of upwards(form, 3)) {
    if (around.tag === 'body' || around.tag === 'html') return false;
    for (const node of downwards(around, FORM_NODES)) if (isSender(node, form)) return true;
    if (form.tag !== 'form') return false;
  }
  return false;
}

/** `form "Your address"`: its own label, its legend or heading, else what its button says. */
function formLabelOf(form: MirrorNode): string {
  const own = speakable(attribute(form, 'aria-label'), 60);
  if (own) return `form "${own}"`;
  for (const node of downwards(form, 200)) {
    if (!/^(?:h[1-6]|legend)$/.test(node.tag)) continue;
    const words = speakable(textOf(node), 60);
    if (words) return `form "${words}"`;
  }
  for (const node of downwards(form, FORM_NODES)) {
    if (isSender(node, form)) return `form with ${labelOf(node)}`;
  }
  return 'form';
}

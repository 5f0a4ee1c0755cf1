import type { Target } from '@falter/wire';
import { isEditable, NATIVE_TYPES } from '../controls.ts';
import { describe } from '../describe.ts';
import { attribute, hasAttribute, type MirrorNode } from '../mirror.ts';
import type { Moment } from '../reactions.ts';
import type { FieldKind } from './form-step.ts';
import { nameOfField } from './shape.ts';

/** A field that was changed. */
export interface Filling extends Moment {
  field: MirrorNode;
  log: FieldLog;
  /** Whether it had the focus at that moment. */
  hold: 'held' | 'free' | 'unknown';
  /** Number of the visit to its field, and of this change among all of its field. */
  visit: number;
  number: number;
  /** Characters in the field afterwards; null where the recording does not tell. */
  size: number | null;
  /** What it held, as the recording has it. */
  text: string;
}

/** A time in a field: it got the focus, or was changed by somebody whose focus nobody saw come. */
export interface Visit {
  /** Number of the event with which it began. */
  index: number;
  /** Epoch milliseconds. */
  from: number;
  /** 0 while it lasts. */
  until: number;
  /** The focus was seen to come. */
  seen: boolean;
}

/** What happened to one field, as it was told. */
export interface FieldLog {
  node: MirrorNode;
  target: Target;
  name: string;
  kind: FieldKind;
  visits: Visit[];
  /** By the visitor or the browser. */
  fillings: Filling[];
  /** When the page set its value, and to how many characters. */
  settings: (Moment & { size: number | null })[];
  /** Last text that was told, and whether all texts are masked at one length. */
  text: string;
  oneLength: boolean;
}

/** Masks of one length: our own, and what other recorders make of any text. */
const MASK = /^\*{5}\d*$/;

export function openLog(node: MirrorNode, oneLength: boolean): FieldLog {
  const told = { target: describe(node), name: nameOfField(node), kind: kindOf(node) };
  return { node, ...told, visits: [], fillings: [], settings: [], text: '', oneLength };
}

/** Takes note of a text that a field holds now, and answers how long it is; null where that is not known. */
export function sizeIn(log: FieldLog, text: unknown): number | null {
  if (typeof text !== 'string') return null;
  // A recorder tells a field when its text is another one: two equal rows of stars are two texts under one mask.
  if (text === log.text && /^\*+$/.test(text)) log.oneLength = true;
  log.text = text;
  if (text === '') return 0;
  return log.oneLength && (MASK.test(text) || /^\*+$/.test(text)) ? null : text.length;
}

/** What is done to fill it in: typed, chosen, picked from something that opens. */
export function kindOf(field: MirrorNode): FieldKind {
  const type = attribute(field, 'type').toLowerCase();
  if (field.tag === 'select' || type === 'checkbox' || type === 'radio' || type === 'range') return 'choice';
  if (NATIVE_TYPES.has(type) || hasAttribute(field, 'readonly') || attribute(field, 'aria-haspopup') === 'dialog')
    return 'picker';
  if (type === 'number' || attribute(field, 'role') === 'spinbutton') return 'number';
  const isCode = attribute(field, 'maxlength') === '1' || attribute(field, 'autocomplete') === 'one-time-code';
  if (isCode) return 'code';
  return field.tag === 'input' || !isEditable(field) ? 'text' : 'long';
}

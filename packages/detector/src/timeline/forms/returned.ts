import { boxSays, type Seen, textBeside } from '../error-boxes.ts';
import { attribute, downwards, type Mirror, type MirrorNode, upwards } from '../mirror.ts';
import { type Looks, standsInPlainWords } from '../plain-words.ts';
import type { FieldMessage, FormField, FormStep } from './form-step.ts';
import { fieldsOf, shapeOf } from './shape.ts';

/** Nodes of a page that are looked at for a form that comes again, and forms of it. */
const PAGE_NODES = 20_000;
const FORMS = 20;
/** Nodes around a form, and of the beginning of a page, that may say something of it. */
const AROUND_NODES = 1_500;
/** Of these, elements whose words are read. */
const WORDS_NODES = 150;

const LINE = /^(?:p|li|div|span|strong|b|em|small|td|dd|h[1-4])$/;

/** An error that stands on a page. */
export interface StandingError extends FieldMessage {
  seen: Seen;
}

/** A step with what joining it to others needs. */
export interface Told {
  step: FormStep;
  /** Equal for the same form on another page. */
  form: string;
  /** The next document showed it again with an error. */
  isReturned: boolean;
}

/** The form that another document had, as this one shows it; null when it does not. */
export function sameForm(mirror: Mirror, identity: string): MirrorNode | null {
  if (!mirror.root) return null;
  let left = FORMS;
  for (const node of downwards(mirror.root, PAGE_NODES)) {
    if (node.tag !== 'form') continue;
    if (shapeOf(node).identity === identity) return node;
    if (--left <= 0) return null;
  }
  return null;
}

/** The errors that stand in a form, right around it, and at the beginning of its page: by name, by words, by colour. */
export function standingErrors(form: MirrorNode, at: number, looks: Looks): StandingError[] {
  const found = new Map<string, Seen>();
  const page = [...upwards(form)].at(-1) ?? form;
  for (const top of new Set([form.parent ?? form, page])) {
    let left = WORDS_NODES;
    for (const node of downwards(top, AROUND_NODES)) {
      const said = node.tag === '#text' ? null : (boxSays(node) ?? (left-- > 0 ? wordsAlone(node, looks) : null));
      if (said && !found.has(said.text)) found.set(said.text, said);
    }
  }
  for (const field of fieldsOf(form)) {
    if (attribute(field, 'aria-invalid') !== 'true') continue;
    const text = textBeside(field);
    if (!found.has(text)) found.set(text, { how: 'invalid', text, box: field, field, sure: true });
  }
  return [...found].map(([text, seen]) => ({ at, text, seen }));
}

/** A line of text that tells of a failure, or is red. */
function wordsAlone(node: MirrorNode, looks: Looks): Seen | null {
  return LINE.test(node.tag) && node.first?.tag === '#text' ? standsInPlainWords(node, looks) : null;
}

/** A form that a server sends back with its errors is tried in one document after the other: one go. */
export function joined(steps: readonly Told[]): FormStep[] {
  const done: FormStep[] = [];
  const open = new Map<string, FormStep>();
  for (const { step, form, isReturned } of steps) {
    const before = open.get(form);
    const now = before ? join(before, step) : step;
    open.delete(form);
    if (isReturned) open.set(form, now);
    if (before) done[done.indexOf(before)] = now;
    else done.push(now);
  }
  return done;
}

function join(before: FormStep, step: FormStep): FormStep {
  const fields = joinFields(before.fields, step.fields);
  return {
    ...step,
    at: before.at,
    view: before.view,
    page: before.page,
    changedAt: step.lastField === '' ? before.changedAt : step.changedAt,
    target: before.target,
    identity: before.identity,
    fields,
    filled: fields.filter(({ filledBy }) => filledBy === 'hand').length,
    autofilled: fields.filter(({ filledBy }) => filledBy === 'browser').length,
    corrections: before.corrections + step.corrections,
    refusals: [
      ...before.refusals,
      ...step.refusals.map((refusal, i) => (i === 0 ? { ...refusal, unchanged: step.at >= refusal.at } : refusal)),
    ],
    lastField: step.lastField || before.lastField,
  };
}

function joinFields(before: readonly FormField[], after: readonly FormField[]): FormField[] {
  const later = new Map(after.map((field) => [field.name, field]));
  const both = before.map((field) => {
    const next = later.get(field.name);
    later.delete(field.name);
    return next ? joinField(field, next) : field;
  });
  return [...both, ...later.values()];
}

function joinField(before: FormField, after: FormField): FormField {
  return {
    ...before,
    lastAt: after.lastAt,
    spentMs: before.spentMs + after.spentMs,
    filledBy: after.filledBy === 'hand' ? 'hand' : before.filledBy || after.filledBy,
    edits: before.edits + after.edits,
    reworks: [...before.reworks, ...after.reworks],
    messages: [...before.messages, ...after.messages],
  };
}

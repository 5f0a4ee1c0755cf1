import { isEditable } from '../controls.ts';
import { attribute, hasAttribute, type MirrorNode, upwards } from '../mirror.ts';
import type { Looks } from '../plain-words.ts';
import { firstAfter, type Moment, type Reaction } from '../reactions.ts';
import type { Filling } from './field-log.ts';
import { type StandingError, standingErrors } from './returned.ts';
import { type FormShape, fieldsOf } from './shape.ts';

/** Something by which the form may have been sent. */
export interface Sending extends Moment {
  kind: 'click' | 'submit' | 'invalid';
  /** It is told of the form itself, or of something in it. */
  inside: boolean;
  /** Nothing had been entered at all. */
  blank: boolean;
  /** What was pressed says that it only goes on to the next step. */
  onward?: boolean;
}

/** One go at a form in one document. */
export interface Attempt {
  shape: FormShape;
  /** Number of the page view in which it began. */
  view: number;
  /** Changes of its fields that were told as the visitor's own, in order. */
  fillings: Filling[];
  sendings: Sending[];
  /** Times of the sendings. */
  sentAt: Set<number>;
  looks: Looks;
  /** Errors that stood there when it was first sent. */
  stood: ReadonlySet<string>;
  /** The next document shows it again, with these errors: its last sending was refused. Null: it does not. */
  returned: readonly StandingError[] | null;
  /** Names of the fields that were filled in when another document had shown it with an error. */
  carried: ReadonlySet<string>;
}

/** The browser puts the focus into the field that it refuses this soon after the click on what sends. */
const REFUSED_MS = 250;

/** A button that sends the form around it, by what it is: also a form in which nothing was entered is tried to be sent. */
export function isSubmit(control: MirrorNode): boolean {
  if (control.tag !== 'button' && control.tag !== 'input') return false;
  const type = attribute(control, 'type').toLowerCase();
  if (type !== 'submit' && !(type === '' && control.tag === 'button')) return false;
  for (const at of upwards(control)) if (at.tag === 'form') return true;
  return false;
}

export function send(
  attempt: Attempt,
  kind: Sending['kind'],
  where: Moment & Pick<Sending, 'inside' | 'onward'>,
): void {
  const { fillings, sendings, shape, looks } = attempt;
  attempt.sentAt.add(where.at);
  if (sendings.length === 0 && shape.node.tag === 'form')
    attempt.stood = new Set(standingErrors(shape.node, 0, looks).map(({ text }) => text));
  sendings.push({ ...where, kind, blank: fillings.length === 0 && isBlank(shape.node) });
}

/** None of its fields holds a text. */
function isBlank(form: MirrorNode): boolean {
  return fieldsOf(form).every((field) => !isEditable(field) || attribute(field, 'value') === '');
}

/**
 * Where no recorder tells of refusals: right after a click on what sends, and with nothing else having changed, the focus is in a field
 * of the form that must be filled in or have a certain form. That is what the browser does (and pages that do it in its place).
 */
export function isSentBack(
  { sendings, shape }: Attempt,
  field: MirrorNode,
  { at, index, reactions }: Moment & { reactions: readonly Reaction[] },
): boolean {
  const last = sendings.at(-1);
  if (last?.kind !== 'click' || !last.inside || at - last.at > REFUSED_MS) return false;
  if (shape.node.tag !== 'form' || hasAttribute(shape.node, 'novalidate') || !isChecked(field)) return false;
  for (let i = firstAfter(reactions, last.index); i < reactions.length && reactions[i]!.index < index; i++)
    if (/^(?:nodes|text|attribute|navigation)$/.test(reactions[i]!.kind)) return false;
  return true;
}

function isChecked(field: MirrorNode): boolean {
  const isTyped = /^(?:email|url|number|date|time|month|week|datetime-local)$/i.test(attribute(field, 'type'));
  return isTyped || ['required', 'pattern', 'minlength', 'min', 'max'].some((name) => hasAttribute(field, name));
}

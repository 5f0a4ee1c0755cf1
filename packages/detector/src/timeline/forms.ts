import { isEditable } from './controls.ts';
import { labelOf } from './describe.ts';
import { type FormShape, formAround, isSender, shapeOf } from './form-shape.ts';
import { isWithin, type Mirror, type MirrorNode } from './mirror.ts';
import type { Moment } from './reactions.ts';

/** A field that the visitor changed. */
export interface Filling extends Moment {
  field: MirrorNode;
  /** It had the focus at that moment, for certain. */
  held: boolean;
}

/** Something by which the form may have been sent. */
export interface Sending extends Moment {
  kind: 'click' | 'submit' | 'invalid';
  /** It is told of the form itself, or of something in it. */
  inside: boolean;
}

/** One go at a form: from its first field to whatever ended it. */
export interface Attempt {
  shape: FormShape;
  /** Number of the page view in which it began. */
  view: number;
  fillings: Filling[];
  sendings: Sending[];
  /** Clicks on something in it that sends nothing: cancel, close, help. */
  asides: number[];
  /** What the visitor would call the field that was changed last. */
  lastField: string;
}

/** Fields that change this near in time were filled by the browser, not by hand. */
const AUTOFILL_MS = 50;

/** Fields and forms of one document that are looked at: nobody fills in more, a hostile page might. */
const FIELDS_MAX = 500;
const FORMS_MAX = 50;

/** Collects what a visitor does with the forms of one document. */
export class FormTape {
  readonly attempts: Attempt[] = [];
  readonly #mirror: Mirror;
  readonly #byForm = new Map<number, Attempt>();
  readonly #forms = new Map<number, MirrorNode | null>();

  constructor(mirror: Mirror) {
    this.#mirror = mirror;
  }

  /** The visitor changed a field. */
  filled(filling: Filling, view: number): void {
    const { field } = filling;
    const attempt = this.#attemptAt(field, view);
    if (!attempt) return;
    attempt.fillings.push(filling);
    if (attempt.fillings.at(-2)?.field.id !== field.id) attempt.lastField = labelOf(field);
  }

  /** The visitor clicked a control, or the browser did for a visitor who pressed Enter. */
  clicked(control: MirrorNode, moment: Moment): void {
    for (const attempt of this.#byForm.values()) {
      const { node } = attempt.shape;
      if (!isWithin(control, node)) {
        if (node.parent && isWithin(control, node.parent) && isSender(control, node))
          send(attempt, 'click', moment, false);
      } else if (isSender(control, node)) send(attempt, 'click', moment);
      else if (control.tag === 'button' || control.tag === 'a') attempt.asides.push(moment.at);
    }
  }

  /** The snippet told of a submit or of the browser's refusal; `id` is the form's or the invalid field's. */
  told({ kind, id }: { kind: 'submit' | 'invalid'; id: number }, moment: Moment, view: number): void {
    const node = this.#mirror.get(id);
    const attempt = node ? this.#attemptAt(node, view) : [...this.#byForm.values()].at(-1);
    if (attempt) send(attempt, kind, moment);
  }

  #attemptAt(node: MirrorNode, view: number): Attempt | null {
    let form = this.#forms.get(node.id);
    if (form === undefined) {
      if (this.#forms.size >= FIELDS_MAX || this.attempts.length >= FORMS_MAX) return null;
      form = formAround(node);
      this.#forms.set(node.id, form);
    }
    if (!form) return null;
    const known = this.#byForm.get(form.id);
    if (known) return known;
    const attempt: Attempt = { shape: shapeOf(form), view, fillings: [], sendings: [], asides: [], lastField: '' };
    this.#byForm.set(form.id, attempt);
    this.attempts.push(attempt);
    return attempt;
  }
}

/**
 * What was filled in by hand: without the moments in which several text fields changed at once. A browser that fills in
 * leaves the focus where it is; where each field had it in turn, a hand was quick, or a program types for one.
 */
export function byHand(fillings: readonly Filling[]): Filling[] {
  return fillings.filter(({ at, field, held }, i) => {
    if (!isEditable(field)) return true;
    const together = (other: Filling | undefined) =>
      other !== undefined &&
      Math.abs(other.at - at) <= AUTOFILL_MS &&
      other.field.id !== field.id &&
      !(held && other.held) &&
      isEditable(other.field);
    return !together(fillings[i - 1]) && !together(fillings[i + 1]);
  });
}

function send({ sendings }: Attempt, kind: Sending['kind'], { at, index }: Moment, inside = true): void {
  sendings.push({ kind, inside, at, index });
}

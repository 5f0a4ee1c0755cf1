import { isWithin, type Mirror, type MirrorNode } from '../mirror.ts';
import type { Looks } from '../plain-words.ts';
import type { Moment, Reaction } from '../reactions.ts';
import { emptyIn } from '../searches/empty-result.ts';
import { type Attempt, isSentBack, isSubmit, send } from './attempt.ts';
import { type FieldLog, type Filling, openLog, sizeIn } from './field-log.ts';
import { type StandingError, sameForm, standingErrors } from './returned.ts';
import {
  boxAround,
  formAround,
  isField,
  isSearcher,
  isSender,
  loneAround,
  saysOnward,
  searchAround,
  shapeOf,
} from './shape.ts';

/** What the recorder tells: when a field gets the focus, and whether it masks every text at one length. */
export interface FormTraits {
  focus: boolean;
  submits: boolean;
}

/** Fields and forms of one document that are looked at: nobody fills in more, a hostile page might. */
const FIELDS_MAX = 500;
const FORMS_MAX = 50;
/** Levels from a field up to what the visitor takes for a part of it: its label, its icon. */
const PART_LEVELS = 1;

/** From the sending in one document to the first word of the next. */
const LOADING_MS = 30_000;
const NONE: ReadonlySet<string> = new Set();

/** Collects what a visitor does with the forms of one document. */
export class FormTape {
  readonly attempts: Attempt[] = [];
  /** Fields that were touched, by the form they stand in. */
  readonly fields: Map<number, FieldLog[]> = new Map();
  /** What it says of a search that led to it and found nothing; '' when it does not. */
  empty = '';
  readonly #mirror: Mirror;
  readonly #looks: Looks;
  readonly #traits: FormTraits;
  readonly #reactions: readonly Reaction[];
  readonly #byForm = new Map<number, Attempt>();
  readonly #forms = new Map<number, MirrorNode | null>();
  readonly #logs = new Map<number, FieldLog>();
  /** By the identity of a form that came again: errors that always stand there, and what had been filled in before. */
  readonly #stood = new Map<string, ReadonlySet<string>>();
  readonly #carried = new Map<string, ReadonlySet<string>>();
  /** The field in hand. */
  #current: FieldLog | null = null;
  /** It lost the focus to nothing at this time; 0: it did not. The window may have lost it. */
  #awayAt = 0;
  /** The pointer went down elsewhere. */
  #pressedAway = false;

  /** @param looks what the style sheets say. @param reactions all changes of the document, as they come. */
  constructor({ mirror, hints }: { mirror: Mirror; hints: Looks }, traits: FormTraits, reactions: readonly Reaction[]) {
    this.#mirror = mirror;
    this.#looks = hints;
    this.#reactions = reactions;
    this.#traits = traits;
  }

  /** An element got the focus. */
  focused(id: number, { at, index }: Moment): void {
    const isSame = this.#current?.node.id === id;
    if (isSame && !(this.#awayAt > 0 && this.#pressedAway)) {
      this.#awayAt = 0;
      return;
    }
    this.#leave(this.#awayAt || at);
    const node = this.#mirror.get(id);
    const log = node && isField(node) ? this.#logOf(node) : null;
    if (!log) return;
    log.visits.push({ index, from: at, until: 0, seen: true });
    this.#current = log;
    const attempt = this.#traits.submits ? undefined : this.#byForm.get(this.#formOf(log.node)?.id ?? 0);
    if (attempt && isSentBack(attempt, log.node, { at, index, reactions: this.#reactions }))
      send(attempt, 'invalid', { at, index, inside: true });
  }

  /** An element lost the focus. After a press elsewhere the visitor left it, else perhaps the window. */
  blurred(id: number, { at }: Moment): void {
    if (this.#current?.node.id !== id) return;
    if (this.#pressedAway) this.#leave(at);
    else this.#awayAt = at;
  }

  /** The pointer went down on something. */
  pressed(hit: MirrorNode | null): void {
    if (!this.#current) return;
    const { node } = this.#current;
    let part: MirrorNode | null = node;
    for (let level = 0; part?.parent && level < PART_LEVELS && part.parent.tag === 'label'; level++) part = part.parent;
    if (hit !== null && part !== null && isWithin(hit, part)) return;
    this.#pressedAway = true;
    if (this.#awayAt > 0) this.#leave(this.#awayAt);
  }

  /** The visitor, or the browser for them, changed a field to this text. */
  filled(field: MirrorNode, text: unknown, { at, index, held, view }: Moment & { held: boolean; view: number }): void {
    const log = this.#logOf(field);
    const attempt = log && this.#attemptAt(field, view);
    if (!attempt) return;
    const hold = held ? 'held' : this.#traits.focus ? 'free' : 'unknown';
    const visit = this.#visitOf(log, hold, { at, index });
    const size = sizeIn(log, text);
    const filling: Filling = {
      ...{ at, index, field, log, hold, visit, size },
      ...{ number: log.fillings.length, text: log.text },
    };
    log.fillings.push(filling);
    attempt.fillings.push(filling);
  }

  /** The page itself set the value of a field. */
  set(field: MirrorNode, text: unknown, { at, index }: Moment): void {
    const log = this.#logs.get(field.id);
    if (log) log.settings.push({ at, index, size: sizeIn(log, text) });
  }

  /** The visitor clicked a control, or the browser did for a visitor who pressed Enter. */
  clicked(control: MirrorNode, moment: Moment, view: number): void {
    if (isSubmit(control)) this.#attemptAt(control, view);
    const own = this.#byForm.size > 1 && [...this.#byForm.values()].some(({ shape }) => isWithin(control, shape.node));
    for (const attempt of this.#byForm.values()) {
      const { node } = attempt.shape;
      const inside = isWithin(control, node);
      if (!inside && (own || !node.parent || !isWithin(control, node.parent))) continue;
      if (isSender(control, node) || (attempt.shape.searches && isSearcher(control)))
        send(attempt, 'click', { ...moment, inside, onward: saysOnward(control) });
    }
  }

  /** The snippet told of a submit or of the browser's refusal; `id` is the form's or the invalid field's. */
  told({ kind, id }: { kind: 'submit' | 'invalid'; id: number }, moment: Moment, view: number): void {
    const node = this.#mirror.get(id);
    const attempt = node ? this.#attemptAt(node, view) : [...this.#byForm.values()].at(-1);
    if (attempt) send(attempt, kind, { ...moment, inside: true });
  }

  /** Another document came before this one, with these forms: it may show one of them again, with the errors that are answered. */
  follow(before: FormTape, at: number): readonly StandingError[] {
    const asked = before.attempts.some(
      ({ shape, fillings }) => shape.searches && (fillings.at(-1)?.at ?? 0) > at - LOADING_MS,
    );
    if (asked) this.empty = emptyIn(this.#mirror.root);
    const last = before.attempts.filter(({ sendings }) => (sendings.at(-1)?.at ?? 0) > at - LOADING_MS).at(-1);
    const form = last && sameForm(this.#mirror, last.shape.identity);
    if (!form) return [];
    const stood = before.#stood.get(last.shape.identity) ?? last.stood;
    const errors = standingErrors(form, at, this.#looks).filter(
      // What a search says of its results is no refusal.
      ({ text, seen }) => !stood.has(text) && !(last.shape.searches && seen.how === 'status'),
    );
    if (errors.length === 0) return [];
    last.returned = errors;
    this.#stood.set(last.shape.identity, stood);
    this.#carried.set(last.shape.identity, new Set([...last.carried, ...last.fillings.map(({ log }) => log.name)]));
    return errors;
  }

  #leave(at: number): void {
    const visit = this.#current?.visits.at(-1);
    if (visit && visit.until === 0) visit.until = Math.max(visit.from, at);
    this.#current = null;
    this.#awayAt = 0;
    this.#pressedAway = false;
  }

  /** The visit to which a change belongs. A change of a field whose focus nobody saw come opens one. */
  #visitOf(log: FieldLog, hold: Filling['hold'], { at, index }: Moment): number {
    const isFree = hold === 'free';
    if (this.#current === log) this.#awayAt = 0;
    else if (!isFree) {
      this.#leave(this.#awayAt || at);
      this.#current = log;
      log.visits.push({ index, from: at, until: 0, seen: false });
    } else if (log.visits.at(-1)?.seen !== false) log.visits.push({ index, from: at, until: 0, seen: false });
    return log.visits.length - 1;
  }

  #logOf(field: MirrorNode): FieldLog | null {
    const known = this.#logs.get(field.id);
    if (known) return known;
    const form = this.#formOf(field);
    if (!form) return null;
    const log = openLog(field, this.#traits.submits);
    this.#logs.set(field.id, log);
    const others = this.fields.get(form.id);
    if (others) others.push(log);
    else this.fields.set(form.id, [log]);
    return log;
  }

  #formOf(node: MirrorNode): MirrorNode | null {
    let form = this.#forms.get(node.id);
    if (form === undefined) {
      if (this.#forms.size >= FIELDS_MAX) return null;
      form = formAround(node) ?? (isField(node) ? (searchAround(node) ?? boxAround(node) ?? loneAround(node)) : null);
      this.#forms.set(node.id, form);
    }
    return form;
  }

  #attemptAt(node: MirrorNode, view: number): Attempt | null {
    const form = this.#formOf(node);
    if (!form) return null;
    const known = this.#byForm.get(form.id);
    if (known) return known;
    if (this.attempts.length >= FORMS_MAX) return null;
    const shape = shapeOf(form);
    const carried = this.#carried.get(shape.identity) ?? NONE;
    const attempt: Attempt = {
      shape,
      view,
      fillings: [],
      sendings: [],
      sentAt: new Set(),
      looks: this.#looks,
      stood: NONE,
      returned: null,
      carried,
    };
    this.#byForm.set(form.id, attempt);
    this.attempts.push(attempt);
    return attempt;
  }
}

import { Background } from './background.ts';
import { isEditable } from './controls.ts';
import { enterIn } from './enter.ts';
import { FormTape } from './forms/form-tape.ts';
import { formAround, isSender } from './forms/shape.ts';
import { readHovers } from './hovers.ts';
import { readLateSheets } from './late-sheets.ts';
import { Messages } from './messages.ts';
import { attribute, type MirrorNode } from './mirror.ts';
import { Pointer, type Sources } from './pointer.ts';
import { INTERACTION, type Raw, SOURCE, toList, toNumber, toRaw } from './raw.ts';
import { applyMutation, type Moment, type ReactionKind, reaction, type Where } from './reactions.ts';
import { RequestLog } from './request-log.ts';
import { type Action, emptyTape, type Tape } from './tape.ts';

/** Hiding and leaving are two events of one thing when they are this near. */
const LEAVING_MS = 200;
/** Click, submit and refusal of one press on "send". */
const ONE_SENDING_MS = 500;
/** From the good-bye of one document to the first word of the next. */
const LOADING_MS = 30_000;

/** Reads what happens in one document: clicks, forms, and everything that may be an answer. */
export class DocumentReader {
  readonly tape: Tape;
  readonly forms: FormTape;
  readonly messages: Messages;
  readonly #pointer: Pointer;
  readonly #sources: Sources;
  #requestLog: RequestLog | null = null;
  #background: Background | null = null;
  #viewAt = 0;
  /** Number of the page view that is shown. */
  view = 0;

  constructor(startedAt: number, sources: Sources) {
    this.tape = emptyTape(startedAt, sources.traits.submits);
    this.forms = new FormTape(sources, sources.traits, this.tape.reactions);
    this.#pointer = new Pointer(this.tape, sources);
    this.messages = new Messages(sources.hints);
    this.#sources = sources;
  }

  /** Every event of the document, whatever it is, shows that the page was alive. */
  alive(at: number): void {
    this.tape.times.push(at);
    this.#requestLog = null;
    this.#background = null;
  }

  react(kind: ReactionKind, moment: Moment, where: Where = {}): void {
    this.tape.reactions.push(reaction(kind, moment, where));
  }

  /** Another view of the same document is shown. */
  turn(view: number, at: number): void {
    if (view !== this.view) this.#viewAt = at;
    this.view = view;
  }

  /** The browser refused to send the form of this field. */
  refused(field: MirrorNode, moment: Moment): void {
    const act = this.#lastAct();
    if (act) this.messages.refused(field, moment, { act, view: this.view });
  }

  /** The page was hidden: by a new tab perhaps. On leaving, it also is; that is told by `left`. */
  hidden(moment: Moment): void {
    if (moment.at - this.#lastLeave() > LEAVING_MS) this.react('away', moment);
  }

  /** The document said good-bye. */
  left(at: number): void {
    const { reactions } = this.tape;
    while (reactions.at(-1)?.kind === 'away' && at - reactions.at(-1)!.at <= LEAVING_MS) reactions.pop();
    this.tape.leaves.push(at);
  }

  /** This document came after another, which may have sent a form that is shown here with what is wrong. */
  comesAfter(before: DocumentReader, { at, view }: { at: number; view: number }): void {
    const said = this.forms.follow(before.forms, at);
    const act = before.tape.actions.at(-1);
    if (act) before.messages.arrived(said, { at, index: Number.POSITIVE_INFINITY }, { act, view });
  }

  /** Another document took its place. */
  follow(at: number): void {
    this.tape.followed = true;
    if (at - this.#lastLeave() > LOADING_MS) this.tape.leaves.push(at);
  }

  /** The page was hidden and is shown again. */
  back(at: number): void {
    this.#pointer.back(at);
  }

  incremental(data: Raw, moment: Moment): void {
    const { mirror, hints } = this.#sources;
    readLateSheets(data, (css) => hints.read(css));
    switch (data.source) {
      case SOURCE.mutation:
        this.#pointer.forget();
        this.#mutate(data, moment);
        break;
      case SOURCE.mouseMove:
      case SOURCE.drag:
        readHovers(data, moment.at, { mirror, hovers: this.tape.hovers });
        break;
      case SOURCE.mouseInteraction:
        this.#interact(data, moment);
        break;
      case SOURCE.scroll:
        this.#scroll(data, moment);
        break;
      case SOURCE.input:
        this.#input(data, moment);
        break;
      case SOURCE.viewportResize:
        this.react('resize', moment);
        break;
      case SOURCE.media:
        this.react('media', moment, { node: mirror.get(data.id) });
        break;
      case SOURCE.canvas:
        this.react('canvas', moment, { node: mirror.get(data.id) });
        break;
      case SOURCE.styleRule:
      case SOURCE.styleDeclaration:
      case SOURCE.adoptedStyleSheet:
        this.react('style', moment, { node: mirror.get(data.id), name: String(toNumber(data.styleId, 0)) });
        break;
      case SOURCE.selection:
        this.#select(data, moment);
    }
  }

  /** A form was sent. Without a click just before, by Enter: that is as much a wish as a click on its button. */
  sent(form: MirrorNode | null, { at, index }: Moment): void {
    const { clicks, enters } = this.tape;
    const click = clicks.at(-1);
    const isClicked = click !== undefined && click.subject.exempt !== 'editable' && at - click.at <= ONE_SENDING_MS;
    if (!form || isClicked || at - (enters.at(-1)?.at ?? 0) <= ONE_SENDING_MS) return;
    enters.push(enterIn(form, { at, index }, this.view));
    this.#pointer.act({ at, index, x: Number.NaN, y: Number.NaN, subject: form.id });
  }

  /** What changes by itself, in what was read so far. */
  get background(): Background {
    const { reactions, stirs, times } = this.tape;
    this.#background ??= new Background(reactions, stirs, times);
    return this.#background;
  }

  /** What it asked, and why, in what was read so far. */
  get requestLog(): RequestLog {
    this.#requestLog ??= new RequestLog(this.tape);
    return this.#requestLog;
  }

  #mutate(data: Raw, moment: Moment): void {
    const seen = applyMutation(this.#sources.mirror, data, moment);
    for (const change of seen) this.tape.reactions.push(change);
    const act = this.#lastAct();
    if (act) this.messages.read(seen, act, { actedOn: this.#sources.mirror.get(act.subject), view: this.view });
  }

  /** The last thing the visitor did in this view of the page: what another view shows stands there always. */
  #lastAct(): Action | null {
    const act = this.tape.actions.at(-1);
    return act && act.at >= this.#viewAt ? act : null;
  }

  #lastLeave(): number {
    return this.tape.leaves.at(-1) ?? Number.NEGATIVE_INFINITY;
  }

  #interact(data: Raw, moment: Moment): void {
    const id = toNumber(data.id, 0);
    switch (data.type) {
      case INTERACTION.mouseDown:
      case INTERACTION.touchStart:
        this.#pointer.press(data, moment);
        this.forms.pressed(this.#sources.mirror.get(id));
        break;
      case INTERACTION.click: {
        const click = this.#pointer.click(data, moment, this.view);
        // A click that nobody made, on a button of a form: the browser's answer to Enter in a field.
        const control = click ? click.subject.node : this.#sources.mirror.get(id);
        if (control) this.forms.clicked(control, moment, this.view);
        if (control && !click) this.#enter(control, moment);
        break;
      }
      case INTERACTION.focus:
        this.#pointer.focus(id, moment);
        this.forms.focused(id, moment);
        break;
      case INTERACTION.blur:
        this.#pointer.blur(id, moment);
        this.forms.blurred(id, moment);
    }
  }

  /** A click that nobody made on what sends the form of the field that has the focus: the browser's answer to Enter. */
  #enter(control: MirrorNode, { at, index }: Moment): void {
    const field = this.#sources.mirror.get(this.#pointer.focused);
    const form = field && isEditable(field) ? formAround(field) : null;
    // Behind its own event, which is no answer to it.
    if (form && isSender(control, form)) this.sent(form, { at, index: index + 0.5 });
  }

  #scroll(data: Raw, moment: Moment): void {
    const node = this.#sources.mirror.get(data.id);
    this.react('scroll', moment, { node });
    if (node === null || /^(?:#document|html|body)$/.test(node.tag)) this.tape.stirs.push(moment.at);
  }

  #select(data: Raw, moment: Moment): void {
    for (const range of toList(data.ranges)) {
      const { start, startOffset, end, endOffset } = toRaw(range);
      if (start === end && startOffset === endOffset) continue;
      this.react('selection', moment, { node: this.#sources.mirror.get(start) });
      return;
    }
  }

  #input(data: Raw, moment: Moment): void {
    const node = this.#sources.mirror.get(data.id);
    if (!node) return;
    if (data.text !== '' || data.isChecked === true) this.messages.filled(node);
    const isChoice = /^(?:checkbox|radio)$/i.test(attribute(node, 'type'));
    if (isChoice) {
      this.#pointer.forget();
      node.attributes = { ...node.attributes, checked: data.isChecked === true };
    }
    const byVisitor = data.userTriggered === true || (data.userTriggered === undefined && this.#isHeld(node));
    const held = this.#sources.traits.focus && this.#pointer.focused === node.id;
    if (byVisitor) this.tape.inputs.filled(node, data.text, moment.at);
    if (byVisitor) this.forms.filled(node, data.text, { ...moment, held, view: this.view });
    else this.forms.set(node, data.text, moment);
    if (byVisitor && !isChoice) this.#pointer.act({ ...moment, x: Number.NaN, y: Number.NaN, subject: node.id });
    else this.react('value', moment, { node });
  }

  /** The visitor has this field in hand: it has the focus, or nobody knows who has. */
  #isHeld(node: MirrorNode): boolean {
    const isFilled = isEditable(node) || node.tag === 'select' || node.tag === 'input';
    return isFilled && (!this.#sources.traits.focus || this.#pointer.focused === node.id);
  }
}

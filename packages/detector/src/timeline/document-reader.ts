import { Background } from './background.ts';
import type { CssHints } from './css-hints.ts';
import { type Action, type DocumentLog, effectOf, type Hover, isSameSpot, type RawClick } from './effect.ts';
import { attribute, type Mirror, type MirrorNode } from './mirror.ts';
import { INTERACTION, type Raw, SOURCE, toList, toNumber, toRaw } from './raw.ts';
import { applyMutation, type Reaction, type ReactionKind, reaction } from './reactions.ts';
import type { Effect } from './steps.ts';
import { isEditable, readSubject, type Subject } from './subject.ts';

/** A click follows its press within this time, or the press was something else. */
const HOLD_MS = 10_000;
/** A click without a press this soon after another is the browser's or the page's own: a label passes it on. */
const FORWARDED_MS = 60;
/** A blur this soon after a press is the press moving the focus; later, the window lost it. */
const PRESS_MOVES_FOCUS_MS = 50;
/** A pointer that travelled farther between down and up was dragging. */
const DRAG_PX = 10;
/** Hiding and leaving are two events of one thing when they are this near. */
const LEAVING_MS = 200;
/** From the good-bye of one document to the first word of the next. */
const LOADING_MS = 30_000;
/** A click this soon after the window came back only brought it back. */
const REFOCUS_MS = 1_000;

/** What the whole tab knows that one event does not tell. */
export interface TabTraits {
  /** The recorder tells presses; without them every click counts as the visitor's. */
  presses: boolean;
  /** The recorder tells focus; without it every input counts as the visitor's. */
  focus: boolean;
  /** The recorder tells selections; without it clicks on text cannot be told from selecting it. */
  selections: boolean;
}

interface Press extends Action {
  blurred: MirrorNode | null;
  hit: MirrorNode | null;
  seen: Subject;
}

/** Reads what happens in one document: clicks, and everything that may be an answer to one. */
export class DocumentReader {
  readonly clicks: (RawClick & { view: number })[] = [];
  /** Number of the page view that is shown. */
  view = 0;
  readonly #reactions: Reaction[] = [];
  readonly #actions: Action[] = [];
  readonly #hovers: Hover[] = [];
  readonly #stirs: number[];
  readonly #times: number[] = [];
  readonly #mirror: Mirror;
  readonly #hints: CssHints;
  readonly #traits: TabTraits;
  #press: Press | null = null;
  #lastPressAt = Number.NEGATIVE_INFINITY;
  #lastClickAt = Number.NEGATIVE_INFINITY;
  #focused = 0;
  #blur: Reaction | null = null;
  #known: { hit: MirrorNode; subject: Subject } | null = null;
  #backAt = Number.NEGATIVE_INFINITY;
  readonly #leaves: number[] = [];
  #followed = false;

  constructor(startedAt: number, sources: { mirror: Mirror; hints: CssHints; traits: TabTraits }) {
    this.#stirs = [startedAt];
    this.#mirror = sources.mirror;
    this.#hints = sources.hints;
    this.#traits = sources.traits;
  }

  /** Every event of the document, whatever it is, shows that the page was alive. */
  alive(at: number): void {
    this.#times.push(at);
  }

  react(kind: ReactionKind, at: number, index: number, node: MirrorNode | null = null, name = ''): void {
    this.#reactions.push(reaction(kind, at, index, { node, name }));
  }

  /** The page was hidden: by a new tab perhaps. On leaving, it also is; that is told by `left`. */
  hidden(at: number, index: number): void {
    if (at - (this.#leaves.at(-1) ?? Number.NEGATIVE_INFINITY) > LEAVING_MS) this.react('away', at, index);
  }

  /** The document said good-bye. */
  left(at: number): void {
    while (this.#reactions.at(-1)?.kind === 'away' && at - this.#reactions.at(-1)!.at <= LEAVING_MS)
      this.#reactions.pop();
    this.#leaves.push(at);
  }

  /** Another document took its place. */
  follow(at: number): void {
    this.#followed = true;
    if (at - (this.#leaves.at(-1) ?? Number.NEGATIVE_INFINITY) > LOADING_MS) this.#leaves.push(at);
  }

  /** The page was hidden and is shown again. */
  back(at: number): void {
    this.#backAt = at;
  }

  incremental(data: Raw, at: number, index: number): void {
    switch (data.source) {
      case SOURCE.mutation:
        this.#known = null;
        for (const seen of applyMutation(this.#mirror, data, at, index)) this.#reactions.push(seen);
        break;
      case SOURCE.mouseMove:
      case SOURCE.drag:
        this.#move(data, at);
        break;
      case SOURCE.mouseInteraction:
        this.#interact(data, at, index);
        break;
      case SOURCE.scroll:
        this.#scroll(data, at, index);
        break;
      case SOURCE.input:
        this.#input(data, at, index);
        break;
      case SOURCE.viewportResize:
        this.react('resize', at, index);
        break;
      case SOURCE.media:
        this.react('media', at, index, this.#mirror.get(data.id));
        break;
      case SOURCE.canvas:
        this.react('canvas', at, index, this.#mirror.get(data.id));
        break;
      case SOURCE.styleRule:
      case SOURCE.styleDeclaration:
      case SOURCE.adoptedStyleSheet:
        this.react('style', at, index, this.#mirror.get(data.id), String(toNumber(data.styleId, 0)));
        break;
      case SOURCE.selection:
        this.#select(data, at, index);
    }
  }

  /** Decides what followed from each click. */
  effects(until: number, openings: readonly number[]): Effect[] {
    const times = Float64Array.from(this.#times);
    const log: DocumentLog = {
      reactions: this.#reactions,
      background: new Background(this.#reactions, this.#stirs, times),
      actions: this.#actions,
      hovers: this.#hovers,
      endedAt: times.at(-1) ?? 0,
      leaves: this.#leaves,
      followed: this.#followed,
      until,
      openings,
    };
    return this.clicks.map((click) => effectOf(click, log));
  }

  #interact(data: Raw, at: number, index: number): void {
    switch (data.type) {
      case INTERACTION.mouseDown:
      case INTERACTION.touchStart:
        this.#pressed(data, at, index);
        break;
      case INTERACTION.click:
        this.#clicked(data, at, index);
        break;
      case INTERACTION.focus:
        this.#focus(toNumber(data.id, 0), at, index);
        break;
      case INTERACTION.blur:
        this.#focused = 0;
        if (at - this.#lastPressAt <= PRESS_MOVES_FOCUS_MS) break;
        this.react('away', at, index, this.#mirror.get(data.id));
        this.#blur = this.#reactions.at(-1)!;
    }
  }

  /** Tells apart a focus that moves inside the page and a window that lost its focus and got it back. */
  #focus(id: number, at: number, index: number): void {
    const blur = this.#blur;
    this.#blur = null;
    this.#focused = id;
    if (blur && at - blur.at <= PRESS_MOVES_FOCUS_MS) this.#reactions.splice(this.#reactions.lastIndexOf(blur), 1);
    else if (blur && blur.node?.id === id && this.#lastPressAt < blur.at) this.#backAt = at;
    this.react('focus', at, index, this.#mirror.get(id));
  }

  #pressed(data: Raw, at: number, index: number): void {
    const hit = this.#mirror.get(data.id);
    const seen = this.#subjectAt(hit);
    const blurred = this.#focused === hit?.id ? null : this.#mirror.get(this.#focused);
    const press = { at, index, ...pointOf(data), subject: seen.node?.id ?? 0, hit, seen, blurred };
    this.#lastPressAt = at;
    this.#press = press;
    this.#act(press);
  }

  #clicked(data: Raw, at: number, index: number): void {
    const hit = this.#mirror.get(data.id);
    const point = pointOf(data);
    const press = this.#press;
    this.#press = null;
    if (press && at - press.at <= HOLD_MS) {
      const same = press.hit === hit || press.seen.node?.id === hit?.id;
      const subject = same ? press.seen : this.#subjectAt(hit);
      this.#keep(
        { at, pressedAt: press.at, index: press.index, ...point, hit, subject, blurred: press.blurred },
        press,
      );
      return;
    }
    const isForwarded = at - this.#lastClickAt <= FORWARDED_MS;
    const byKey = hit !== null && this.#focused === hit.id;
    if (this.#traits.presses && (isForwarded || !byKey)) {
      this.react('click-through', at, index, hit);
      return;
    }
    const subject = this.#subjectAt(hit);
    this.#act({ at, index, ...point, subject: subject.node?.id ?? 0 });
    this.#keep({ at, pressedAt: at, index, ...point, hit, subject, blurred: null }, null);
  }

  #keep(click: RawClick, press: Press | null): void {
    const dragged = press !== null && !isSameSpot(press, click, DRAG_PX);
    const refocused = click.pressedAt - this.#backAt <= REFOCUS_MS;
    const exempt = dragged ? 'drag' : refocused ? 'refocus' : click.subject.exempt;
    const subject = exempt === click.subject.exempt ? click.subject : { ...click.subject, exempt };
    this.clicks.push({ ...click, subject, view: this.view });
    this.#lastClickAt = click.at;
  }

  #act(action: Action): void {
    this.#actions.push(action);
    this.#stirs.push(action.at);
  }

  /** Reading a subject walks around in the page; a thousand clicks on one thing need it once. */
  #subjectAt(hit: MirrorNode | null): Subject {
    if (hit && this.#known?.hit === hit) return this.#known.subject;
    const subject = readSubject(hit, { hints: this.#hints, selections: this.#traits.selections });
    this.#known = hit && { hit, subject };
    return subject;
  }

  #move(data: Raw, at: number): void {
    for (const position of toList(data.positions)) {
      const { id, timeOffset } = toRaw(position);
      const node = this.#mirror.get(id);
      const before = this.#hovers.at(-1);
      if (!node || before?.node === node) continue;
      const then = at + Math.min(0, toNumber(timeOffset, 0));
      this.#hovers.push({ at: Math.max(then, before?.at ?? then), node });
    }
  }

  #scroll(data: Raw, at: number, index: number): void {
    const node = this.#mirror.get(data.id);
    this.react('scroll', at, index, node);
    if (node === null || node.tag === '#document' || node.tag === 'html' || node.tag === 'body') this.#stirs.push(at);
  }

  #select(data: Raw, at: number, index: number): void {
    for (const range of toList(data.ranges)) {
      const { start, startOffset, end, endOffset } = toRaw(range);
      if (start === end && startOffset === endOffset) continue;
      this.react('selection', at, index, this.#mirror.get(start));
      return;
    }
  }

  #input(data: Raw, at: number, index: number): void {
    const node = this.#mirror.get(data.id);
    if (!node) return;
    const isChoice = /^(?:checkbox|radio)$/i.test(attribute(node, 'type'));
    if (isChoice) {
      this.#known = null;
      node.attributes = { ...node.attributes, checked: data.isChecked === true };
    }
    const isTyped = data.userTriggered === true || (data.userTriggered === undefined && this.#isHeld(node));
    if (isTyped && !isChoice) this.#act({ at, index, x: Number.NaN, y: Number.NaN, subject: node.id });
    else this.react('value', at, index, node);
  }

  /** The visitor has this field in hand: it has the focus, or nobody knows who has. */
  #isHeld(node: MirrorNode): boolean {
    return isEditable(node) && (!this.#traits.focus || this.#focused === node.id);
  }
}

function pointOf(data: Raw): { x: number; y: number } {
  return { x: toNumber(data.x, Number.NaN), y: toNumber(data.y, Number.NaN) };
}

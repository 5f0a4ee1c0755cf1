import type { CssHints } from './css-hints.ts';
import type { Mirror, MirrorNode } from './mirror.ts';
import { type Raw, toNumber } from './raw.ts';
import { type Moment, type Reaction, reaction } from './reactions.ts';
import { isSameSpot } from './spot.ts';
import { readSubject, type Subject } from './subject.ts';
import type { Action, RawClick, Tape } from './tape.ts';

/** A click follows its press within this time, or the press was something else. */
const HOLD_MS = 10_000;
/** A click without a press this soon after another is the browser's or the page's own: a label passes it on. */
const FORWARDED_MS = 60;
/** A blur while the pointer is down is the press moving the focus; after the click, the window lost it. */
const PRESS_BLURS_MS = 1_000;
/** A focus this soon after a blur is the same move. */
const ONE_MOVE_MS = 50;
/** A pointer that travelled farther between down and up was dragging. */
const DRAG_PX = 10;
/** A click this soon after the window came back only brought it back. */
const REFOCUS_MS = 1_000;

interface Press extends Action {
  hit: MirrorNode | null;
  seen: Subject;
  /** The field that had the focus when the pointer went down. */
  blurred: MirrorNode | null;
}

/** What a whole tab tells of its recorder. */
export interface RecorderTraits {
  /** It tells presses; without them every click counts as the visitor's. */
  presses: boolean;
  /** It tells focus; without it every input counts as the visitor's. */
  focus: boolean;
  /** It tells selections; without it clicks on text cannot be told from selecting it. */
  selections: boolean;
  /** Somebody touched the screen. */
  touch: boolean;
  /** It tells what is drawn on a canvas. */
  canvas: boolean;
  /** Sendings of forms are told of: it is our snippet. */
  submits: boolean;
}

/** Where things come from, and how much of them the recorder tells. */
export interface Sources {
  mirror: Mirror;
  hints: CssHints;
  traits: RecorderTraits;
}

/** Makes clicks out of presses, and keeps track of the focus. */
export class Pointer {
  readonly #tape: Tape;
  readonly #sources: Sources;
  #press: Press | null = null;
  #lastPressAt = Number.NEGATIVE_INFINITY;
  #lastClickAt = Number.NEGATIVE_INFINITY;
  #lastHit: MirrorNode | null = null;
  #blur: Reaction | null = null;
  #backAt = Number.NEGATIVE_INFINITY;
  /** The visitor has drawn or played on a canvas. */
  #drawn = false;
  #known: { hit: MirrorNode; subject: Subject } | null = null;
  /** Node id of what has the focus, 0 for nothing. */
  focused = 0;

  constructor(tape: Tape, sources: Sources) {
    this.#tape = tape;
    this.#sources = sources;
  }

  /** The page changed: what is known of a target must be read again. */
  forget(): void {
    this.#known = null;
  }

  /** The page was hidden and is shown again. */
  back(at: number): void {
    this.#backAt = at;
  }

  press(data: Raw, { at, index }: Moment): void {
    const hit = this.#sources.mirror.get(data.id);
    this.#drawn ||= hit?.tag === 'canvas';
    const seen = this.#subjectAt(hit);
    const blurred = this.focused === hit?.id ? null : this.#sources.mirror.get(this.focused);
    this.#press = { at, index, ...pointOf(data), subject: seen.node?.id ?? 0, hit, seen, blurred };
    this.#lastPressAt = at;
    this.act(this.#press);
  }

  /** Answers the click when it was the visitor's own, else null: a label or a script passed one on. */
  click(data: Raw, { at, index }: Moment, view: number): RawClick | null {
    const hit = this.#sources.mirror.get(data.id);
    const point = pointOf(data);
    const press = this.#press;
    this.#press = null;
    if (press && at - press.at <= HOLD_MS) {
      const same = press.hit === hit || press.seen.node?.id === hit?.id;
      const subject = same ? press.seen : this.#subjectAt(hit);
      const { blurred, at: pressedAt } = press;
      return this.#keep(
        { kind: 'click', at, pressedAt, index: press.index, ...point, hit, subject, blurred, view },
        press,
      );
    }
    // The very same click once more is an event that stands there twice, and nobody's answer.
    if (hit !== null && hit === this.#lastHit && at === this.#lastClickAt) return null;
    const isForwarded = at - this.#lastClickAt <= FORWARDED_MS;
    const byKey = hit !== null && this.focused === hit.id;
    if (this.#sources.traits.presses && (isForwarded || !byKey)) {
      this.#tape.reactions.push(reaction('click-through', { at, index }, { node: hit }));
      return null;
    }
    const subject = this.#subjectAt(hit);
    this.act({ at, index, ...point, subject: subject.node?.id ?? 0 });
    return this.#keep({ kind: 'click', at, pressedAt: at, index, ...point, hit, subject, blurred: null, view }, null);
  }

  /** Tells apart a focus that moves inside the page and a window that lost its focus and got it back. */
  focus(id: number, moment: Moment): void {
    const blur = this.#blur;
    const { reactions } = this.#tape;
    this.#blur = null;
    this.focused = id;
    if (blur && moment.at - blur.at <= ONE_MOVE_MS) reactions.splice(reactions.lastIndexOf(blur), 1);
    else if (blur && blur.node?.id === id && this.#lastPressAt < blur.at) this.#backAt = moment.at;
    reactions.push(reaction('focus', moment, { node: this.#sources.mirror.get(id) }));
  }

  blur(id: number, moment: Moment): void {
    this.focused = 0;
    if (this.#press && moment.at - this.#lastPressAt <= PRESS_BLURS_MS) return;
    this.#blur = reaction('away', moment, { node: this.#sources.mirror.get(id) });
    this.#tape.reactions.push(this.#blur);
  }

  /** The visitor did something: it ends the wait for an answer to what was done before. */
  act(action: Action): void {
    this.#tape.actions.push(action);
    this.#tape.stirs.push(action.at);
  }

  #keep(click: RawClick, press: Press | null): RawClick {
    const dragged = press !== null && !isSameSpot(press, click, DRAG_PX) && Number.isFinite(press.x + click.x);
    const refocused = click.pressedAt - this.#backAt <= REFOCUS_MS;
    const exempt = dragged ? 'drag' : refocused ? 'refocus' : click.subject.exempt;
    if (exempt !== click.subject.exempt) click.subject = { ...click.subject, exempt };
    this.#tape.clicks.push(click);
    this.#lastClickAt = click.at;
    this.#lastHit = click.hit;
    return click;
  }

  /** Reading a subject walks around in the page; a thousand clicks on one thing need it once. */
  #subjectAt(hit: MirrorNode | null): Subject {
    if (hit && this.#known?.hit === hit) return this.#known.subject;
    const { hints, traits } = this.#sources;
    const subject = readSubject(hit, { hints, recorder: { ...traits, drawn: this.#drawn } });
    this.#known = hit && { hit, subject };
    return subject;
  }
}

function pointOf(data: Raw): { x: number; y: number } {
  return { x: toNumber(data.x, Number.NaN), y: toNumber(data.y, Number.NaN) };
}

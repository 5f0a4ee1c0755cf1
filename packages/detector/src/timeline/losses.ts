import { PLUGIN } from '@falter/wire';
import { selectorOf } from './describe.ts';
import { isAttached, isWithin, type MirrorNode } from './mirror.ts';
import { type Raw, toNumber } from './raw.ts';
import type { NoteStep } from './steps.ts';
import type { Sampled, Tape } from './tape.ts';
import { speakable } from './wording.ts';

/** Parts of one document that are looked at; a page that tells of more is telling stories. */
const SAMPLED_MAX = 200;

/** Losses of one document that are looked at. */
const LOST_MAX = 1_000;

const WHY: Readonly<Record<string, string>> = {
  room: ': more waited than a page may keep',
  size: ': too large to be sent',
  refused: ': they were not accepted',
};

/** The same of what is left out beside changes (`DegradedReason`): of how many pictures of a canvas, or events of a frame. */
const LEFT_OUT: Readonly<Record<string, (count: number) => string>> = {
  'canvas-tainted': () => 'something of another site is drawn in it',
  'canvas-size': (count) => `${counted(count, 'picture')} too large`,
  'canvas-budget': (count) => `${counted(count, 'picture')} too many`,
  'frame-refused': (count) => `${counted(count, 'message')} refused`,
  'frame-budget': (count) => `${counted(count, 'event')} too many`,
};

/** When a note was told, in the recording's time, what is added to the page's clock to come to it, and the part that it names. */
interface Told {
  at: number;
  index: number;
  skew: number;
  node: MirrorNode | null;
}

/** Where it was told: the document that is shown, and its view. */
interface Place {
  tape: Tape;
  view: number;
}

type Stretch = Pick<NoteStep, 'note' | 'at' | 'text' | 'view'> & { until: number; count: number };

/** What of a tab is not recorded in full: events that the page lost, batches that never arrived, parts that were sampled. */
export class Losses {
  readonly #steps: NoteStep[] = [];
  readonly #tab: string;
  readonly #open = new Map<number, { sampled: Sampled; stretch: Stretch }>();

  constructor(tab: string) {
    this.#tab = tab;
  }

  /** Batches of a tab that are missing between its last event and the next one. */
  missing(batches: number, { from, until, view }: { from: number; until: number; view: number }): void {
    const text = batches === 1 ? 'a batch of the page never arrived' : `${batches} batches of the page never arrived`;
    this.#add({ note: 'missing', at: from, until, view: Math.max(0, view), count: batches, text });
  }

  /** What a note tells, when it is about that; answers whether it is. */
  told(plugin: string, payload: Raw, told: Told, place: () => Place): boolean {
    if (plugin === PLUGIN.lost) this.#lost(payload, told, place());
    else if (plugin === PLUGIN.degraded) this.#sampled(payload, told, place());
    else return false;
    return true;
  }

  /** What is told when the recording goes up to `at`: what is not over yet lasts until then. */
  stepsAt(at: number): NoteStep[] {
    const open = [...this.#open.values()].map(({ stretch }): NoteStep => {
      return { kind: 'note', tab: this.#tab, ...stretch, until: at };
    });
    return [...this.#steps, ...open];
  }

  /** The document is over, and so is what was told of it. */
  close(at: number): void {
    this.#end(at, () => true);
  }

  /** Nothing is concluded from what did not follow up to the note: until the snapshot behind it, the picture is not to be trusted. */
  #lost({ events, why, ...span }: Raw, { at, index, skew }: Told, { tape, view }: Place): void {
    const count = Math.max(1, Math.round(toNumber(events, 1)));
    const from = Math.min(at, toNumber(span.from, at - skew) + skew);
    const until = Math.min(at, Math.max(from, toNumber(span.until, at - skew) + skew));
    if (tape.losses.length < LOST_MAX) tape.losses.push({ from, index });
    const because = typeof why === 'string' && Object.hasOwn(WHY, why) ? WHY[why]! : '';
    const text = `${count === 1 ? 'an event was' : `${count} events were`} lost${because}`;
    this.#add({ note: 'lost', at: from, until, view, count, text });
  }

  /** A part begins to be sampled, or is followed again. */
  #sampled({ id, rate, why }: Raw, { at, node }: Told, { tape, view }: Place): void {
    const number = toNumber(id, 0);
    const count = Math.round(toNumber(rate, 0));
    if (count <= 0) {
      // A part that went out of the page has no number any more.
      const isGone = (part: Sampled) => number === 0 && part.node !== null && !isAttached(part.node);
      this.#end(at, (part) => part.id === number || isGone(part));
      return;
    }
    const leftOut = typeof why === 'string' && Object.hasOwn(LEFT_OUT, why) ? LEFT_OUT[why] : undefined;
    const text = leftOut
      ? `Falter could not record ${partName(node)} in full: ${leftOut(count)}`
      : `Falter could not record ${partName(node)} at full rate: about ${rounded(count)} changes a second`;
    const open = this.#open.get(number);
    // It goes on, and there are more of them by now.
    if (leftOut && open) {
      Object.assign(open.stretch, { count, text });
      return;
    }
    // Of parts inside of it nothing more is told.
    const isInside = (part: Sampled) => node !== null && part.node !== null && isWithin(part.node, node);
    this.#end(at, (part) => part.id === number || isInside(part));
    if (tape.sampled.length >= SAMPLED_MAX) return;
    const sampled: Sampled = { id: number, node, from: at, until: Number.POSITIVE_INFINITY };
    tape.sampled.push(sampled);
    this.#open.set(number, { sampled, stretch: { note: 'degraded', at, until: at, view, count, text } });
  }

  #end(at: number, isOver: (sampled: Sampled) => boolean): void {
    for (const { sampled, stretch } of [...this.#open.values()]) {
      if (!isOver(sampled)) continue;
      this.#open.delete(sampled.id);
      sampled.until = at;
      this.#add({ ...stretch, until: at });
    }
  }

  #add(stretch: Stretch): void {
    this.#steps.push({ kind: 'note', tab: this.#tab, ...stretch });
  }
}

function partName(node: MirrorNode | null): string {
  if (!node || /^(?:#document|html|body)$/.test(node.tag)) return 'the page';
  return speakable(selectorOf(node));
}

/** `a picture was`, `12 pictures were`. */
function counted(count: number, what: string): string {
  return count === 1 ? `a ${what} was`.replace('a e', 'an e') : `${count.toLocaleString('en')} ${what}s were`;
}

/** Two digits that count: `about 3,400`. */
function rounded(rate: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(rate)) - 1);
  return (Math.round(rate / step) * step).toLocaleString('en');
}

import { INTERACTION, type Raw, SOURCE, toList, toNumber, toRaw } from './raw.ts';

/** Count, mean and spread of some numbers, without keeping them; two are merged by `mergedGaps`. */
export interface Gaps {
  count: number;
  sum: number;
  squares: number;
}

/** How the hand of a tab moved, in numbers. */
export interface Gestures {
  /** Positions of the pointer that were told. */
  samples: number;
  /** Presses of a mouse button; those before which the pointer was somewhere else a moment ago; those too far too soon after the last. */
  presses: number;
  jumped: number;
  leaps: number;
  /** Documents in which something was pressed before anybody could have seen them. */
  prompt: number;
  touches: number;
  /** Milliseconds between two presses, and between two changes of fields. */
  pressGaps: Gaps;
  keyGaps: Gaps;
}

/** The pointer may be this far from where it was last seen: it moved a little since the last sample. */
const NEAR_PX = 50;
/** No hand moves this far and presses within this time. */
const LEAP_PX = 150;
const HAND_MS = 40;
/** No hand presses in two places within this time. */
const TWO_PLACES_MS = 100;
/** Nobody has seen a page sooner. */
const PROMPT_MS = 100;
/** Longer pauses are not told from one another. */
const PAUSE_MS = 20_000;

interface Point {
  at: number;
  x: number;
  y: number;
}

/** Counts what of one tab's presses, moves and keys no hand could have done, or does so evenly. */
export class GestureTape {
  readonly #told: Gestures = {
    ...{ samples: 0, presses: 0, jumped: 0, leaps: 0, prompt: 0, touches: 0 },
    pressGaps: { count: 0, sum: 0, squares: 0 },
    keyGaps: { count: 0, sum: 0, squares: 0 },
  };
  /** The last two places in which the pointer was seen. */
  #last: Point | null = null;
  #before: Point | null = null;
  /** Positions are told in heaps, after the presses among them. */
  #pending: Point[] = [];
  #press: Point | null = null;
  #keyAt = Number.NaN;
  #openedAt = Number.NaN;

  opened(at: number): void {
    this.#openedAt = at;
  }

  incremental(data: Raw, at: number): void {
    if (data.source === SOURCE.mouseMove) this.#moved(data, at);
    else if (data.source === SOURCE.input) {
      this.#keyAt = addGap(this.#told.keyGaps, this.#keyAt, at);
    } else if (data.source === SOURCE.mouseInteraction) {
      if (data.type === INTERACTION.touchStart) this.#told.touches++;
      else if (data.type === INTERACTION.mouseDown && toNumber(data.pointerType, 0) === 0) this.#pressed(data, at);
    }
  }

  get told(): Gestures {
    const told = { ...this.#told, pressGaps: { ...this.#told.pressGaps }, keyGaps: { ...this.#told.keyGaps } };
    for (const press of this.#pending) this.#judge(press, told);
    return told;
  }

  #moved(data: Raw, eventAt: number): void {
    for (const position of toList(data.positions)) {
      const { x, y, timeOffset } = toRaw(position);
      if (typeof x !== 'number' || typeof y !== 'number') continue;
      const at = eventAt + Math.min(0, toNumber(timeOffset, 0));
      while (this.#pending.length > 0 && this.#pending[0]!.at < at) this.#judge(this.#pending.shift()!);
      this.#told.samples++;
      this.#before = this.#last;
      this.#last = { at, x, y };
    }
  }

  #pressed(data: Raw, at: number): void {
    const press = { at, x: toNumber(data.x, Number.NaN), y: toNumber(data.y, Number.NaN) };
    if (at - this.#openedAt < PROMPT_MS) this.#told.prompt++;
    this.#openedAt = Number.NaN;
    const last = this.#press;
    if (last && at - last.at < TWO_PLACES_MS && distance(last, press) > LEAP_PX) this.#told.leaps++;
    addGap(this.#told.pressGaps, last?.at ?? Number.NaN, at);
    this.#press = press;
    this.#pending.push(press);
    if (this.#pending.length > 100) this.#judge(this.#pending.shift()!);
  }

  #judge(press: Point, told: Gestures = this.#told): void {
    told.presses++;
    const [last, before] = [this.#last, this.#before];
    if (!last) return;
    const elsewhere = distance(last, press) > NEAR_PX;
    const landed = before !== null && press.at - last.at < HAND_MS && distance(before, last) > LEAP_PX;
    if (elsewhere || landed) told.jumped++;
  }
}

function addGap(gaps: Gaps, from: number, until: number): number {
  const gap = until - from;
  if (gap >= 0 && gap <= PAUSE_MS) {
    gaps.count++;
    gaps.sum += gap;
    gaps.squares += gap * gap;
  }
  return until;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** A row of turns while scrolling, up, down and up again, each soon after the last. Times in epoch milliseconds. */
export interface ScrollTurns {
  count: number;
  from: number;
  until: number;
}

export const NO_TURNS: ScrollTurns = { count: 0, from: 0, until: 0 };

/** Pixels that one must have scrolled the other way, most of a screen: less is a correction of where one reads. */
const LEG_PX = 500;
/** A turn later than this after the last was made by somebody who had read meanwhile. */
const HURRY_MS = 4_000;
/** Parts of a page that are followed; the rest of a page with thousands of lists is not. */
const SCROLLERS_MAX = 50;

interface Scroller {
  /** 1 down, -1 up, 0 not known yet. */
  direction: number;
  /** Where the present direction led farthest. */
  peak: number;
  row: ScrollTurns;
}

/** Finds the turns in the scrolling of one page view, for each part of the page that scrolls. */
export class ScrollTape {
  readonly #scrollers = new Map<unknown, Scroller>();
  #best: ScrollTurns = NO_TURNS;

  scroll(id: unknown, y: number, at: number): void {
    const scroller = this.#scrollers.get(id);
    if (!scroller) {
      if (this.#scrollers.size < SCROLLERS_MAX) this.#scrollers.set(id, { direction: 0, peak: y, row: NO_TURNS });
      return;
    }
    const { direction } = scroller;
    if (direction === 0 ? Math.abs(y - scroller.peak) >= LEG_PX : (scroller.peak - y) * direction >= LEG_PX) {
      if (direction !== 0) this.#turned(scroller, at);
      scroller.direction = Math.sign(y - scroller.peak);
      scroller.peak = y;
    } else if ((y - scroller.peak) * direction > 0) scroller.peak = y;
  }

  get longest(): ScrollTurns {
    return this.#best;
  }

  #turned(scroller: Scroller, at: number): void {
    const { row } = scroller;
    const goesOn = row.count > 0 && at - row.until <= HURRY_MS;
    scroller.row = { count: goesOn ? row.count + 1 : 1, from: goesOn ? row.from : at, until: at };
    if (scroller.row.count > this.#best.count) this.#best = scroller.row;
  }
}

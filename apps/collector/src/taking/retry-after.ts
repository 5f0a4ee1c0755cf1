/** Seconds after which a page should try again when the collector is not crowded. */
const SOON_S = 2;

/** Seconds over which a crowd is spread, at most: ten thousand pages that come back at once are 170 a second then. */
const SPREAD_MAX_S = 60;

/** Pages a second that may come back: well below what the collector takes in. */
const BACK_A_SECOND = 50;

/** Milliseconds for which a refusal counts towards the crowd. */
const REMEMBERED_MS = 10_000;

/** Tells whoever is refused when to come back: the more are refused, the further apart, so that they do not all come at once again. */
export class RetryAfter {
  readonly #random: () => number;
  #window = { began: Number.NEGATIVE_INFINITY, refused: 0, before: 0 };

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** Whole seconds. `now` in milliseconds of a clock that nobody sets. */
  seconds(now: number = performance.now()): number {
    const { began, refused } = this.#window;
    if (now - began > REMEMBERED_MS) {
      this.#window = { began: now, refused: 0, before: now - began > 2 * REMEMBERED_MS ? 0 : refused };
    }
    this.#window.refused++;
    const crowd = this.#window.refused + this.#window.before;
    return SOON_S + Math.floor(this.#random() * Math.min(SPREAD_MAX_S, crowd / BACK_A_SECOND));
  }
}

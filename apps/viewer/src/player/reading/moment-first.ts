import type { Hand } from './hand.ts';
import { INCLUSIVE_MS, type Standing, type Still } from './still.ts';
import type { Stretch } from './stretch.ts';

/** Clicks, and places of the pointer, that come with a still: those of the last seconds, on both sides of it. */
const HAND_MAX = 200;

/** Who gets what a run makes. `chars` of the lines that a stretch was made of. */
export interface Hands {
  stretch(stretch: Stretch, chars: number): void;
  /** The page of the moment that somebody waits for. Resolves when it is on the screen: what led to it follows. */
  still(still: Still): Promise<void>;
}

/**
 * Hands over the page of a moment before all that led to it, so that who waits for a frame waits for no more than that. Where that page
 * cannot be told by itself, all comes as it was written.
 */
export class MomentFirst {
  readonly #hands: Hands;
  #moment: number | undefined;
  #standing: Standing | undefined;
  readonly #held: [Stretch, number][] = [];
  readonly #later: Stretch['events'] = [];

  /** @param moment epoch ms; undefined where nobody waits. */
  constructor(hands: Hands, moment: number | undefined, standing: Standing | undefined) {
    this.#hands = hands;
    this.#moment = moment;
    this.#standing = standing;
  }

  /** A segment begins: what comes belongs to its page. */
  begin(standing: Standing): void {
    this.#standing = standing;
    this.#later.length = 0;
  }

  take(stretch: Stretch, chars: number): void {
    for (const event of stretch.events) {
      if (this.#moment === undefined || event.timestamp < this.#moment + INCLUSIVE_MS) this.#standing?.take(event);
      else this.#later.push(event);
    }
    if (this.#moment === undefined) this.#hands.stretch(stretch, chars);
    else this.#held.push([stretch, chars]);
    if (this.#moment !== undefined && this.#standing?.fits === false) this.#release();
  }

  /** The next segment begins at `from`, Infinity at the end of the range: what a moment before it needs is here. */
  async before(from: number): Promise<void> {
    if (this.#moment === undefined || from <= this.#moment) return;
    const still = this.#standing?.at(this.#moment, { later: this.#later, hand: this.#hand });
    if (still) await this.#hands.still(still);
    this.#release();
  }

  /** What is drawn over the page with the frame, and a little more. */
  get #hand(): Hand {
    const stretches = this.#held.map(([stretch]) => stretch);
    return {
      clicks: stretches.flatMap(({ clicks }) => clicks).slice(-HAND_MAX),
      pointers: stretches.flatMap(({ pointers }) => pointers).slice(-HAND_MAX),
    };
  }

  #release(): void {
    this.#moment = undefined;
    for (const [stretch, chars] of this.#held.splice(0)) this.#hands.stretch(stretch, chars);
    for (const event of this.#later.splice(0)) this.#standing?.take(event);
  }
}

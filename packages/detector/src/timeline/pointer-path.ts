import type { Target } from '@falter/wire';
import { MEDIA } from './controls.ts';
import { describe } from './describe.ts';
import { attribute, type Mirror, type MirrorNode, upwards } from './mirror.ts';
import { type Raw, toList, toNumber, toRaw } from './raw.ts';
import type { Base } from './steps.ts';
import { ignoredAround } from './subject.ts';

/** The pointer moved fast and kept turning, in a small place, with no button down. The numbers are of its most turning two seconds. */
export interface FlurryStep extends Base {
  kind: 'flurry';
  until: number;
  /** Degrees by which its way turned, left and right added up. */
  turned: number;
  /** Pixels of its way, and the longer side of the box around it. */
  way: number;
  box: number;
  /** Milliseconds that these took: two seconds, or less where it began later. */
  moveMs: number;
  target: Target | null;
  ignored: readonly string[];
}

type Flurry = Omit<FlurryStep, 'kind' | 'tab'>;

interface Sample {
  at: number;
  x: number;
  y: number;
  /** Pixels from the sample before, and radians by which the way turned there. */
  way: number;
  turn: number;
}

const WINDOW_MS = 2_000;
/** A pointer that rested begins anew. */
const REST_MS = 400;
/** Less is a hand that trembles. */
const STILL_PX = 5;
/** No hand: the pointer left the window and came in elsewhere. */
const JUMP_PX = 1_500;
/** Less is not worth telling: a bit over one circle in two seconds, at a walking pace. */
const LEAST_TURN = 2.5 * Math.PI;
const LEAST_WAY = 600;
const DEGREES = 180 / Math.PI;

/** Follows the pointer of one tab. Positions are told late, in heaps: each at the time of its event plus its (negative) offset. */
export class PointerPath {
  readonly flurries: Flurry[] = [];
  readonly #mirror: Mirror;
  #samples: Sample[] = [];
  #first = 0;
  #way = 0;
  #turn = 0;
  #angle = Number.NaN;
  #pressed = false;

  constructor(mirror: Mirror) {
    this.#mirror = mirror;
  }

  moved(data: Raw, at: number, view: number): void {
    if (this.#pressed) return;
    for (const position of toList(data.positions)) {
      const { x, y, timeOffset, id } = toRaw(position);
      if (typeof x !== 'number' || typeof y !== 'number') continue;
      if (this.#step(x, y, at + Math.min(0, toNumber(timeOffset, 0)))) this.#look(view, id);
    }
  }

  /** A button went down (dragging, drawing, aiming at something that moves), came up, or another view came. */
  pressed(down: boolean): void {
    this.#pressed = down;
    this.#reset();
  }

  #step(x: number, y: number, at: number): boolean {
    const last = this.#samples.at(-1);
    const dx = x - (last?.x ?? x);
    const dy = y - (last?.y ?? y);
    const way = Math.sqrt(dx * dx + dy * dy);
    if (last && way < STILL_PX && at - last.at <= REST_MS) return false;
    if (!last || at - last.at > REST_MS || at < last.at || way > JUMP_PX) {
      this.#reset();
      this.#samples.push({ at, x, y, way: 0, turn: 0 });
      return false;
    }
    const angle = Math.atan2(dy, dx);
    const turn = Number.isNaN(this.#angle) ? 0 : turnBetween(this.#angle, angle);
    this.#angle = angle;
    this.#samples.push({ at, x, y, way, turn });
    this.#way += way;
    this.#turn += turn;
    while (at - this.#samples[this.#first]!.at > WINDOW_MS) this.#forget();
    return this.#turn >= LEAST_TURN && this.#way >= LEAST_WAY;
  }

  /** The oldest sample leaves the window, and with it the way to the one after it. */
  #forget(): void {
    this.#first++;
    const oldest = this.#samples[this.#first]!;
    this.#way -= oldest.way;
    this.#turn -= oldest.turn;
    if (this.#first < 200) return;
    this.#samples = this.#samples.slice(this.#first);
    this.#first = 0;
  }

  #reset(): void {
    this.#samples = [];
    this.#first = 0;
    this.#way = 0;
    this.#turn = 0;
    this.#angle = Number.NaN;
  }

  #look(view: number, id: unknown): void {
    const { at } = this.#samples[this.#first]!;
    const until = this.#samples.at(-1)!.at;
    const turned = Math.round(this.#turn * DEGREES);
    const known = this.flurries.at(-1);
    const goesOn = known !== undefined && known.view === view && at <= known.until;
    if (goesOn) known.until = until;
    if (goesOn && known.turned >= turned) return;
    const node = this.#mirror.get(id);
    if (isPlayed(node)) return;
    const found = {
      turned,
      way: Math.round(this.#way),
      box: this.#box(),
      moveMs: until - at,
      target: node && describe(node),
    };
    if (goesOn) Object.assign(known, found);
    else this.flurries.push({ at, until, view, ignored: node ? ignoredAround(node) : [], ...found });
  }

  #box(): number {
    let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0];
    for (let i = this.#first; i < this.#samples.length; i++) {
      const { x, y } = this.#samples[i]!;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    return Math.round(Math.max(right - left, bottom - top));
  }
}

function turnBetween(before: number, after: number): number {
  const turn = Math.abs(after - before);
  return turn > Math.PI ? 2 * Math.PI - turn : turn;
}

/** Where the pointer is a pencil or a player. */
function isPlayed(hit: MirrorNode | null): boolean {
  for (const node of upwards(hit)) {
    if (MEDIA.has(node.tag) || node.tag === 'svg' || node.tag === 'iframe') return true;
    if (/^(?:application|slider)$/.test(attribute(node, 'role'))) return true;
  }
  return false;
}

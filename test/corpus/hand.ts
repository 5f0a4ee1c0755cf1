import type { CDPSession, Page } from 'playwright-core';
import type { Chance } from './chance.ts';

export interface Point {
  x: number;
  y: number;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What is awaited later: that it fails meanwhile, as when a page is closed, is heard then and not before. */
export function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/** Milliseconds between two positions of a mouse: what a browser tells a page at 60 frames a second. */
const FRAME = 16;

/** The person's hand: a mouse, or a finger. It never jumps, never hits the same pixel twice on purpose, and takes its time. */
export class Hand {
  #at: Point;
  #touch: Promise<CDPSession> | undefined;
  readonly page: Page;
  readonly chance: Chance;
  readonly finger: boolean;

  constructor(page: Page, chance: Chance, finger: boolean) {
    this.page = page;
    this.chance = chance;
    this.finger = finger;
    this.#at = { x: chance.between(200, 600), y: chance.between(150, 400) };
  }

  /** Moves along a bow, fast in the middle, trembling, sometimes too far and back. */
  async moveTo(to: Point): Promise<void> {
    if (this.finger) return;
    const from = this.#at;
    const distance = Math.hypot(to.x - from.x, to.y - from.y);
    if (distance < 2) return;
    // Fitts: further takes longer, but far from as much longer.
    const steps = Math.max(4, Math.round((80 + 90 * Math.log2(1 + distance / 20)) / FRAME / 2));
    const bow = this.chance.between(-0.18, 0.18) * distance;
    const [sideX, sideY] = [-(to.y - from.y) / distance, (to.x - from.x) / distance];
    const taken: Promise<void>[] = [];
    for (let n = 1; n <= steps; n++) {
      const done = n / steps;
      const eased = done * done * (3 - 2 * done);
      const off = Math.sin(Math.PI * eased) * bow;
      const tremble = n === steps ? 0 : this.chance.between(-1.2, 1.2);
      // A hand does not wait until a page has seen it.
      const x = from.x + (to.x - from.x) * eased + sideX * off + tremble;
      taken.push(heard(this.#put({ x, y: from.y + (to.y - from.y) * eased + sideY * off + tremble })));
      await pause(FRAME);
    }
    await Promise.all(taken);
  }

  /** Presses and lets go where it is; `times` in a row for double and triple clicks. */
  async press(at: Point, times = 1): Promise<void> {
    if (this.finger) {
      for (let n = 0; n < times; n++) await this.page.touchscreen.tap(at.x, at.y);
      return;
    }
    await this.moveTo(at);
    await pause(this.chance.between(40, 160));
    for (let n = 1; n <= times; n++) {
      await this.page.mouse.down({ clickCount: n });
      await pause(this.chance.between(55, 130));
      await this.page.mouse.up({ clickCount: n });
      if (n < times) await pause(this.chance.between(60, 130));
    }
  }

  /** One short press, held so long, without the way to it. */
  async tap(at: Point, hold: number): Promise<void> {
    if (this.finger) return this.page.touchscreen.tap(at.x, at.y);
    const taken = [heard(this.#put(at)), heard(this.page.mouse.down())];
    await pause(hold);
    await Promise.all([...taken, this.page.mouse.up()]);
  }

  async drag(from: Point, path: readonly Point[]): Promise<void> {
    await this.moveTo(from);
    await this.page.mouse.down();
    await pause(this.chance.between(80, 160));
    for (const to of path) await this.moveTo(to);
    await pause(this.chance.between(60, 140));
    await this.page.mouse.up();
  }

  /** To and fro, fast and short, for about so many milliseconds. */
  async shake(ms: number): Promise<void> {
    const middle = { ...this.#at };
    const until = Date.now() + ms;
    const taken: Promise<void>[] = [];
    for (let side = 1; Date.now() < until; side = -side) {
      const reach = this.chance.between(70, 190);
      const to = { x: middle.x + side * reach, y: middle.y + this.chance.between(-35, 35) };
      const from = { ...this.#at };
      for (let n = 1; n <= 4; n++) {
        taken.push(heard(this.#put({ x: from.x + ((to.x - from.x) * n) / 4, y: from.y + ((to.y - from.y) * n) / 4 })));
        await pause(FRAME);
      }
    }
    await Promise.all(taken);
  }

  /** Scrolls by so many pixels, down when positive, in the notches of a wheel or by swipes. */
  async scroll(by: number): Promise<void> {
    if (this.finger) return this.#swipe(by);
    const notches = Math.max(1, Math.round(Math.abs(by) / 110));
    await this.#put(this.#at);
    for (let n = 0; n < notches; n++) {
      await this.page.mouse.wheel(0, by / notches);
      await pause(this.chance.between(25, 70));
    }
  }

  async #swipe(by: number): Promise<void> {
    this.#touch ??= this.page.context().newCDPSession(this.page);
    const session = await this.#touch;
    const { width, height } = this.page.viewportSize() ?? { width: 400, height: 800 };
    for (let left = by; Math.abs(left) > 1; ) {
      const step = Math.sign(left) * Math.min(Math.abs(left), height * 0.55);
      left -= step;
      const x = width * this.chance.between(0.4, 0.7);
      const from = step > 0 ? height * 0.8 : height * 0.25;
      const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', done: number) =>
        session.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: type === 'touchEnd' ? [] : [{ x: x + 6 * done, y: from - step * done }],
        });
      const taken = [heard(send('touchStart', 0))];
      for (let n = 1; n <= 10; n++) {
        await pause(FRAME);
        taken.push(heard(send('touchMove', n / 10)));
      }
      await Promise.all(taken);
      await send('touchEnd', 1);
      await pause(this.chance.between(60, 180));
    }
  }

  async #put({ x, y }: Point): Promise<void> {
    const { width, height } = this.page.viewportSize() ?? { width: 1280, height: 720 };
    this.#at = { x: Math.min(width - 2, Math.max(1, x)), y: Math.min(height - 2, Math.max(1, y)) };
    await this.page.mouse.move(this.#at.x, this.#at.y);
  }
}

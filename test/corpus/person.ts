import type { Locator, Page } from 'playwright-core';
import type { Chance } from './chance.ts';
import type { Arranged } from './family.ts';
import { Hand, heard, type Point, pause } from './hand.ts';
import type { DriverEntry, Kind, Statement } from './visit.ts';

/** What a person needs of the visit around it. */
export interface Surroundings {
  origin: string;
  chance: Chance;
  finger: boolean;
  arranged: Record<string, Arranged>;
  log: DriverEntry[];
  tabOf(page: Page): number;
}

/** Somebody who visits a site. Everything that is done is written into the driver's log, with what it was for. */
export class Person {
  page: Page;
  readonly chance: Chance;
  readonly #around: Surroundings;
  #hand: Hand;

  constructor(page: Page, around: Surroundings) {
    this.page = page;
    this.chance = around.chance;
    this.#around = around;
    this.#hand = new Hand(page, around.chance, around.finger);
  }

  /** Path and query of the page; '' before the site. */
  get path(): string {
    const { pathname, search, origin } = new URL(this.page.url());
    return origin === this.#around.origin ? pathname + search : '';
  }

  /** Does something and says what the person went through meanwhile. labels.ts asks the page's log whether it can be. */
  through(kind: Kind, run: () => Promise<void>, target?: string): Promise<void> {
    return this.#stretch([{ kind, verdict: 'positive' }], run, target);
  }

  /** Does something that looks like trouble of these kinds and is none; `widget` says what it is. */
  only(kinds: Kind[], widget: string, run: () => Promise<void>): Promise<void> {
    return this.#stretch(
      kinds.map((kind) => ({ kind, verdict: 'hard-negative', widget })),
      run,
    );
  }

  async #stretch(statements: Statement[], run: () => Promise<void>, target?: string): Promise<void> {
    const at = Date.now();
    await run();
    for (const statement of statements) this.#write('went-through', at, { statement, ...(target && { target }) });
  }

  #write(did: string, at: number, more: Partial<DriverEntry> = {}): void {
    this.#around.log.push({ at, until: Date.now(), tab: this.#around.tabOf(this.page), did, ...more });
  }

  async #point(selector: string): Promise<Point> {
    const { box, chance } = { box: await this.#boxOf(this.page.locator(selector).first()), chance: this.chance };
    // People aim for the middle and miss it.
    const within = (from: number, size: number) => from + size * (0.5 + chance.between(-0.22, 0.22));
    return { x: within(box.x, box.width), y: within(box.y, box.height) };
  }

  async #boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
    await locator.waitFor({ state: 'visible', timeout: 10_000 });
    const height = this.page.viewportSize()?.height ?? 720;
    for (let tries = 0; ; tries++) {
      const box = await locator.boundingBox();
      if (!box) throw new Error(`[corpus] ${locator} has no box.`);
      const middle = box.y + box.height / 2;
      if ((middle > 8 && middle < height - 8) || tries > 6) return box;
      await this.#hand.scroll(middle - height * this.chance.between(0.4, 0.6));
      await pause(220);
    }
  }

  /** Clicks, or taps. `times`: 2 for a double click, 3 for a triple click. */
  async click(selector: string, text?: string, times = 1): Promise<void> {
    const point = await this.#point(selector);
    const at = Date.now();
    await this.#hand.press(point, times);
    this.#write(times > 1 ? `clicked ${times} times as one` : 'clicked', at, {
      target: selector,
      ...(text && { text }),
    });
  }

  /** The same place again and again: `gap` milliseconds between two clicks, about. A hand does not wait for the page to take a click. */
  async clickAgain(selector: string, times: number, gap: number): Promise<void> {
    const aim = await this.#point(selector);
    await this.#hand.moveTo(aim);
    const taken: Promise<void>[] = [];
    for (let n = 0; n < times; n++) {
      const at = Date.now();
      const hold = this.chance.between(55, 110);
      const to = { x: aim.x + this.chance.between(-3, 3), y: aim.y + this.chance.between(-2, 2) };
      taken.push(heard(this.#hand.tap(to, hold)));
      this.#write('clicked', at, { target: selector });
      if (n < times - 1) await pause(Math.max(hold + 30, gap * this.chance.between(0.7, 1.3)));
    }
    await Promise.all(taken);
  }

  async hover(selector: string): Promise<void> {
    await this.#hand.moveTo(await this.#point(selector));
  }

  /** Types into a field that is clicked first. `mistakes`: share of the letters that go wrong and are mended. */
  async type(selector: string, text: string, mistakes = 0.03): Promise<void> {
    await this.click(selector, 'to type');
    await this.keys(text, mistakes, selector);
  }

  /** Types where the caret is. */
  async keys(text: string, mistakes = 0.03, target?: string): Promise<void> {
    const at = Date.now();
    for (const letter of text) {
      if (this.chance.happens(mistakes)) {
        await this.page.keyboard.press(this.chance.pick(['e', 'r', 's', 'n']));
        await pause(this.chance.between(120, 260));
        await this.page.keyboard.press('Backspace');
      }
      const taken = heard(this.page.keyboard.type(letter));
      await pause(letter === ' ' ? this.chance.between(60, 160) : this.chance.between(35, 110));
      await taken;
    }
    this.#write('typed', at, { text, ...(target && { target }) });
  }

  /** Deletes so many letters, one by one. */
  async erase(count: number): Promise<void> {
    const at = Date.now();
    for (let n = 0; n < count; n++) {
      await this.page.keyboard.press('Backspace');
      await pause(this.chance.between(35, 90));
    }
    this.#write('erased', at, { text: String(count) });
  }

  async key(name: string): Promise<void> {
    const at = Date.now();
    await this.page.keyboard.press(name);
    this.#write('key', at, { text: name });
  }

  /** Takes an entry of a native list. */
  async choose(selector: string, value: string): Promise<void> {
    await this.click(selector, 'to choose');
    await pause(this.chance.between(250, 600));
    await this.page.keyboard.press('Escape').catch(() => {});
    await this.page.locator(selector).first().selectOption(value);
    this.#write('chose', Date.now(), { target: selector, text: value });
  }

  async scroll(by: number): Promise<void> {
    const at = Date.now();
    await this.#hand.scroll(by);
    this.#write('scrolled', at, { text: String(Math.round(by)) });
  }

  /** Drags from one element, by these steps of pixels from its middle, or onto another element. */
  async drag(selector: string, to: string | readonly Point[]): Promise<void> {
    const from = await this.#point(selector);
    const path =
      typeof to === 'string' ? [await this.#point(to)] : to.map(({ x, y }) => ({ x: from.x + x, y: from.y + y }));
    const at = Date.now();
    await this.#hand.drag(from, path);
    this.#write('dragged', at, { target: selector });
  }

  async shake(ms: number): Promise<void> {
    const at = Date.now();
    await this.#hand.shake(ms);
    this.#write('shook the mouse', at);
  }

  /** Looks, the hand almost still, for about so long. */
  async read(ms: number): Promise<void> {
    const at = Date.now();
    await pause(ms * this.chance.between(0.8, 1.2));
    this.#write('read', at);
  }

  /** Moves the mouse about as people do while they look; a finger pushes the page a little. */
  async wander(): Promise<void> {
    if (this.#around.finger) return this.scroll(this.chance.between(60, 120));
    const { width, height } = this.page.viewportSize() ?? { width: 1280, height: 720 };
    await this.#hand.moveTo({ x: width * this.chance.between(0.2, 0.8), y: height * this.chance.between(0.2, 0.8) });
  }

  /** Types an address. */
  async goto(path: string): Promise<void> {
    const at = Date.now();
    await this.page.goto(this.#around.origin + path, { waitUntil: 'domcontentloaded' });
    this.#write('went to', at, { text: path });
    await this.#settle();
  }

  async back(): Promise<void> {
    const at = Date.now();
    await this.page.goBack({ waitUntil: 'commit' }).catch(() => {});
    this.#write('went back', at);
    await this.#settle();
  }

  async reload(): Promise<void> {
    const at = Date.now();
    await this.page.reload({ waitUntil: 'domcontentloaded' });
    this.#write('reloaded', at);
    await this.#settle();
  }

  /** Clicks what leads to another document or route, and waits for it. */
  async follow(selector: string, text?: string): Promise<void> {
    const before = this.page.url();
    await this.click(selector, text ?? 'to go there');
    await this.page.waitForURL((url) => url.href !== before, { waitUntil: 'domcontentloaded', timeout: 15_000 });
    await this.#settle();
  }

  /** Waits until something can be seen. */
  async sees(selector: string): Promise<void> {
    await this.page.locator(selector).first().waitFor({ state: 'visible', timeout: 15_000 });
  }

  /** Works in a tab that a click opens, then closes it. */
  async inNewTab(selector: string, run: () => Promise<void>): Promise<void> {
    const [own, hand] = [this.page, this.#hand];
    const [opened] = await Promise.all([own.context().waitForEvent('page', { timeout: 10_000 }), this.click(selector)]);
    await opened.waitForLoadState('domcontentloaded');
    this.page = opened;
    this.#hand = new Hand(opened, this.chance, this.#around.finger);
    await pause(400);
    await run();
    await opened.close({ runBeforeUnload: true });
    [this.page, this.#hand] = [own, hand];
    await own.bringToFront();
  }

  /** Arranges what happens behind the page from now on. */
  async arrange(arranged: Record<string, Arranged>): Promise<void> {
    Object.assign(this.#around.arranged, arranged);
    await this.page.evaluate((now) => {
      const own = window as { arranged?: object };
      own.arranged = Object.assign(own.arranged ?? {}, now);
    }, arranged);
  }

  /** A new page: somebody needs a moment to see where they are. */
  async #settle(): Promise<void> {
    await this.page.waitForLoadState('domcontentloaded').catch(() => {});
    await pause(this.chance.between(350, 700));
  }
}

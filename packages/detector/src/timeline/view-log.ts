import type { PageView } from '@falter/wire';
import { pageRoute } from '../page-route.ts';
import { NO_TURNS, ScrollTape } from './scroll-turns.ts';
import { type Arrival, Trail, type Turn } from './trail.ts';
import type { ViewStep } from './view-steps.ts';

/** A document that is first shown this long after it began had begun where nobody looked. */
const BACKGROUND_MS = 1_000;
/** Who leads on this soon, without anybody having done anything, is no page that somebody saw. */
const PASSING_MS = 1_000;

interface Entry {
  at: number;
  turn: Turn;
  hiddenMs: number;
  background: boolean;
  active: boolean;
  torn: boolean;
  scrolls: ScrollTape | null;
  /** How long nothing was shown before it. */
  awayMs: number;
}

/** Keeps what happened to the page views of one tab: how each came, how long it was seen, whether anybody did something. */
export class ViewLog {
  readonly #trail = new Trail();
  readonly #entries: Entry[] = [];
  #hiddenAt = Number.NaN;
  /** A part of the recording is missing since the last event. */
  #torn = false;

  came(at: number, arrival: Arrival): void {
    const last = this.#entries.at(-1);
    const awayMs = Number.isNaN(this.#hiddenAt) ? 0 : at - this.#hiddenAt;
    if (last) this.#settle(last, at);
    const passing = last !== undefined && !last.active && at - last.at < PASSING_MS;
    const turn = this.#trail.turn(arrival, passing);
    if (arrival.by === 'document') this.#hiddenAt = Number.NaN;
    const entry = { at, turn, hiddenMs: 0, background: false, active: false, torn: this.#torn, scrolls: null, awayMs };
    this.#torn = false;
    this.#entries.push(entry);
  }

  lost(): void {
    const last = this.#entries.at(-1);
    if (last) last.torn = true;
    this.#torn = true;
  }

  /** The visitor did something. */
  stirred(): void {
    const last = this.#entries.at(-1);
    if (last) last.active = true;
    this.#torn = false;
  }

  scrolled(id: unknown, y: number, at: number): void {
    const last = this.#entries.at(-1);
    if (!last) return;
    last.scrolls ??= new ScrollTape();
    last.scrolls.scroll(id, y, at);
  }

  shown(state: string, at: number): void {
    const last = this.#entries.at(-1);
    if (!last) return;
    if (state !== 'visible') {
      if (Number.isNaN(this.#hiddenAt)) this.#hiddenAt = at;
      return;
    }
    if (Number.isNaN(this.#hiddenAt) && last.hiddenMs === 0 && at - last.at > BACKGROUND_MS) {
      last.background = !last.active;
      if (last.background) last.hiddenMs = at - last.at;
    }
    this.#settle(last, at);
    this.#hiddenAt = Number.NaN;
  }

  /** `pages`: the views by their numbers. */
  steps(tab: string, pages: readonly PageView[], closed: boolean): ViewStep[] {
    return this.#entries.map((entry, view): ViewStep => {
      const { at, turn, background, active, torn, scrolls, awayMs } = entry;
      const next = this.#entries[view + 1];
      const { url = '', until = at, vitals = null } = pages[view] ?? {};
      const hiddenMs = next ? entry.hiddenMs : this.#hiddenIn(entry, until);
      return {
        ...{ kind: 'view', tab, at, view, until, url, page: pageRoute(url), background, active, vitals },
        came: turn.came,
        went: next?.turn.came ?? (closed ? 'ended' : 'open'),
        sure: next?.turn.sure ?? false,
        shownMs: Math.max(0, until - at - hiddenMs),
        torn,
        passed: turn.passed === undefined ? null : { page: pageRoute(turn.passed), shownMs: awayMs },
        moved: scrolls !== null,
        scrolled: scrolls?.longest ?? NO_TURNS,
      };
    });
  }

  /** Counts the time for which it was hidden, up to now. */
  #settle(entry: Entry, at: number): void {
    entry.hiddenMs = this.#hiddenIn(entry, at);
    if (!Number.isNaN(this.#hiddenAt)) this.#hiddenAt = at;
  }

  #hiddenIn(entry: Entry, at: number): number {
    const isHidden = !Number.isNaN(this.#hiddenAt);
    return entry.hiddenMs + (isHidden ? Math.max(0, at - Math.max(entry.at, this.#hiddenAt)) : 0);
  }
}

import { EVENT_TYPE, PLUGIN, type RecordedEvent, type RequestPayload } from '@falter/wire';

export const STARTED_AT = 1_700_000_000_000;

/** The part of a recording for tests that knows of no page: events, time, and what the snippet tells beside rrweb. */
export class EventWriter {
  readonly events: RecordedEvent[] = [];
  at: number = STARTED_AT;
  #timers: { due: number; every: number; run: () => void }[] = [];

  emit(type: number, data: unknown): this {
    this.events.push({ type, timestamp: this.at, data });
    return this;
  }

  incremental(source: number, data: Record<string, unknown>): this {
    return this.emit(EVENT_TYPE.incremental, { source, ...data });
  }

  plugin(plugin: string, payload: unknown): this {
    return this.emit(EVENT_TYPE.plugin, { plugin, payload });
  }

  /** Time passes; what repeats by itself happens meanwhile. */
  wait(ms: number): this {
    const end = this.at + ms;
    for (;;) {
      const next = this.#timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.at = next.due;
      next.due += next.every;
      next.run();
    }
    this.at = end;
    return this;
  }

  /** Something happens by itself, again and again. */
  every(ms: number, run: (page: this) => void): this {
    this.#timers.push({ due: this.at + ms, every: ms, run: () => run(this) });
    return this;
  }

  /** Something happens once, later. */
  after(ms: number, run: (page: this) => void): this {
    this.#timers.push({ due: this.at + ms, every: Number.POSITIVE_INFINITY, run: () => run(this) });
    return this;
  }

  /** A new document begins: what the old one did by itself has ended. */
  forgetTimers(): void {
    this.#timers = [];
  }

  navigate(to: string, kind = 'push'): this {
    return this.plugin(PLUGIN.navigation, { kind, from: '', to });
  }

  visibility(state: 'visible' | 'hidden' | 'left'): this {
    return this.plugin(PLUGIN.visibility, { state });
  }

  error(payload: Record<string, unknown> = {}): this {
    return this.plugin(PLUGIN.error, {
      kind: 'error',
      name: 'TypeError',
      message: 'cart is undefined',
      stack: 'TypeError: cart is undefined\n    at pay (https://shop.test/app.js:10:5)',
      source: 'https://shop.test/app.js',
      line: 10,
      column: 5,
      ...payload,
    });
  }

  /** A request of the page begins now and ends after `ms`, while the script goes on. */
  request(payload: Partial<RequestPayload> = {}, ms = 100, then: (page: this) => void = () => {}): this {
    const startedAt = this.at;
    return this.after(ms, (page) => {
      const known = { kind: 'fetch', method: 'POST', url: 'https://shop.test/api/order', status: 200, failure: '' };
      page.plugin(PLUGIN.request, { ...known, ...payload, startedAt, durationMs: page.at - startedAt });
      then(page);
    });
  }
}

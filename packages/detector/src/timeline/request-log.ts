import { isStatistics, isSuccess, type RawRequest } from './requests.ts';
import { firstFrom } from './steps.ts';
import type { RawClick, Tape } from './tape.ts';

/** What a click causes begins this soon: after a debounce, a confirmation of the page's own code, a first small question. */
const CAUSED_MS = 1_000;
/** Clocks of an event and of a duration are rounded apart. */
const ROUNDING_MS = 5;
/** Asked this often with nobody having done anything: it asks by itself. */
const TICKS = 2;
/** A route that follows clicks on so many different things tells of clicks, it does not answer one. */
const TRACKED = 3;
/** Requests that are looked at for one click. */
const LOOKED_AT = 30;

/** What one document asked, and which click each request followed from. */
export class RequestLog {
  readonly requests: readonly RawRequest[];
  readonly #bySubject = new Map<number, RawRequest[]>();
  readonly #unprompted = new Map<string, number>();
  readonly #subjects = new Map<string, Set<number>>();

  constructor({ requests, actions, clicks, enters }: Tape) {
    this.requests = requests.toSorted((a, b) => a.startedAt - b.startedAt || a.index - b.index);
    const byIndex = new Map([...clicks, ...enters].map((click) => [click.index, click]));
    for (const request of this.requests) {
      const action = actions[firstFrom(actions, request.startedAt + ROUNDING_MS + 0.001) - 1];
      const click = action && byIndex.get(action.index);
      const isCaused = click !== undefined && request.startedAt - click.at <= CAUSED_MS;
      request.cause = isCaused ? click : null;
      if (isCaused) this.#caused(request, click);
      else if (!action || request.startedAt - action.at > CAUSED_MS) {
        this.#unprompted.set(request.route, (this.#unprompted.get(request.route) ?? 0) + 1);
      }
    }
  }

  /** The page asks this again and again without anybody having done anything. */
  ticks({ route }: RawRequest): boolean {
    return (this.#unprompted.get(route) ?? 0) >= TICKS;
  }

  /**
   * What the page waited for after this click, the last to come: its own request, or that of an earlier click on the same thing
   * that was still under way, or the requests that those were followed by.
   */
  awaited(click: RawClick): RawRequest | null {
    let last: RawRequest | null = null;
    for (const request of this.#of(click)) {
      if (request.at < click.pressedAt || isStatistics(request.url) || this.ticks(request)) continue;
      if (!last || request.at > last.at) last = request;
    }
    return last;
  }

  /**
   * The first request of this very click that was answered well: a sign of life, though a visitor sees nothing of it. Not
   * what the page asks anyway, nor what it asks after every click, whatever was clicked.
   */
  answer(click: RawClick): RawRequest | null {
    let first: RawRequest | null = null;
    for (const request of this.#of(click)) {
      if (request.cause !== click || !isSuccess(request) || isStatistics(request.url) || this.ticks(request)) continue;
      if ((this.#subjects.get(request.route)?.size ?? 0) >= TRACKED) continue;
      if (!first || request.at < first.at) first = request;
    }
    return first;
  }

  /** Times at which something was answered that the page waited for after this click, in no order. */
  answers(click: RawClick): number[] {
    const times: number[] = [];
    for (const request of this.#of(click))
      if (request.at >= click.pressedAt && !isStatistics(request.url) && !this.ticks(request)) times.push(request.at);
    return times;
  }

  #caused(request: RawRequest, click: RawClick): void {
    const subject = click.subject.node?.id ?? 0;
    const list = this.#bySubject.get(subject);
    if (list) list.push(request);
    else this.#bySubject.set(subject, [request]);
    const subjects = this.#subjects.get(request.route);
    if (subjects) subjects.add(subject);
    else this.#subjects.set(request.route, new Set([subject]));
  }

  /** Requests by clicks on the same thing, up to a second after this click, the last ones. */
  *#of(click: RawClick): Generator<RawRequest> {
    const list = this.#bySubject.get(click.subject.node?.id ?? 0) ?? [];
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle]!.startedAt <= click.at + CAUSED_MS) low = middle + 1;
      else high = middle;
    }
    for (let i = low - 1; i >= 0 && i >= low - LOOKED_AT; i--) yield list[i]!;
  }
}

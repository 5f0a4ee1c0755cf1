import type { PageView } from '@falter/wire';
import type { DocumentReader } from './document-reader.ts';
import { type Gestures, GestureTape } from './gestures.ts';
import type { Mirror } from './mirror.ts';
import { type FlurryStep, PointerPath } from './pointer-path.ts';
import { INTERACTION, type Raw, SOURCE, toNumber } from './raw.ts';
import type { Step } from './steps.ts';
import type { RawClick } from './tape.ts';
import type { Arrival } from './trail.ts';
import { ViewLog } from './view-log.ts';

/** A page that was asked for comes within this time of the click: the old one goes on telling until then. */
const LOADING_MS = 5_000;
/** A click on something that is no link may still lead away: by code, and soon. */
const BY_CODE_MS = 2_000;

/** How the visitor moved in one tab: from page to page, by scrolling, with the pointer. */
export class Moves {
  readonly #views = new ViewLog();
  readonly #path: PointerPath;
  readonly #gestures = new GestureTape();

  constructor(mirror: Mirror) {
    this.#path = new PointerPath(mirror);
  }

  /** Another view comes in the place of what the document shows (`null`: it is the first). */
  came(at: number, { url, by }: Omit<Arrival, 'asked'>, before: DocumentReader | null | undefined): void {
    this.#views.came(at, { url, by, asked: before ? askedIn(before) : null });
    this.#path.pressed(false);
    if (by === 'document') this.#gestures.opened(at);
  }

  lost(): void {
    this.#views.lost();
  }

  shown(state: string, at: number): void {
    this.#views.shown(state, at);
  }

  incremental(data: Raw, at: number, view: number): void {
    this.#gestures.incremental(data, at);
    switch (data.source) {
      case SOURCE.scroll:
        this.#views.scrolled(data.id, toNumber(data.y, 0), at);
        break;
      case SOURCE.mouseMove:
        this.#path.moved(data, at, view);
        this.#views.stirred();
        break;
      case SOURCE.touchMove:
        this.#views.stirred();
        break;
      case SOURCE.mouseInteraction:
        if (data.type === INTERACTION.mouseDown) this.#path.pressed(true);
        else if (data.type === INTERACTION.mouseUp || data.type === INTERACTION.click) this.#path.pressed(false);
        if (data.type !== INTERACTION.focus && data.type !== INTERACTION.blur) this.#views.stirred();
        break;
      case SOURCE.input:
        if (data.userTriggered === true) this.#views.stirred();
    }
  }

  get gestures(): Gestures {
    return this.#gestures.told;
  }

  steps(tab: string, pages: readonly PageView[], closed: boolean): Step[] {
    const flurries = this.#path.flurries.map((flurry): FlurryStep => ({ kind: 'flurry', tab, ...flurry }));
    return [...this.#views.steps(tab, pages, closed), ...flurries];
  }
}

/** What the visitor clicked or sent shortly before the document told its last. */
function askedIn({ tape }: DocumentReader): Arrival['asked'] {
  const last = Math.max(tape.clicks.at(-1)?.at ?? 0, tape.enters.at(-1)?.at ?? 0);
  const click: RawClick | undefined = [tape.clicks.at(-1), tape.enters.at(-1)].find((one) => one?.at === last);
  if (!click) return null;
  const { leadsTo, target } = click.subject;
  const since = (tape.times.at(-1) ?? click.at) - click.at;
  const leads = click.kind === 'submit' || leadsTo !== '';
  return since <= (leads ? LOADING_MS : BY_CODE_MS) ? { leadsTo, label: target?.label ?? '' } : null;
}

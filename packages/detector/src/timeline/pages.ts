import { type PageView, scrubUrl, type Vitals } from '@falter/wire';
import { type Raw, toNumber } from './raw.ts';
import { speakable } from './wording.ts';

/** Characters of a page's title that are kept. */
const TITLE_MAX = 200;

/** Collects the page views of one tab: documents, and routes of single-page apps. */
export class Pages {
  readonly views: PageView[] = [];
  readonly #tab: string;
  #landing: PageView | undefined;
  /** Address as the page told it; '' before the first. */
  href = '';

  constructor(tab: string) {
    this.#tab = tab;
  }

  /** Number of the view that is shown; -1 before the first. */
  get current(): number {
    return this.views.length - 1;
  }

  /** A new document. */
  open(at: number, href: string): void {
    this.href = href;
    this.#begin(at, scrubUrl(href));
    this.#landing = this.views.at(-1);
  }

  /** The address changed. Answers true when it names another place; an anchor inside the page does not. */
  move(at: number, href: string): boolean {
    this.href = href;
    const url = scrubUrl(href);
    if (this.views.length > 0 && url === this.views.at(-1)!.url) return false;
    this.#begin(at, url);
    return true;
  }

  /** The title that stands while the view is shown; the last one counts, single-page apps set it late. */
  title(text: string): void {
    const view = this.views.at(-1);
    const title = speakable(text, TITLE_MAX);
    if (view && title) view.title = title;
  }

  /** How the document feels so far; that is told with the view with which it began. */
  felt({ name, value }: Raw): void {
    if (!this.#landing || !isVital(name)) return;
    const ms = toNumber(value, -1);
    if (ms >= 0) this.#landing.vitals = { ...this.#landing.vitals, [name]: ms };
  }

  /** The views when the recording goes up to `at`, and the page that is shown has this title. */
  viewsAt(at: number, text: string): PageView[] {
    const views = this.views.map((view) => ({ ...view }));
    const last = views.at(-1);
    if (last) last.until = Math.max(last.at, at);
    const title = speakable(text, TITLE_MAX);
    if (last && title) last.title = title;
    return views;
  }

  close(at: number): void {
    const view = this.views.at(-1);
    if (view) view.until = Math.max(view.at, at);
  }

  #begin(at: number, url: string): void {
    this.close(at);
    this.views.push({ id: `${this.#tab}-${this.views.length}`, tab: this.#tab, url, title: '', at, until: at });
  }
}

const VITALS: readonly unknown[] = ['LCP', 'CLS', 'INP', 'FCP', 'TTFB'] satisfies (keyof Vitals)[];

function isVital(name: unknown): name is keyof Vitals {
  return VITALS.includes(name);
}

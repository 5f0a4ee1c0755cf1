import { pageRoute } from '../page-route.ts';

/** How a page view came after the one before it. `opened`: it is the first of its tab. */
export type Came = 'opened' | 'link' | 'back' | 'forward' | 'reload' | 'replaced';

/** Another page view, as it was told. */
export interface Arrival {
  /** Scrubbed. */
  url: string;
  /** `document`: a new one. Else what the snippet says of an address that changed within one; `told`: what others say. */
  by: 'document' | 'push' | 'replace' | 'pop' | 'hash' | 'told';
  /** What the visitor had just clicked or sent; null when nothing. */
  asked: { leadsTo: string; label: string } | null;
}

/** As the snippet names the ways of an address to change; total. */
export function byOf(kind: unknown): Arrival['by'] {
  return kind === 'push' || kind === 'replace' || kind === 'pop' || kind === 'hash' ? kind : 'told';
}

export interface Turn {
  came: Came;
  /** The recording says so; else it follows from the order of the addresses. */
  sure: boolean;
  /** Where a click had led before somebody was back: a page that went before it was recorded. Absent: none. */
  passed?: string;
}

interface Entry {
  url: string;
  /** It only led on to the next: going back passes it by. */
  passing: boolean;
}

/** Entries that are looked through for where somebody went back to. */
const LOOK_BACK = 6;
/** How pages call their own way back. */
const BACK_WORDS =
  /\b(?:back|go back|return|zurück|retour|volver|atrás|indietro|voltar|terug|tillbaka|tilbage|powrót|wróć)\b|назад|戻る|返回|[‹←«]/iu;

/** A link or button of the page that calls itself the way back. */
export function saysBack(label: string): boolean {
  return BACK_WORDS.test(label);
}

/** Another page of the same site. */
function leadsElsewhere(href: string, url: string): boolean {
  return originOf(href) === originOf(url) && originOf(url) !== '' && pageRoute(href) !== pageRoute(url);
}

function originOf(url: string): string {
  return /^https?:\/\/[^/?#]+/.exec(url)?.[0] ?? '';
}

/**
 * The history of one tab, as far as its addresses tell it. No event says that somebody pressed "back" in a document's place: a
 * new document with the address of the one before the last, that no click had asked for, is taken for it.
 */
export class Trail {
  readonly #entries: Entry[] = [];
  #at = -1;

  /** Another view comes. `passing`: the present one was left at once, by nobody's wish. */
  turn({ url, by, asked }: Arrival, passing: boolean): Turn {
    const present = this.#entries[this.#at];
    if (!present) return this.#push(url, { came: 'opened', sure: true });
    present.passing = passing;
    if (by === 'replace') {
      present.url = url;
      return { came: 'replaced', sure: true };
    }
    if (by === 'document' && url === present.url) {
      const isPassed = asked !== null && leadsElsewhere(asked.leadsTo, url);
      if (isPassed) return { came: 'back', sure: false, passed: asked.leadsTo };
      return { came: asked ? 'link' : 'reload', sure: false };
    }
    const back = this.#find(url, -1);
    const forward = this.#find(url, 1);
    const byWords = asked !== null && saysBack(asked.label);
    const returns = by === 'pop' || (by !== 'push' && asked === null);
    if (back >= 0 && (returns || byWords)) return this.#go(back, { came: 'back', sure: by === 'pop' && forward < 0 });
    if (forward >= 0 && returns) return this.#go(forward, { came: 'forward', sure: by === 'pop' });
    // It leads to before the recording began.
    if (by === 'pop') {
      this.#entries.length = 0;
      this.#at = -1;
      return this.#push(url, { came: 'back', sure: true });
    }
    return this.#push(url, { came: 'link', sure: by === 'push' });
  }

  /** The nearest entry in a direction, past those that only led on; -1: that is another page. */
  #find(url: string, step: 1 | -1): number {
    for (let i = this.#at + step, looked = 0; i >= 0 && looked < LOOK_BACK; i += step, looked++) {
      const entry = this.#entries[i];
      if (!entry) return -1;
      if (entry.url === url) return i;
      if (!entry.passing) return -1;
    }
    return -1;
  }

  #go(to: number, turn: Turn): Turn {
    this.#at = to;
    return turn;
  }

  #push(url: string, turn: Turn): Turn {
    this.#entries.length = this.#at + 1;
    this.#entries.push({ url, passing: false });
    this.#at++;
    return turn;
  }
}

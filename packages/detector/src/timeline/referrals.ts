import { withoutFragment } from './addresses.ts';
import type { Tape } from './tape.ts';

/** A page comes within this time of the click on the link to it. */
const LOADING_MS = 15_000;

/**
 * Which documents were come to by an address, a bookmark or the history, and not by anything of the one before: a new document says which
 * page sent the visitor (`referrer`), unless the site keeps that to itself. That it does is seen where a link was followed.
 */
export class Referrals {
  readonly #sentElsewhere: Tape[] = [];
  #tells = false;
  #hides = false;

  /** A document came after another one (`url` its address), and names who sent the visitor; '' nobody. */
  came(referrer: string, before: Tape, url: string): void {
    if (referrer !== '' && withoutFragment(referrer) === withoutFragment(url)) this.#tells = true;
    else {
      this.#sentElsewhere.push(before);
      this.#hides ||= referrer === '' && isLinked(before);
    }
  }

  /** All documents were told of. */
  settle(): void {
    for (const tape of this.#sentElsewhere) {
      tape.wentElsewhere = this.#tells;
      tape.perhapsElsewhere = !this.#hides;
    }
  }
}

/** The last thing that was clicked or sent leads to another page, and could have. */
function isLinked({ clicks, enters, times }: Tape): boolean {
  const [click, enter] = [clicks.at(-1), enters.at(-1)];
  const last = click && enter ? (click.at > enter.at ? click : enter) : (click ?? enter);
  return last !== undefined && last.subject.leadsTo !== '' && (times.at(-1) ?? 0) - last.at <= LOADING_MS;
}

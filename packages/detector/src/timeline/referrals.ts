import { withoutFragment } from './addresses.ts';
import type { Tape } from './tape.ts';

/**
 * Which documents were come to by an address, a bookmark or the history, and not by anything of the one before: a new document says which
 * page sent the visitor (`referrer`), unless the site keeps that to itself.
 */
export class Referrals {
  readonly #sentElsewhere: Tape[] = [];
  #tells = false;

  /** A document came after another one (`url` its address), and names who sent the visitor; '' nobody. */
  came(referrer: string, before: Tape, url: string): void {
    if (referrer !== '' && withoutFragment(referrer) === withoutFragment(url)) this.#tells = true;
    else this.#sentElsewhere.push(before);
  }

  /** All documents were told of. */
  settle(): void {
    for (const tape of this.#sentElsewhere) tape.wentElsewhere = this.#tells;
  }
}

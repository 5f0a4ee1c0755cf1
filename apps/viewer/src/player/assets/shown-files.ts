import { AssetNotes } from './asset-notes.ts';
import { replaceAddresses } from './css-addresses.ts';
import { type Gap, Gaps, type Missing, type Use } from './gap.ts';
import { gapBackground, type Size } from './gap-picture.ts';

/** Where stored files are, and which of those that were named never arrived. */
export interface Shelf {
  addressOf(hash: string): string;
  isAbsent(hash: string): boolean;
  /** The address of the viewer itself: what a recording asks of it beside our files is none of its business. */
  base: string;
}

/** A picture that is here, or why it is not. `url`: the address of the page that it was told under. */
export type Shown = { url: string; address: string } | { url: string; gap: Gap; size?: Size };

const NO_SHELF: Shelf = { addressOf: () => '', isAbsent: () => true, base: 'about:blank' };

/** In place of what is not to be asked for: fails without a question. */
const NOTHING = 'data:,';
const CARRIED = /^\s*(?:data:|#|$)/i;
/** A part of a file, as pictures in SVG have it. */
const PART = /#[\w-]{1,64}$/;

/**
 * Puts our addresses where a recording has those of its page. Knows, of the event that is looked at, what each address meant; tells what
 * of it is missing. In a recording that tells of no files each keeps its address: the policy of this page refuses it.
 */
export class ShownFiles {
  readonly #notes: AssetNotes;
  readonly #shelf: Shelf;
  readonly #gaps: Gaps;
  /** Time of the event that is looked at, epoch ms. */
  time = 0;

  constructor(notes: AssetNotes = new AssetNotes(), shelf: Shelf = NO_SHELF, gaps: Gaps = new Gaps()) {
    this.#notes = notes;
    this.#shelf = shelf;
    this.#gaps = gaps;
  }

  /** Whether the page told of its files at all: older recordings and those of other recorders do not. */
  get tells(): boolean {
    return this.#notes.count > 0;
  }

  get gaps(): Missing[] {
    return this.#gaps.list;
  }

  /** What an element shows: of several addresses (`srcset`) the one that was told. Undefined where nothing is ever told. */
  picture(id: number, urls: readonly string[]): Shown | undefined {
    const shown = this.#find(id, urls);
    if (shown) {
      if ('gap' in shown) this.#gaps.add('picture', shown.url, shown.gap);
      return shown;
    }
    const [url] = urls;
    if (!this.tells || url === undefined) return undefined;
    this.#gaps.add('picture', url, 'untold');
    return { url, gap: 'untold' };
  }

  /** CSS with our addresses in it. `id`: the element whose style it is, 0 for a style sheet. */
  css(text: string, id = 0): string {
    return replaceAddresses(text, (address, use) => this.#inCss(id, address, use));
  }

  #inCss(id: number, address: string, use: Use): string | undefined {
    if (CARRIED.test(address)) return undefined;
    const shown = use === 'sheet' ? undefined : this.#find(id, [address]);
    // A page that tells of its files told of all that it loaded: what a sheet names beside them was not seen.
    if (!shown) return this.tells || this.#isOurs(address) ? NOTHING : undefined;
    if ('address' in shown) return `${shown.address}${PART.exec(address)?.[0] ?? ''}`;
    this.#gaps.add(use, address, shown.gap);
    return use === 'picture' ? gapBackground(shown.gap) : NOTHING;
  }

  #find(id: number, urls: readonly string[]): Shown | undefined {
    const told = this.tells ? this.#notes.meant({ time: this.time, id }, urls) : undefined;
    if (!told) return undefined;
    const { url, meant } = told;
    if ('gap' in meant) return { url, ...meant };
    return this.#shelf.isAbsent(meant.hash)
      ? { url, gap: 'undelivered' }
      : { url, address: this.#shelf.addressOf(meant.hash) };
  }

  #isOurs(address: string): boolean {
    try {
      const { base } = this.#shelf;
      return new URL(address, base).origin === new URL(base).origin;
    } catch {
      return false;
    }
  }
}

import type { RedactionClass, RedactionSettings } from '@falter/wire';
import { SHORTEST } from '../unpacking/candidates.ts';
import { type Hear, type MaskRules, maskText } from './mask-text.ts';
import type { Kind } from './place.ts';
import { type AddressRules, redactAddress } from './redact-address.ts';

/** URLs inside of a text, and files that stand in it as base64. Neither repeats what the other can match. */
const PARTS = /(?:https?|wss?|ftp):\/\/[^\s"'<>`]+|data:[\w.+-]+\/[\w.+-]+(?:;[\w.=-]+)*;base64,[\w+/=%-]*/gi;

/** A file that stands in a style sheet as base64. */
const FILE = /data:[\w.+-]+\/[\w.+-]+(?:;[\w.=-]+)*;base64,[\w+/=%-]*/gi;

/** A text that is an address whole, without its origin. */
const RELATIVE = /^(?:\.{0,2}\/|\?)[^\s<>"']*$/;

/** Rules of a style sheet: what looks like a key there is a class name that a build made. */
const STYLES = /\{[^{}:]*:[^{};]*[;}]/;

/** What is redacted in a project, ready for use. */
export class Redactor {
  readonly #parameters: ReadonlySet<string>;
  readonly #address: boolean;
  readonly #all: MaskRules;
  readonly #named: MaskRules;
  readonly #email: MaskRules;

  constructor({ off, parameters }: RedactionSettings) {
    const on = (found: RedactionClass) => !off.includes(found);
    const email = on('email');
    this.#parameters = new Set(parameters);
    this.#address = on('address');
    this.#all = { email, card: on('card'), token: on('token') ? 'all' : 'none' };
    this.#named = { email, card: false, token: on('token') ? 'named' : 'none' };
    this.#email = { email, card: false, token: 'none' };
  }

  /** Nothing is looked for. */
  get idle(): boolean {
    const { email, card, token } = this.#all;
    return !this.#address && !email && !card && token === 'none';
  }

  /** The text without what must not be stored; as it is where there is nothing. Linear. */
  redact(text: string, kind: Kind, hear: Hear): string {
    if (kind === 'kept' || text.length < SHORTEST) return text;
    if (kind === 'name') return maskText(text, this.#email, hear);
    if (kind === 'sheet') return this.#redactSheet(text, hear);
    const mask = kind === 'resource' || STYLES.test(text) ? this.#named : this.#all;
    if (RELATIVE.test(text)) return redactAddress(text, this.#addressRules(mask), hear);
    let result = '';
    let done = 0;
    for (const { 0: part, index } of text.matchAll(PARTS)) {
      const redacted = /^data:/i.test(part) ? part : redactAddress(part, this.#addressRules(mask), hear);
      result += maskText(text.slice(done, index), mask, hear) + redacted;
      done = index + part.length;
    }
    return result + maskText(text.slice(done), mask, hear);
  }

  #redactSheet(text: string, hear: Hear): string {
    let result = '';
    let done = 0;
    for (const { 0: file, index } of text.matchAll(FILE)) {
      result += maskText(text.slice(done, index), this.#named, hear) + file;
      done = index + file.length;
    }
    return result + maskText(text.slice(done), this.#named, hear);
  }

  #addressRules(mask: MaskRules): AddressRules {
    return { parameters: this.#parameters, address: this.#address, mask };
  }
}

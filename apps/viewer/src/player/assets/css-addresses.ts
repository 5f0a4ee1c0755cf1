import type { Use } from './gap.ts';

/** What stands in place of an address; undefined leaves it as it is. */
export type Replace = (address: string, use: Use) => string | undefined;

/** Without one of these there is no address. A backslash: names can be written with escapes, `\75rl(...)` is one. */
const CANDIDATE = /url\(|src\(|image-set\(|@import|\\/i;

/** What matters between the addresses: comments, strings, functions that take one, blocks. */
const TOKEN = /\/\*|["']|@import\b|@font-face\b|(?:url|src|image-set)\(|\\|[{}();]/gi;

const NAME = /(?:[\w-]|[^\0-\x7f]|\\(?:[\da-f]{1,6}\s?|[^\n]))*/iy;
const ESCAPE = /\\(?:([\da-f]{1,6})\s?|(\n)|(.))/gis;

/** The text of a CSS string or address, without its escapes. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(ESCAPE, (_, code: string | undefined, line: string | undefined, other = '') => {
    if (line !== undefined) return '';
    if (code === undefined) return other;
    const point = Number.parseInt(code, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  });
}

const BACKSLASH = 92;

/** Where a string ends that begins behind its quote: at the quote that closes it, at the end of its line, or of the sheet. */
function endOfString(css: string, from: number, quote: string): number {
  const closing = quote.charCodeAt(0);
  for (let at = from; at < css.length; at++) {
    const code = css.charCodeAt(at);
    if (code === closing || code === 10 || code === 12 || code === 13) return at;
    if (code === BACKSLASH) at++;
  }
  return css.length;
}

/** Where an address without quotes ends: at a space, a quote or a parenthesis. */
function endOfAddress(css: string, from: number): number {
  for (let at = from; at < css.length; at++) {
    const code = css.charCodeAt(at);
    if (code <= 32 || code === 34 || (code >= 39 && code <= 41)) return at;
    if (code === BACKSLASH) at++;
  }
  return css.length;
}

function afterSpace(css: string, from: number): number {
  let at = from;
  while (/\s/.test(css[at] ?? '')) at++;
  return at;
}

/** As a string that nothing can break out of. */
function quoted(text: string): string {
  return `"${text.replace(/["\\\n\r\f]/g, (letter) => `\\${letter.charCodeAt(0).toString(16)} `)}"`;
}

/** One pass over a sheet: copies it and replaces the addresses in it. */
class Rewriter {
  readonly #css: string;
  readonly #replace: Replace;
  #out = '';
  /** Up to here it is copied. */
  #copied = 0;
  #at = 0;
  /** What the next address is for: a sheet between `@import` and its semicolon, a font inside `@font-face`. */
  #use: Use = 'picture';
  /** Depth of parentheses, and the one inside which strings are addresses (`image-set`); 0 outside. */
  #depth = 0;
  #setDepth = 0;

  constructor(css: string, replace: Replace) {
    this.#css = css;
    this.#replace = replace;
  }

  run(): string {
    for (;;) {
      TOKEN.lastIndex = this.#at;
      const found = TOKEN.exec(this.#css);
      if (!found) return this.#out + this.#css.slice(this.#copied);
      this.#at = found.index + found[0].length;
      this.#step(found[0].toLowerCase(), found.index);
    }
  }

  #step(token: string, from: number): void {
    if (token === '/*') this.#skipComment();
    else if (token === '"' || token === "'") this.#string(from);
    else if (token === '@import') this.#use = 'sheet';
    else if (token === '@font-face') this.#use = 'font';
    else if (token === '\\') this.#escapedName(from);
    else if (token.length > 1) this.#call(token, from);
    else if (token === '(') this.#depth++;
    else if (token === ')') this.#close();
    else if (token === '}' || (token === ';' && this.#use === 'sheet')) this.#use = 'picture';
  }

  #skipComment(): void {
    const end = this.#css.indexOf('*/', this.#at);
    this.#at = end < 0 ? this.#css.length : end + 2;
  }

  /** Parentheses that are closed end an `image-set`; a block that ends closes what a broken sheet left open. */
  #close(): void {
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.#depth < this.#setDepth) this.#setDepth = 0;
  }

  #string(from: number): void {
    const end = endOfString(this.#css, from + 1, this.#css[from] ?? '');
    this.#at = Math.min(end + 1, this.#css.length);
    const isAddress = this.#use === 'sheet' || (this.#setDepth > 0 && this.#depth === this.#setDepth);
    if (isAddress) this.#put(from, this.#css.slice(from + 1, end), (address) => address);
  }

  #call(name: string, from: number): void {
    if (name === 'image-set(') {
      this.#depth++;
      this.#setDepth ||= this.#depth;
      return;
    }
    const css = this.#css;
    const begin = afterSpace(css, this.#at);
    const quote = css[begin] ?? '';
    const isQuoted = quote === '"' || quote === "'";
    const first = isQuoted ? begin + 1 : begin;
    const last = isQuoted ? endOfString(css, first, quote) : endOfAddress(css, first);
    const end = afterSpace(css, isQuoted ? last + 1 : last);
    if (end < css.length && css[end] !== ')') this.#pass(name === 'url(' && !isQuoted, isQuoted ? last + 1 : first);
    else {
      this.#at = Math.min(end + 1, css.length);
      this.#put(from, css.slice(first, last), (address) => `url(${address})`);
    }
  }

  /** No address to a browser: an `url` with something else in it, which ends at its parenthesis whatever that is, or some function. */
  #pass(isBad: boolean, from: number): void {
    this.#at = from;
    if (!isBad) {
      this.#depth++;
      return;
    }
    while (this.#at < this.#css.length && this.#css[this.#at] !== ')') this.#at += this.#css[this.#at] === '\\' ? 2 : 1;
    this.#at = Math.min(this.#at + 1, this.#css.length);
  }

  /** A name with an escape in it: back to its beginning, then on to where it ends. */
  #escapedName(from: number): void {
    let begin = from;
    while (begin > this.#copied && /[\w-]|[^\0-\x7f]/.test(this.#css[begin - 1] ?? '')) begin--;
    NAME.lastIndex = begin;
    const raw = NAME.exec(this.#css)?.[0] ?? '';
    this.#at = Math.max(from + 1, begin + raw.length);
    const name = `${unescaped(raw).toLowerCase()}${this.#css[this.#at] ?? ''}`;
    if (!/^(?:url|src|(?:-webkit-)?image-set)\($/.test(name)) return;
    this.#at++;
    this.#call(name.replace('-webkit-', ''), begin);
  }

  #put(from: number, raw: string, written: (address: string) => string): void {
    const address =
      this.#replace(raw, this.#use) ?? (raw.includes('\\') ? this.#replace(unescaped(raw), this.#use) : undefined);
    if (address === undefined) return;
    this.#out += this.#css.slice(this.#copied, from) + written(quoted(address));
    this.#copied = this.#at;
  }
}

/**
 * CSS with other addresses: of `url()`, of strings in `image-set()`, of `@import`. A reader by the rules of CSS Syntax (comments, strings,
 * escapes), in one pass whose time grows with the text; what it does not see as an address, the policy of the page refuses all the same.
 */
export function replaceAddresses(css: string, replace: Replace): string {
  return CANDIDATE.test(css) ? new Rewriter(css, replace).run() : css;
}

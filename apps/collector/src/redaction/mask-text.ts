import { maskSensitive, NAMED_KEY, type RedactionClass } from '@falter/wire';

/** Hears of each thing that was taken out, by its class. */
export type Hear = (found: RedactionClass) => void;

/** What is masked in one text. `named` tokens are those whose makers gave them a name: JSON web tokens, `sk_live_...`. */
export interface MaskRules {
  email: boolean;
  card: boolean;
  token: 'all' | 'named' | 'none';
}

const AT_SIGN = /[@＠﹫]|%(?:25)*40/;

/** Shortest card number; all that is shorter and has neither an at sign nor a foreign character hides nothing. */
const SHORT = 13;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII but the at sign, which may be written with a percent sign
const HARMLESS = /^[\x00-$&-?A-\x7f]*$/;

/** Characters that are masked at one go: only those parts of a long text are looked at closely that have a reason. */
const CHUNK = 512;
/** A sign that is part of no number, and a blank: what ends before them and what begins behind them is never one thing. */
const SEAM = /[!-,/:-~]\s/g;
/** A chunk without a seam that is longer goes as a whole: nobody reads it, and patterns took many seconds for megabytes of digits. */
const CHUNK_MAX = 256 * 1024;

/**
 * What `maskSensitive` finds, as far as the rules want it, and told by class. With all rules the result is that of
 * `maskSensitive` (a test says so).
 */
export function maskText(text: string, rules: MaskRules, hear: Hear): string {
  if (text.length < SHORT && HARMLESS.test(text)) return text;
  if (text.length <= CHUNK) return maskChunk(text, rules, hear);
  let result = '';
  for (let from = 0; from < text.length; ) {
    SEAM.lastIndex = from + CHUNK;
    const seam = SEAM.exec(text);
    const to = seam ? seam.index + 1 : text.length;
    result += maskChunk(text.slice(from, to), rules, hear);
    from = to;
  }
  return result;
}

function maskChunk(text: string, rules: MaskRules, hear: Hear): string {
  const masked = text.length > CHUNK_MAX ? '*'.repeat(text.length) : maskSensitive(text);
  if (masked === text) return text;
  let result = '';
  let done = 0;
  for (let at = 0; at < text.length; at++) {
    if (masked[at] === text[at]) continue;
    let end = at + 1;
    // A star of the text's own inside of what was masked belongs to it.
    while (end < text.length && masked[end] === '*') end++;
    const found = text.slice(at, end);
    const what = classOf(found);
    if (isWanted(found, what, rules)) {
      result += text.slice(done, at) + masked.slice(at, end);
      done = end;
      hear(what);
    }
    at = end;
  }
  return result + text.slice(done);
}

function classOf(found: string): 'email' | 'card' | 'token' {
  if (AT_SIGN.test(found)) return 'email';
  return /\p{L}/u.test(found) || found.replace(/\P{Nd}/gu, '').length > 19 ? 'token' : 'card';
}

function isWanted(found: string, what: 'email' | 'card' | 'token', rules: MaskRules): boolean {
  if (what !== 'token') return rules[what];
  return rules.token === 'all' || (rules.token === 'named' && NAMED_KEY.test(found));
}

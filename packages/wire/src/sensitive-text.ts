/*
 * What counts as a card number, an e-mail address, a key and a phone number in text that people read. The snippet masks with these
 * rules before anything leaves a page, the collector once more. sensitive-text-cases.ts says by example what goes and what stays.
 * Every pattern is linear: nothing that repeats without bound stands inside or before something that matches the same characters.
 */

/** Cheap and true of few texts: an at sign, a word as long as a key, digits enough for a phone. */
const CANDIDATE = /[@＠﹫]|%(?:25)*40|[\w+/-]{20}|\p{Nd}(?:[\s.()/\p{Pd}\p{Cf}]{0,3}\p{Nd}){7}/u;

const FOREIGN_DIGIT = /(?!\d)\p{Nd}/gu;

/** Up to three separators between two digits. Neither class has anything of the other. */
const DIGITS = /\d(?:[\s.\p{Pd}\p{Cf}]{0,3}\d){12,}/gu;

/** First digits of the card schemes. Timestamps begin with 1, years with 19 and 20, and the airlines' own cards are left out for them. */
const SCHEME = /^(?:2[2-7]|[3-9])/;

const WORD = /[^\s<>()[\]{}"'`,;:|/?&=!]+/g;

/** `logo@2x.png` is a picture. */
const EMAIL = /[^@]@(?!\dx\.[a-z]+$)[^@]*\.\p{L}{2}/u;

const RUN = /[\w+/.-]{20,}={0,2}/g;

const UUID = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi;

/** A JSON web token, and keys whose makers gave them a name. */
export const NAMED_KEY: RegExp =
  /(?:^|[^\w-])(?:eyJ[\w-]+\.|(?:A[KS]IA|AIza|gh[a-z]_|github_pat_|glpat-|xox[a-z]-|[a-z]k_(?:live|test)_|sk-(?:ant|proj)-)[\w-]{12})/;

/** Where small letters, capitals and digits take turns. */
const TURN = /[a-z](?=[A-Z\d])|[A-Z](?=[a-z\d])|\d(?=[A-Za-z])/g;

/** +49 … and 0049 …, 030 …, 555-123-4567. No date, no decimal, no part of a longer code. */
const PHONE =
  /(^|[^\p{L}\p{N}_.,#/-])((?:\+ ?|00)[1-9](?:[\s().\p{Pd}/]{0,3}\d){7,13}|\(?0[1-9](?![./-]\d\d?[./-]\d{4})(?:[\s().\p{Pd}/]{0,3}\d){7,10}|\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4})(?![\p{L}\d]|[.,:/-]\d)/gu;

/**
 * Text with a `*` for every character (UTF-16 unit) of a card number, an e-mail address or a key; with `phones` also of a phone
 * number. The rest and the length stay as they are (but mathematical digits become plain ones). Masking twice changes nothing. Linear in the length of the text.
 */
export function maskSensitive(text: string, phones = false): string {
  if (!CANDIDATE.test(text)) return text;
  const plain = text.replace(FOREIGN_DIGIT, toAscii);
  let masked = plain
    .replace(WORD, (word) => (isEmail(word) ? stars(word) : word))
    .replace(RUN, (run) => (isKey(run) ? stars(run) : run))
    .replace(DIGITS, maskCards);
  if (phones) masked = masked.replace(PHONE, (_, before, number) => before + stars(number));
  if (masked === plain) return text;
  if (plain === text || plain.length !== text.length) return masked;
  return masked
    .split('')
    .map((char, i) => (char === '*' ? char : text[i]))
    .join('');
}

function stars(text: string): string {
  return '*'.repeat(text.length);
}

/** Unicode's decimal digits stand in tens that begin at a multiple of 16, or six after one; the mathematical ones have a plain form. */
function toAscii(digit: string): string {
  const code = digit.normalize('NFKC').codePointAt(0) as number;
  const zero = /\p{Nd}/u.test(String.fromCodePoint(code & ~15)) ? 0 : 6;
  return String(((code & 15) - zero + 10) % 10);
}

function isEmail(word: string): boolean {
  const plain = word.replace(/%(?:25)*40|[＠﹫]/g, '@').replace(/%(?:25)*2e|[．。｡]/gi, '.');
  return EMAIL.test(plain);
}

/** A name says so, or its length, or that its letters and digits are mixed as by dice: eight turns within twenty characters. */
function isKey(run: string): boolean {
  if (NAMED_KEY.test(run)) return true;
  const rest = run.replace(UUID, '');
  if (!/\d/.test(rest)) return false;
  const turns = Array.from(rest.matchAll(TURN), ({ index }) => index as number);
  return /[A-Za-z\d]{32}/.test(rest) || turns.some((start, i) => (turns[i + 7] as number) - start < 20);
}

/** Masks each card in a row of digits: one group, groups of four and more but the last, or all of them of one length. */
function maskCards(run: string): string {
  const groups = Array.from(run.matchAll(/\d+/g));
  const first = groups[0]?.[0].length;
  if (groups.slice(0, -1).every(([group]) => group.length === first) && isCard(run.replace(/\D/g, '')))
    return stars(run);
  let masked = '';
  let done = 0;
  for (let from = 0; from < groups.length; from++) {
    let digits = '';
    for (let to = from; to < groups.length && digits.length < 20; to++) {
      const { 0: group, index } = groups[to] as RegExpMatchArray & { index: number };
      digits += group;
      if (isCard(digits)) {
        const start = groups[from]?.index as number;
        const end = index + group.length;
        masked += run.slice(done, start) + stars(run.slice(start, end));
        done = end;
        from = to;
        break;
      }
      if (group.length < 4) break;
    }
  }
  return masked + run.slice(done);
}

/** Luhn's sum over 13 to 19 digits of a card scheme. */
function isCard(digits: string): boolean {
  const { length } = digits;
  if (length < 13 || length > 19 || !SCHEME.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const digit = Number(digits[length - 1 - i]) * (1 + (i % 2));
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

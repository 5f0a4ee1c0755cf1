/** Colours and moves of a terminal: `\x1b[31m`, and what a terminal takes for a title or a link. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for.
const ANSI = /\x1b(?:\[[\d;?]{0,20}[A-Za-z]|\][^\x07\x1b]{0,200}(?:\x07|\x1b\\))/g;

/** Control and format characters but tabs and line breaks: bidi marks among them could turn a text around. */
const UNSPEAKABLE = /[^\P{Cc}\n\t]|[\p{Cf}\p{Co}\p{Cs}]/gu;

/** What browsers and Unicode take for the end of a line. */
const LINE_ENDS = /\r\n?|[\u2028\u2029]/g;

/**
 * Text of a page or its code as a row may show it, line by line: no terminal codes, no invisible characters, at most `max` characters.
 * Linear in `max`, not in the text.
 */
export function plain(text: string, max: number): string {
  const start = text.length > max * 2 ? text.slice(0, max * 2) : text;
  const clean = start.replace(ANSI, '').replace(LINE_ENDS, '\n').replace(UNSPEAKABLE, '').trim();
  if (clean.length <= max) return clean;
  // The cut may have gone through an emoji.
  return `${clean
    .slice(0, max - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}

/** Characters of a label or a message that a sentence can carry. */
const LABEL_MAX = 80;

/** Control, format (bidi marks among them) and line separator characters: they could turn a sentence around. */
const UNSPEAKABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu;

/**
 * Text of a page as it may stand inside a sentence: one line, no invisible characters, no double quotes, at most `max`
 * characters. Linear in `max`, not in the text.
 */
export function speakable(text: string, max: number = LABEL_MAX): string {
  const start = text.length > max * 8 ? text.slice(0, max * 8) : text;
  const clean = start.replace(UNSPEAKABLE, ' ').replace(/\s+/g, ' ').replaceAll('"', "'").trim();
  const characters = clean.length > max ? [...clean] : null;
  return characters && characters.length > max
    ? `${characters
        .slice(0, max - 1)
        .join('')
        .trim()}…`
    : clean;
}

/** `once`, `twice`, `5 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

/** `within a second`, `in 2 seconds`, `in 3 minutes`. */
export function lasting(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds <= 1) return 'within a second';
  return seconds < 120 ? `in ${seconds} seconds` : `in ${Math.round(seconds / 60)} minutes`;
}

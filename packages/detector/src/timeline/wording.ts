import type { FormRefusal } from './forms/form-step.ts';

/** Characters of a label or a message that a sentence can carry. */
const LABEL_MAX = 80;

/** Plain words with one blank between them: what most labels are, and there is nothing to mend about them. */
const PLAIN = /^[!#-~]+(?: [!#-~]+)*$/;
/** Control, format (bidi marks among them) and line separator characters: they could turn a sentence around. */
const UNSPEAKABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu;

/**
 * Text of a page as it may stand inside a sentence: one line, no invisible characters, no double quotes, at most `max`
 * characters. Linear in `max`, not in the text.
 */
export function speakable(text: string, max: number = LABEL_MAX): string {
  const plain = text.length <= max * 8 ? text.trim() : '';
  if (plain !== '' && plain.length <= max && PLAIN.test(plain)) return plain;
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

/** Ends a sentence, if what a page said at its end does not end it already: `the page showed "Card declined."`. */
export function sentence(words: string): string {
  return /[.!?…]"$/.test(words) ? words : `${words}.`;
}

/** `once`, `twice`, `5 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

/** `within a second`, `in 1.2 seconds`, `in 3 minutes`. */
export function lasting(ms: number): string {
  return ms <= 1_000 ? 'within a second' : `in ${span(ms)}`;
}

/** `with status 502`, `without an answer`: how a request failed. */
export function howFailed({ status, failure }: { status: number; failure: string }): string {
  if (failure === 'timeout') return 'by taking too long';
  return failure !== '' || status === 0 ? 'without an answer' : `with status ${status}`;
}

/** `at once`, `after 0.4 seconds`. */
export function afterSpan(ms: number): string {
  return ms < 100 ? 'at once' : `after ${span(ms)}`;
}

/** `0.4 seconds`, `1 second`, `12 seconds`, `3 minutes`: a span that was measured. */
export function span(ms: number): string {
  if (ms < 9_950) {
    const seconds = Math.round(ms / 100) / 10;
    return seconds === 1 ? '1 second' : `${seconds} seconds`;
  }
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}

/** `refused by the page's own check`, `it failed`: what came of a try to send a form. */
export function outcomeOf(by: FormRefusal['by']): string {
  return by === 'check' ? "refused by the page's own check" : 'it failed';
}

/** `tried to send it twice (both failed)`, `tried to send it 3 times (1 refused by the page's own check, 2 failed)`. */
export function triedToSend(refusals: readonly Pick<FormRefusal, 'by'>[]): string {
  const count = refusals.length;
  const checked = refusals.filter(({ by }) => by === 'check').length;
  const refused = outcomeOf('check');
  if (count === 1) return `tried to send it once (${checked === 1 ? refused : outcomeOf('page')})`;
  const all = count === 2 ? 'both' : 'all';
  let how = `${checked} ${refused}, ${count - checked} failed`;
  if (checked === 0) how = `${all} failed`;
  if (checked === count) how = `${all} ${refused}`;
  return `tried to send it ${times(count)} (${how})`;
}

/** `usual on this page: 20 to 70 seconds`; `say` puts a value into words. */
export function usualWords({ low, high }: { low: number; high: number }, say: (value: number) => string): string {
  const [from, to] = [say(low), say(high)];
  const unit = / .*$/.exec(to)?.[0] ?? '';
  const least = unit !== '' && from.endsWith(unit) ? from.slice(0, -unit.length) : from;
  return `usual on this page: ${from === to ? to : `${least} to ${to}`}`;
}

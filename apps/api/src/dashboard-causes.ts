import type { FindingNumbers, PageMessages } from '@falter/store';
import type { ComparedShare, DashboardCause } from '@falter/wire';

/** Rows of the store that are one thing to fix, with what is said about them. */
export interface Told {
  row: FindingNumbers;
  share: ComparedShare;
}

/**
 * Findings of elements, those of one page with the same struggling sessions (now and before) made one: a button that
 * fails is an error click, a failed request and an abandoned form, and still one thing to fix. The order stays. As the
 * sessions are the same, so are the numbers: those of the first stand for all.
 */
export function toCauses(told: readonly Told[], said: readonly PageMessages[]): DashboardCause[] {
  const messagesOf = new Map(said.map(({ page, messages }) => [page, messages]));
  const causes = new Map<string, DashboardCause>();
  for (const { row, share } of told) {
    const { page, signal, element, meanScore } = row;
    const key = JSON.stringify([page, row.struggling, row.previousStruggling, row.sessionSet]);
    const messages = isPageError(row) ? (messagesOf.get(page) ?? []) : [];
    const part = { signal, element, messages, issue: row.issue };
    const same = causes.get(key);
    if (same) same.parts.push(part);
    else causes.set(key, { page, parts: [part], meanScore, ...share });
  }
  return [...causes.values()];
}

/** An error of the page itself, of which only its message says which it is. */
export function isPageError({ part, signal, element }: FindingNumbers): boolean {
  return part === 'element' && signal === 'js-error' && element === '(no element)';
}

/** Was there before, and is gone or clearly less: the whole interval of its change lies below zero. */
export function isBetter({ found, previous, change }: ComparedShare): boolean {
  return previous.found.count > 0 && (found.count === 0 || isClear(change));
}

/** What leaves no doubt first, then what concerned most sessions. */
export function byRelief(a: ComparedShare, b: ComparedShare): number {
  const clear = Number(isClear(b.change)) - Number(isClear(a.change));
  return clear || b.previous.found.count - a.previous.found.count;
}

function isClear(change: ComparedShare['change']): boolean {
  return change !== null && change.high < 0;
}

import type { StepRow } from '@falter/wire';

/** Milliseconds since the session's start. */
export interface Span {
  from: number;
  until: number;
}

/** When a tab of the visitor was looked at: from its first page to its last, but for the times in which they looked elsewhere. */
export function seenSpans(rows: readonly StepRow[], tab: string): Span[] {
  const own = rows.filter((row) => row.tab === tab);
  const pages = own.filter(({ kind }) => kind === 'page');
  const [first] = pages;
  if (first === undefined) return [];
  const end = pages.reduce((latest, { until }) => Math.max(latest, until), first.until);
  const spans: Span[] = [];
  let from: number | undefined = first.at;
  for (const { kind, at } of own) {
    if ((kind === 'away' || kind === 'gone') && from !== undefined) {
      if (at > from) spans.push({ from, until: at });
      from = undefined;
    } else if (kind === 'back' || (kind === 'page' && at > first.at)) from ??= at;
  }
  if (from !== undefined && end > from) spans.push({ from, until: end });
  return spans;
}

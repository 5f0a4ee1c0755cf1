import type { StepRow } from '@falter/wire';
import { counted, pathOf } from '../words/text.ts';
import { duration } from '../words/time.ts';

/** What counts as something that the visitor did last. */
const DONE: ReadonlySet<StepRow['kind']> = new Set(['click', 'input', 'submit']);

/** What tells whether they still look at the page. */
const LOOKS: ReadonlySet<StepRow['kind']> = new Set(['away', 'back', 'gone']);

/** Where a customer who is there now is, in the parts that are drawn apart. */
export interface NowWords {
  /** `On /checkout for 2 min`, `Looked away 40 s ago from /checkout`. */
  where: string;
  /** `clicked “Pay now” 12 s ago`; '' where nothing was done. */
  last: string;
  /** `2 errors on this page`; '' without. */
  errors: string;
}

/**
 * Where the customer is, for whoever has them on the phone. `rows` by time; `now` in milliseconds since the session's start. Of several
 * tabs the one that something was heard of last. Undefined before anything is known.
 */
export function nowWords(rows: readonly StepRow[], now: number): NowWords | undefined {
  const tab = visitorTab(rows);
  const own = rows.filter((row) => row.tab === tab);
  const page = own.findLast(({ kind }) => kind === 'page');
  if (page === undefined) return undefined;
  const path = pathOf(page.page?.url ?? '') || 'an unknown page';
  const look = own.findLast(({ kind, at }) => LOOKS.has(kind) && at >= page.at);
  const last = own.findLast(({ kind }) => DONE.has(kind));
  const failed = own.filter(({ level, at, kind }) => level === 'error' && at >= page.at && kind !== 'console').length;
  return {
    where: whereWords(path, look, now) ?? `On ${path} for ${roughly(now - page.at)}`,
    last: last === undefined ? '' : `${last.text} ${ago(now - last.until)}`,
    errors: failed === 0 ? '' : `${counted(failed, 'error')} on this page`,
  };
}

/** The tab that the visitor is in: of which something was heard last that only a person does. Undefined before anything is known. */
export function visitorTab(rows: readonly StepRow[]): string | undefined {
  return rows.findLast(({ kind }) => DONE.has(kind) || kind === 'page' || kind === 'back')?.tab;
}

function whereWords(path: string, look: StepRow | undefined, now: number): string | undefined {
  if (look?.kind === 'gone') return `Left ${path} ${ago(now - look.at)}`;
  return look?.kind === 'away' ? `Looked away ${ago(now - look.at)} from ${path}` : undefined;
}

function ago(ms: number): string {
  return ms < 2_000 ? 'just now' : `${roughly(ms)} ago`;
}

/** In one unit: who listens to a customer does not count seconds beside minutes. */
function roughly(ms: number): string {
  const seconds = Math.max(1, Math.floor(ms / 1_000));
  return duration((seconds < 60 ? seconds : Math.floor(seconds / 60) * 60) * 1_000).replace(/ 0 min$/, '');
}

import { IMPORT_BROWSER, type SessionRow } from '@falter/wire';
import { relative } from '../words/time.ts';

/** Before this nobody recorded a page: such a time is none, as of recordings whose clock began at 0. */
const FIRST_TIME = Date.UTC(2000, 0, 1);

/** Whether a session comes from a file: nobody visited when it came. */
export function isImported({ browser }: Pick<SessionRow, 'browser'>): boolean {
  return browser === IMPORT_BROWSER;
}

export interface WhenWords {
  text: string;
  /** What else there is to say, '' as a rule. */
  more: string;
}

/**
 * When a session was: `4 min ago`. An imported one stands in the list where it came, so that is told first, and beside it when it was
 * recorded: `came 1 min ago`, `recorded Dec 2, 2023`. Epoch ms in.
 */
export function whenWords(row: Pick<SessionRow, 'browser' | 'startedAt' | 'arrivedAt'>, now: number): WhenWords {
  const started = Date.parse(row.startedAt);
  const hasDate = started >= FIRST_TIME;
  if (!isImported(row)) return { text: hasDate ? relative(started, now) : 'no date', more: '' };
  const options = { year: 'numeric', month: 'short', day: 'numeric' } as const;
  const recorded = hasDate ? `recorded ${new Date(started).toLocaleDateString('en', options)}` : 'recorded: no date';
  return { text: `came ${relative(Date.parse(row.arrivedAt), now)}`, more: recorded };
}

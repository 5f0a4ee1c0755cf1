import type { StepList, StepRow, StepRowKind } from '@falter/wire';
import type { Timeline } from '../timeline/steps.ts';
import { type ReadingOptions, type TabRecording, toTimelines } from '../timeline/timelines.ts';
import { actRows } from './act-rows.ts';
import { lookRows, pageRows } from './page-rows.ts';
import { requestRow } from './request-rows.ts';
import type { Draft } from './row.ts';
import { consoleRows, errorRow, noteRow } from './told-rows.ts';

export interface StepRowsOptions extends ReadingOptions {
  /** Epoch milliseconds of the page's clock: what the rows count from. */
  startedAt: number;
}

/** The rows, the stacks of their errors, and what is not among them. */
export interface StepRows extends Pick<StepList, 'rows' | 'leftOut'> {
  stacks: string[];
}

/** Rows of each sort that are told: enough for a day of work in one session, and bounded for a page that fails in a loop. */
export const ROWS_MAX: Readonly<Record<Sort, number>> = {
  acts: 4_000,
  pages: 1_000,
  requests: 4_000,
  errors: 1_000,
  console: 2_000,
  notes: 1_000,
};

type Sort = 'acts' | 'pages' | 'requests' | 'errors' | 'console' | 'notes';

/** Stacks that are told; a page that makes up a new one each time must not make the answer endless. */
const STACKS_MAX = 200;

/**
 * A recording as rows of words, for who watches its replay: what the visitor did, what the page did, and what the site's code said. Pure
 * and total; of each sort the first ones, and `leftOut` says what is missing.
 */
export function toStepRows(tabs: readonly TabRecording[], { startedAt, ...options }: StepRowsOptions): StepRows {
  const timelines = toTimelines(tabs, options);
  const events = new Map(tabs.map((tab) => [tab.tab, tab.events]));
  const drafts = timelines.flatMap((timeline) => draftsOf(timeline, events.get(timeline.tab) ?? []));
  drafts.sort((a, b) => a.at - b.at || RANK[a.kind] - RANK[b.kind] || compare(a.tab, b.tab));
  const { kept, leftOut } = limited(drafts);
  const stacks = new Map<string, number>();
  const ids = new Map<string, number>();
  const rows = kept.map((draft) => toRow(draft, { startedAt, stacks, ids }));
  return { rows, leftOut, stacks: [...stacks.keys()] };
}

function draftsOf(timeline: Timeline, events: TabRecording['events']): Draft[] {
  const { tab, steps, startedAt, endedAt } = timeline;
  const told = steps.flatMap((step): Draft[] => {
    if (step.kind === 'request') return [requestRow(step)];
    if (step.kind === 'error') return [errorRow(step)];
    return step.kind === 'note' && step.note !== 'console' ? [noteRow(step)] : [];
  });
  // Their times are the page's own, not repaired: what a clock that jumped says stays within the tab.
  const aside = [...lookRows(tab, events), ...consoleRows(tab, events)].map((row) => {
    const at = Math.min(endedAt, Math.max(startedAt, row.at));
    return { ...row, at, until: at };
  });
  return [...pageRows(timeline), ...actRows(timeline), ...told, ...aside];
}

/** Where several begin at one time: the page before what is done on it, what is done before what follows. */
const RANK: Readonly<Record<StepRowKind, number>> = {
  ...{ page: 0, away: 1, back: 1, click: 2, input: 2, submit: 3, clipboard: 3, request: 4, resource: 5, csp: 5 },
  ...{ console: 6, error: 6, 'foreign-error': 6, message: 7, dialog: 7, track: 8, mark: 8 },
  ...{ lost: 9, missing: 9, degraded: 9, gone: 9 },
};

const SORTS: Readonly<Partial<Record<StepRowKind, Sort>>> = {
  ...{
    click: 'acts',
    input: 'acts',
    submit: 'acts',
    page: 'pages',
    away: 'pages',
    back: 'pages',
    gone: 'pages',
    request: 'requests',
  },
  ...{ error: 'errors', console: 'console', message: 'acts' },
};

const NAMES: Readonly<Record<Sort, string>> = {
  acts: 'clicks and entries',
  pages: 'page views',
  requests: 'requests',
  errors: 'errors',
  console: 'console lines',
  notes: 'notes',
};

function limited(drafts: readonly Draft[]): { kept: Draft[]; leftOut: string[] } {
  const counts = new Map<Sort, number>();
  const kept = drafts.filter(({ kind }) => {
    const sort = SORTS[kind] ?? 'notes';
    const count = (counts.get(sort) ?? 0) + 1;
    counts.set(sort, count);
    return count <= ROWS_MAX[sort];
  });
  const over = [...counts].filter(([sort, count]) => count > ROWS_MAX[sort]);
  const leftOut = over.map(([sort, count]) => {
    const most = ROWS_MAX[sort].toLocaleString('en');
    return `The first ${most} of ${count.toLocaleString('en')} ${NAMES[sort]} are shown.`;
  });
  return { kept, leftOut };
}

interface Counted {
  startedAt: number;
  /** Number of each stack, and of rows with the same kind and time. */
  stacks: Map<string, number>;
  ids: Map<string, number>;
}

function toRow(
  { stack = '', outcome = '', level = '', ...draft }: Draft,
  { startedAt, stacks, ids }: Counted,
): StepRow {
  const at = Math.round(draft.at - startedAt);
  const until = Math.max(at, Math.round(draft.until - startedAt));
  const name = `${draft.kind}-${at}`;
  const same = ids.get(name) ?? 0;
  ids.set(name, same + 1);
  const row: StepRow = { ...draft, id: same === 0 ? name : `${name}-${same}`, at, until, outcome, level };
  const cause = draft.request?.cause;
  if (draft.request && cause)
    row.request = { ...draft.request, cause: { ...cause, at: Math.round(cause.at - startedAt) } };
  if (stack !== '' && (stacks.has(stack) || stacks.size < STACKS_MAX)) {
    row.stack = stacks.get(stack) ?? stacks.size;
    stacks.set(stack, row.stack);
  }
  return row;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

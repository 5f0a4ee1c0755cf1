import type { StepRow } from '@falter/wire';

export type PanelId = 'steps' | 'console' | 'network' | 'errors' | 'pages' | 'person' | 'comments';

/** Rows of one sort within a panel: what its filter is called, and which they are. */
export interface RowFilter {
  id: string;
  name: string;
  has: (row: StepRow) => boolean;
}

export interface RowPanel {
  /** Which rows it shows. */
  has: (row: StepRow) => boolean;
  /** When a row is there to be seen: a failed request among steps when it failed, in the network when it began. */
  moment: (row: StepRow) => number;
  filters: readonly RowFilter[];
  /** What is said when there are none. */
  empty: { title: string; text: string };
}

/** The panels in their order; the keys 1 to 7 open them. */
export const PANELS: readonly { id: PanelId; name: string }[] = [
  { id: 'steps', name: 'Steps' },
  { id: 'console', name: 'Console' },
  { id: 'network', name: 'Network' },
  { id: 'errors', name: 'Errors' },
  { id: 'pages', name: 'Pages' },
  { id: 'person', name: 'Person and device' },
  { id: 'comments', name: 'Comments' },
];

/** Milliseconds from which a request is called slow: who waits longer begins to wonder (the same as the signal slow-response). */
const SLOW_MS = 3_000;

const kinds = (...wanted: StepRow['kind'][]): ((row: StepRow) => boolean) => {
  const set = new Set(wanted);
  return ({ kind }) => set.has(kind);
};

const isRequest = kinds('request');
const isFailed = (row: StepRow): boolean => row.request?.failed === true || row.kind === 'resource';
const isSlow = (row: StepRow): boolean => isRequest(row) && row.until - row.at >= SLOW_MS;

/** What only the code of the page, or another's code in it, said. */
const CODE: ReadonlySet<StepRow['kind']> = new Set(['console', 'csp', 'resource', 'foreign-error']);

/** What a step of a visit is: everything but the console, and of requests those that failed or were slow. */
const isStep = (row: StepRow): boolean => {
  if (CODE.has(row.kind)) return false;
  return !isRequest(row) || row.level === 'error' || isSlow(row);
};

const begins = ({ at }: StepRow): number => at;

/** Panels of rows. The others show what is known of pages and persons, and what colleagues said. */
export const ROW_PANELS: Readonly<Record<'steps' | 'console' | 'network' | 'errors', RowPanel>> = {
  steps: {
    has: isStep,
    moment: (row) => (isRequest(row) ? row.until : row.at),
    filters: [
      { id: 'acts', name: 'Actions', has: kinds('click', 'input', 'submit', 'clipboard') },
      { id: 'pages', name: 'Pages', has: kinds('page', 'away', 'back', 'gone', 'dialog') },
      { id: 'errors', name: 'Errors', has: kinds('error', 'message') },
      { id: 'requests', name: 'Requests', has: isRequest },
      { id: 'site', name: 'Site’s own', has: kinds('track', 'mark') },
      { id: 'gaps', name: 'Gaps', has: kinds('lost', 'missing', 'degraded') },
    ],
    empty: { title: 'No steps so far', text: 'What the visitor does appears here, a line each, as it arrives.' },
  },
  console: {
    has: kinds('console', 'csp', 'error', 'foreign-error'),
    moment: begins,
    filters: [
      { id: 'errors', name: 'Errors', has: ({ level }) => level === 'error' },
      { id: 'warnings', name: 'Warnings', has: ({ level }) => level === 'warn' },
      { id: 'rest', name: 'Rest', has: ({ level }) => level === '' },
    ],
    empty: {
      title: 'Nothing in the console',
      text: 'Warnings and errors that the site’s code writes to the console, uncaught errors, and what a security policy refused would stand here.',
    },
  },
  network: {
    has: kinds('request', 'resource'),
    moment: begins,
    filters: [
      { id: 'failed', name: 'Failed', has: isFailed },
      { id: 'slow', name: 'Slow', has: isSlow },
      { id: 'clicked', name: 'By a click', has: ({ request }) => request?.cause !== undefined },
    ],
    empty: {
      title: 'No requests',
      text: 'The page asked its server for nothing by fetch or XMLHttpRequest, and every file loaded.',
    },
  },
  errors: {
    has: kinds('error'),
    moment: begins,
    filters: [],
    empty: { title: 'No errors', text: 'No uncaught error and no unhandled rejection in the code of the page.' },
  },
};

export type RowPanelId = keyof typeof ROW_PANELS;

export function isRowPanel(id: PanelId): id is RowPanelId {
  return Object.hasOwn(ROW_PANELS, id);
}

/** Rows of a panel in the order of their moments there. */
export function rowsOf(panel: RowPanel, rows: readonly StepRow[]): StepRow[] {
  return rows.filter(panel.has).sort((a, b) => panel.moment(a) - panel.moment(b));
}

/** Rows that fit what was searched for, in any of the sorts that were chosen; none chosen: all. */
export function matching(
  rows: readonly StepRow[],
  { words, chosen, filters }: { words: string; chosen: ReadonlySet<string>; filters: readonly RowFilter[] },
): StepRow[] {
  const wanted = filters.filter(({ id }) => chosen.has(id));
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (wanted.length > 0 && !wanted.some(({ has }) => has(row))) return false;
    if (parts.length === 0) return true;
    const { text, outcome, request, page } = row;
    const all = `${text} ${outcome} ${request?.url ?? ''} ${request?.trace ?? ''} ${page?.url ?? ''} ${page?.title ?? ''}`;
    const lower = all.toLowerCase();
    return parts.every((part) => lower.includes(part));
  });
}

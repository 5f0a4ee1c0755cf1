import type { SessionDetail, StepRow } from '@falter/wire';
import { pathOf } from '../words/text.ts';

/**
 * What is kept of a session when its recording is over: pages, what the site marked, what was noted and what is missing. The same rows, so
 * far as they go.
 */
export function knownRows({ pageViews, marks, losses, notes }: SessionDetail): StepRow[] {
  const drafts: Omit<StepRow, 'id'>[] = [
    ...pageViews.map(({ tab, at, until, url, title, vitals }) => {
      const page = { url, title, shownMs: until - at, vitals };
      return { ...plainRow('page', tab, at), until, text: `went to ${pathOf(url)}`, page };
    }),
    ...marks.map(({ tab, at, step }) => ({ ...plainRow('mark', tab, at), text: `reached ${step}` })),
    ...losses.map(({ kind, tab, at, until, text }) => ({ ...plainRow(kind, tab, at), until, text })),
    ...notes.map(({ kind, tab, at, text }) => ({ ...plainRow(kind, tab, at), text })),
  ];
  return drafts.sort((a, b) => a.at - b.at).map((row, n) => ({ ...row, id: `${row.kind}-${row.at}-${n}` }));
}

function plainRow(kind: StepRow['kind'], tab: string, at: number): Omit<StepRow, 'id'> {
  return { kind, tab, at, until: at, text: '', outcome: '', level: '' };
}

import type { StepRow } from '@falter/wire';

// Rows for tests.

export function row(part: Partial<StepRow>): StepRow {
  const { at = 0, kind = 'click' } = part;
  return { id: `${kind}-${at}`, kind, tab: 'tab-one', at, until: at, text: '', outcome: '', level: '', ...part };
}

export function pageRow(url: string, at: number): StepRow {
  return row({ kind: 'page', at, text: `went to ${url}`, page: { url, title: '', shownMs: 1_000 } });
}

import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { EmptyState } from '../design/empty-state.tsx';
import { type KeyHelp, openHelp } from '../shell/help-sheet.tsx';
import { useKeys } from '../shell/keyboard.ts';
import { ReadFailed } from '../shell/read-failed.tsx';
import { query, replace } from '../shell/router.ts';
import { counted } from '../words/text.ts';
import { IssueFilterBar } from './issue-filter-bar.tsx';
import {
  type IssueFilters,
  isIssueListNarrowed,
  issuesPath,
  NO_ISSUE_FILTERS,
  readIssueFilters,
} from './issue-filters.ts';
import { IssueTable } from './issue-table.tsx';
import { IssuesModel } from './issues-model.ts';
import './issues.css';

const HELP: KeyHelp = [
  {
    title: 'Issues',
    keys: [
      [['j', '↓'], 'Next issue'],
      [['k', '↑'], 'Previous issue'],
      [['Enter'], 'Open the issue'],
      [['/'], 'Search'],
      [['?'], 'These keys'],
    ],
  },
];

/** What goes wrong for many: findings of many sessions with one cause. Its state is the address. */
export function IssuesPage(): JSX.Element {
  const model = useMemo(() => new IssuesModel(), []);
  const main = useRef<HTMLElement>(null);
  const filters = readIssueFilters(query());
  const address = issuesPath(filters);
  useEffect(() => {
    document.title = 'Issues · Falter';
    void model.load(readIssueFilters(query()));
  }, [model, address]);
  useEffect(() => () => model.stop(), [model]);
  useRowKeys(main);
  const change = (next: IssueFilters): void => replace(issuesPath(next));
  return (
    <main class="issues" ref={main} data-testid="issues-page" aria-busy={model.busy.value}>
      <h1 class="sr-only">Issues</h1>
      <IssueFilterBar filters={filters} onChange={change} />
      <Rows model={model} filters={filters} onChange={change} />
    </main>
  );
}

interface RowsProps {
  model: IssuesModel;
  filters: IssueFilters;
  onChange: (filters: IssueFilters) => void;
}

function Rows({ model, filters, onChange }: RowsProps): JSX.Element | null {
  const rows = model.rows.value;
  const error = model.error.value;
  if (rows === null) {
    if (error === null) return <p class="quiet loading">Loading …</p>;
    return (
      <ReadFailed
        title="The issues cannot be shown"
        testId="issues-error"
        error={error}
        onRetry={() => void model.load(filters)}
      />
    );
  }
  if (rows.length === 0) return <Nothing filters={filters} onChange={onChange} />;
  return (
    <>
      {error !== null && (
        <p class="notice" data-kind="warning" role="status" data-testid="stale-notice">
          Not up to date: {error.message}
        </p>
      )}
      <IssueTable rows={rows} now={Date.now()} />
      <div class="more">
        {model.next.value === null ? (
          <span class="quiet">{counted(rows.length, 'issue')}, that is all</span>
        ) : (
          <button type="button" class="button" data-testid="load-more" onClick={() => void model.more(filters)}>
            {model.busy.value ? 'Loading …' : 'Load more'}
          </button>
        )}
      </div>
    </>
  );
}

function Nothing({ filters, onChange }: Omit<RowsProps, 'model'>): JSX.Element {
  if (!isIssueListNarrowed(filters)) {
    return (
      <EmptyState icon="check" title="No open issues in this time" testId="no-issues">
        <p>
          An issue is struggle of one cause: the same dead button, error or failing request, in however many sessions.
          It appears here as soon as it is found in one.
        </p>
        <button
          type="button"
          class="button"
          data-testid="empty-all"
          onClick={() => onChange({ ...filters, state: 'all', range: 'quarter' })}
        >
          Show all of the last 90 days
        </button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="search" title="No issue matches" testId="no-match">
      <p>Nothing in this time has this state, signal and text.</p>
      <button
        type="button"
        class="button primary"
        data-testid="empty-clear"
        onClick={() => onChange({ ...NO_ISSUE_FILTERS, range: filters.range })}
      >
        Clear filters
      </button>
    </EmptyState>
  );
}

function useRowKeys(main: { current: HTMLElement | null }): void {
  const walk = (direction: 1 | -1): void => {
    const links = [...(main.current?.querySelectorAll<HTMLAnchorElement>('a.issue-title') ?? [])];
    const index = links.indexOf(document.activeElement as HTMLAnchorElement);
    const next = index < 0 ? links[0] : links[index + direction];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  useKeys({
    j: () => walk(1),
    k: () => walk(-1),
    ArrowDown: () => walk(1),
    ArrowUp: () => walk(-1),
    '/': () => document.getElementById('session-search')?.focus(),
    '?': () => openHelp(HELP),
  });
}

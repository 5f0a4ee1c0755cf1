import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { ReadFailed } from '../shell/read-failed.tsx';
import { query, replace } from '../shell/router.ts';
import { periodWords } from './bucket-words.ts';
import { Compares } from './change-note.tsx';
import './dashboard.css';
import { DashboardFilterBar } from './dashboard-filter-bar.tsx';
import { type DashboardFilters, dashboardPath, GRID_MS, readFilters } from './dashboard-filters.ts';
import { DashboardModel } from './dashboard-model.ts';
import { Figures } from './figures.tsx';
import { FixFirst } from './fix-first.tsx';
import { Improved } from './improved.tsx';
import { NoResult, NothingRecorded, NumbersSkeleton } from './no-numbers.tsx';
import { Rankings } from './rankings.tsx';
import { Trend } from './trend.tsx';
import { UpdatedNote } from './updated-note.tsx';

/** What to fix first, and the numbers that say so. Its state is the address. */
export function DashboardPage(): JSX.Element {
  const model = useMemo(() => new DashboardModel(), []);
  const numbers = useRef<HTMLDivElement>(null);
  const filters = readFilters(query());
  const address = dashboardPath(filters);
  useEffect(() => {
    document.title = 'Dashboard · Falter';
    void model.load(readFilters(query()));
  }, [model, address]);
  useLive(model, numbers);
  const change = (next: DashboardFilters): void => replace(dashboardPath(next));
  return (
    <main class="dashboard" data-testid="dashboard-page">
      <h1 class="sr-only">Dashboard</h1>
      <DashboardFilterBar filters={filters} botsCount={model.shown.value?.botsCount ?? false} onChange={change} />
      <div class="numbers" ref={numbers} aria-busy={model.loading.value} data-testid="numbers">
        <Numbers model={model} filters={filters} onChange={change} />
      </div>
    </main>
  );
}

interface NumbersProps {
  model: DashboardModel;
  filters: DashboardFilters;
  onChange: (filters: DashboardFilters) => void;
}

function Numbers({ model, filters, onChange }: NumbersProps): JSX.Element {
  const shown = model.shown.value;
  const error = model.error.value;
  if (shown === null) {
    return error === null ? (
      <NumbersSkeleton />
    ) : (
      <ReadFailed
        title="The dashboard cannot be shown"
        testId="dashboard-error"
        error={error}
        onRetry={() => model.load(filters)}
      />
    );
  }
  if (!shown.recorded) return <NothingRecorded />;
  const compares = shown.struggling.previous.of.count > 0;
  return (
    <Compares.Provider value={compares}>
      <p class="period quiet" data-testid="period">
        <span>
          {periodWords(shown.from, shown.to, shown.tz)}
          {compares
            ? `, compared with ${periodWords(shown.previousFrom, shown.previousTo, shown.tz)}`
            : '; no session in the period before, so nothing to compare with'}
        </span>
        {error === null ? (
          <UpdatedNote at={model.updatedAt.value} />
        ) : (
          <span class="notice" data-kind="warning" role="status" data-testid="stale-notice">
            Not up to date: {error.message}
          </span>
        )}
      </p>
      {shown.struggling.of.count === 0 ? (
        <NoResult shown={shown} filters={filters} onChange={onChange} />
      ) : (
        <>
          <Figures shown={shown} filters={filters} />
          <div class="columns">
            <FixFirst shown={shown} />
            <Trend shown={shown} />
          </div>
          {compares && <Improved shown={shown} />}
          <Rankings shown={shown} filters={filters} />
        </>
      )}
    </Compares.Provider>
  );
}

/** Renews the numbers while somebody may see them; at once when the page is seen again. */
function useLive(model: DashboardModel, numbers: { current: HTMLElement | null }): void {
  useEffect(() => {
    const renew = (): void => {
      if (!document.hidden) void model.refresh(isUndisturbed(numbers.current));
    };
    const timer = setInterval(renew, GRID_MS);
    document.addEventListener('visibilitychange', renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
      model.stop();
    };
  }, [model]);
}

/** Nobody points at or walks through the numbers. */
function isUndisturbed(numbers: HTMLElement | null): boolean {
  return numbers === null || !(numbers.matches(':hover') || numbers.contains(document.activeElement));
}

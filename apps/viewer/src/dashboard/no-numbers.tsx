import type { Dashboard } from '@falter/wire';
import type { JSX } from 'preact';
import { EmptyState } from '../design/empty-state.tsx';
import { ALL, type DashboardFilters, isNarrowed } from './dashboard-filters.ts';
import { NumberLink } from './number-link.tsx';

/** The project has no session at all: how to begin. */
export function NothingRecorded(): JSX.Element {
  return (
    <EmptyState icon="click" title="No sessions yet" testId="empty-dashboard">
      <p>
        Once your site sends its first visit, this page says how many visitors struggle, on which pages and elements,
        and opens the sessions behind every number.
      </p>
      <a class="button primary" href="/settings/install">
        Install the tag
      </a>
    </EmptyState>
  );
}

interface NoResultProps {
  shown: Dashboard;
  filters: DashboardFilters;
  onChange: (filters: DashboardFilters) => void;
}

/** There are sessions, but none in this range or with these filters. */
export function NoResult({ shown, filters, onChange }: NoResultProps): JSX.Element {
  const { bots, botsCount } = shown;
  const onlyBots = !botsCount && bots.count > 0;
  return (
    <EmptyState
      icon="search"
      title={onlyBots ? 'Only bots came, or imports' : 'No session in this range'}
      testId="empty-range"
    >
      {onlyBots ? (
        <p>
          Only bots came, or imports: <NumberLink number={bots} about="of bots or imported" />{' '}
          {bots.count === 1 ? 'session' : 'sessions'}, not counted. “Count bots and imports” above counts them.
        </p>
      ) : isNarrowed(filters) ? (
        <p>No session of this time fits all of these filters.</p>
      ) : (
        <p>Nothing was recorded in this time. New sessions appear here by themselves.</p>
      )}
      {isNarrowed(filters) ? (
        <button
          type="button"
          class="button primary"
          data-testid="empty-clear"
          onClick={() =>
            onChange({ ...ALL, range: filters.range, from: filters.from, to: filters.to, compare: filters.compare })
          }
        >
          Clear filters
        </button>
      ) : (
        filters.range !== 'month' && (
          <button
            type="button"
            class="button primary"
            data-testid="empty-longer"
            onClick={() => onChange({ ...filters, range: 'month', from: '', to: '' })}
          >
            Look at 30 days
          </button>
        )
      )}
    </EmptyState>
  );
}

/** Numbers that are on their way. */
export function NumbersSkeleton(): JSX.Element {
  return (
    <div class="dashboard-skeleton" role="status" data-testid="skeleton">
      <span class="sr-only">The numbers are loading</span>
      {Array.from({ length: 6 }, (_, index) => (
        <span key={index} class="skeleton" />
      ))}
    </div>
  );
}

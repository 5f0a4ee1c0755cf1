import type { JSX } from 'preact';
import type { DashboardFilters } from './dashboard-filters.ts';
import { dashboardQuery } from './dashboard-filters.ts';

interface Props {
  filters: DashboardFilters;
  onSelect: (compare: DashboardFilters['compare']) => void;
}

const DAY_MS = 86_400_000;

/** What the numbers are compared with. A longer range needs several days or weeks so as not to overlap. */
export function CompareSelect({ filters, onSelect }: Props): JSX.Element {
  const query = dashboardQuery(filters, Date.now());
  const length = Date.parse(query.get('to') ?? '') - Date.parse(query.get('from') ?? '');
  const choices = [
    ['before', 'just before'],
    ['day', length > DAY_MS ? `${Math.ceil(length / DAY_MS)} days before` : 'the day before'],
    ['week', length > 7 * DAY_MS ? `${Math.ceil(length / DAY_MS / 7)} weeks before` : 'the week before'],
  ] as const;
  return (
    <label class="field compare-field">
      <span class="sr-only">Compared with</span>
      <select
        data-testid="filter-compare"
        value={filters.compare}
        data-set={filters.compare !== 'day'}
        onChange={(event) => onSelect(choices.find(([name]) => name === event.currentTarget.value)?.[0] ?? 'day')}
      >
        {choices.map(([name, label]) => (
          <option key={name} value={name}>
            {`Compared with ${label}`}
          </option>
        ))}
      </select>
    </label>
  );
}

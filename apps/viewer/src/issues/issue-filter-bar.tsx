import { ISSUE_STATES } from '@falter/wire';
import type { JSX } from 'preact';
import { SearchBox } from '../sessions/search-box.tsx';
import { signalCatalog, signalTitle } from '../shell/signal-catalog.ts';
import { type IssueFilters, isIssueListNarrowed, NO_ISSUE_FILTERS } from './issue-filters.ts';
import { STATE_WORDS } from './state-badge.tsx';

interface Props {
  filters: IssueFilters;
  onChange: (filters: IssueFilters) => void;
}

/** What the list of issues is narrowed to and how it is sorted. */
export function IssueFilterBar({ filters, onChange }: Props): JSX.Element {
  const change = (part: Partial<IssueFilters>): void => onChange({ ...filters, ...part });
  const signals = [...new Set([...signalCatalog.value.keys(), filters.signal])].filter((id) => id !== '');
  return (
    <search class="filters" aria-label="Issues">
      <SearchBox
        value={filters.q}
        label="Search issues"
        placeholder="Title or page …"
        onSearch={(q) => change({ q })}
      />
      <Select label="State" name="state" filters={filters} onChange={change}>
        {[
          ['open', 'Open'],
          ...ISSUE_STATES.map((state): [string, string] => [state, STATE_WORDS[state].title]),
          ['all', 'Any state'],
        ]}
      </Select>
      <Select label="Signal" name="signal" filters={filters} onChange={change}>
        {[['', 'Any signal'], ...signals.map((id): [string, string] => [id, signalTitle(id)])]}
      </Select>
      <Select label="Time" name="range" filters={filters} onChange={change}>
        {[
          ['day', 'Last 24 hours'],
          ['week', 'Last 7 days'],
          ['month', 'Last 30 days'],
          ['quarter', 'Last 90 days'],
        ]}
      </Select>
      {isIssueListNarrowed(filters) && (
        <button
          type="button"
          class="button quiet-button"
          data-testid="clear-filters"
          onClick={() => onChange({ ...NO_ISSUE_FILTERS, sort: filters.sort, range: filters.range })}
        >
          Clear
        </button>
      )}
      <fieldset class="switch">
        <legend class="sr-only">Sort by</legend>
        {(
          [
            ['sessions', 'Most sessions'],
            ['last', 'Seen last'],
            ['first', 'Newest'],
          ] as const
        ).map(([sort, words]) => (
          <button
            key={sort}
            type="button"
            aria-pressed={filters.sort === sort}
            data-testid={`sort-${sort}`}
            onClick={() => change({ sort })}
          >
            {words}
          </button>
        ))}
      </fieldset>
    </search>
  );
}

interface SelectProps {
  label: string;
  name: 'state' | 'signal' | 'range';
  filters: IssueFilters;
  onChange: (part: Partial<IssueFilters>) => void;
  /** Value and words of each choice. */
  children: readonly (readonly string[])[];
}

function Select({ label, name, filters, onChange, children }: SelectProps): JSX.Element {
  return (
    <label class="field">
      <span class="sr-only">{label}</span>
      <select
        data-testid={`filter-${name}`}
        value={filters[name]}
        data-set={filters[name] !== NO_ISSUE_FILTERS[name]}
        onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      >
        {children.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

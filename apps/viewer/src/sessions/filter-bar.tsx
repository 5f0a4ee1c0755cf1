import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../design/icons.tsx';
import { signalCatalog, signalTitle } from '../shell/signal-catalog.ts';
import { FilterChips } from './filter-chips.tsx';
import { type Filters, fromLocalInput, isNarrowed, NO_FILTERS, toLocalInput } from './filters.ts';

/** Typing settles before the list asks. Milliseconds. */
const TYPING_PAUSE_MS = 250;

const SCORES = [20, 40, 60, 80];

interface Props {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

/** What the list is narrowed to and how it is sorted. Holds no state of its own but a search that is being typed. */
export function FilterBar({ filters, onChange }: Props): JSX.Element {
  const change = (part: Partial<Filters>): void => onChange({ ...filters, ...part });
  return (
    <search class="filters" aria-label="Sessions">
      <SearchBox
        value={filters.q}
        label="Search sessions"
        placeholder="Page, error, person, support code …"
        onSearch={(q) => change({ q })}
      />
      <SignalSelect filters={filters} onChange={change} />
      <label class="field">
        <span class="sr-only">Struggle score</span>
        <select
          data-testid="filter-score"
          value={String(filters.minScore)}
          data-set={filters.minScore > 0}
          onChange={(event) => change({ minScore: Number(event.currentTarget.value) })}
        >
          <option value="0">Any score</option>
          {[...new Set([...SCORES, filters.minScore])]
            .filter((score) => score > 0)
            .sort((a, b) => a - b)
            .map((score) => (
              <option key={score} value={String(score)}>
                Score {score} or more
              </option>
            ))}
        </select>
      </label>
      <RangeSelect filters={filters} onChange={change} />
      <label class="check">
        <input
          type="checkbox"
          data-testid="filter-bots"
          checked={filters.bots === 'exclude'}
          onChange={(event) => change({ bots: event.currentTarget.checked ? 'exclude' : '' })}
        />
        Hide bots and imports
      </label>
      {isNarrowed(filters) && (
        <button
          type="button"
          class="button quiet-button"
          data-testid="clear-filters"
          onClick={() => onChange({ ...NO_FILTERS, sort: filters.sort })}
        >
          Clear
        </button>
      )}
      <SortSwitch sort={filters.sort} onSort={(sort) => change({ sort })} />
      <FilterChips filters={filters} onChange={change} />
    </search>
  );
}

interface SearchProps {
  value: string;
  label: string;
  placeholder: string;
  onSearch: (q: string) => void;
}

/** A search that waits until typing settles; `/` leads to it. */
export function SearchBox({ value, label, placeholder, onSearch }: SearchProps): JSX.Element {
  const [typed, setTyped] = useState(value);
  const timer = useRef(0);
  // The address follows what is typed, later: it must not take back letters that came meanwhile.
  useEffect(() => {
    if (timer.current === 0) setTyped(value);
  }, [value]);
  const type = (text: string): void => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      timer.current = 0;
      onSearch(text);
    }, TYPING_PAUSE_MS);
  };
  return (
    <label class="search">
      <Icon name="search" />
      <span class="sr-only">{label}</span>
      <input
        type="search"
        id="session-search"
        data-testid="search"
        placeholder={placeholder}
        value={typed}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
          if (event.key === 'Enter') onSearch(event.currentTarget.value);
        }}
      />
      <kbd>/</kbd>
    </label>
  );
}

function SignalSelect({
  filters,
  onChange,
}: {
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
}): JSX.Element {
  const ids = new Set(signalCatalog.value.keys());
  if (filters.signal !== '') ids.add(filters.signal);
  return (
    <label class="field">
      <span class="sr-only">Signal</span>
      <select
        data-testid="filter-signal"
        value={filters.signal}
        data-set={filters.signal !== ''}
        onChange={(event) => onChange({ signal: event.currentTarget.value })}
      >
        <option value="">Any signal</option>
        {[...ids].map((id) => (
          <option key={id} value={id}>
            {signalTitle(id)}
          </option>
        ))}
      </select>
    </label>
  );
}

function RangeSelect({
  filters,
  onChange,
}: {
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
}): JSX.Element {
  return (
    <>
      <label class="field">
        <span class="sr-only">Time</span>
        <select
          data-testid="filter-range"
          value={filters.range}
          data-set={filters.range !== ''}
          onChange={(event) => onChange({ range: event.currentTarget.value as Filters['range'], from: '', to: '' })}
        >
          <option value="">Any time</option>
          <option value="hour">Last hour</option>
          <option value="day">Last 24 hours</option>
          <option value="week">Last 7 days</option>
          <option value="custom">From … to …</option>
        </select>
      </label>
      {filters.range === 'custom' && (
        <span class="custom-range">
          <input
            type="datetime-local"
            aria-label="From"
            data-testid="filter-from"
            value={toLocalInput(filters.from)}
            onChange={(event) => onChange({ from: fromLocalInput(event.currentTarget.value) })}
          />
          <input
            type="datetime-local"
            aria-label="To"
            data-testid="filter-to"
            value={toLocalInput(filters.to)}
            onChange={(event) => onChange({ to: fromLocalInput(event.currentTarget.value) })}
          />
        </span>
      )}
    </>
  );
}

function SortSwitch({ sort, onSort }: { sort: Filters['sort']; onSort: (sort: Filters['sort']) => void }): JSX.Element {
  const choice = (value: Filters['sort'], label: string): JSX.Element => (
    <button type="button" aria-pressed={sort === value} data-testid={`sort-${value}`} onClick={() => onSort(value)}>
      {label}
    </button>
  );
  return (
    <fieldset class="switch">
      <legend class="sr-only">Sort by</legend>
      {choice('recent', 'Most recent')}
      {choice('score', 'Most struggle')}
    </fieldset>
  );
}

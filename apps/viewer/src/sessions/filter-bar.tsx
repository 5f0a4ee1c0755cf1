import type { SearchTerm } from '@falter/wire';
import type { JSX } from 'preact';
import { LatePart } from '../shell/late-part.tsx';
import { signalCatalog, signalTitle } from '../shell/signal-catalog.ts';
import { FilterChips } from './filter-chips.tsx';
import { RangeSelect } from './range-select.tsx';
import { chosenValue, isNarrowed, NO_SEARCH, type Search, understand, withTerms } from './search.ts';
import { SearchWarnings } from './search-warnings.tsx';
import { WrittenSearch } from './written-search.tsx';

const loadSaved = async () => (await import('./saved-searches.tsx')).SavedSearches;

const SCORES = ['20', '40', '60', '80'];

interface Props {
  search: Search;
  onChange: (search: Search) => void;
}

/** What is chosen here is written into the search, and what is written there is shown as chosen. */
export interface Choice {
  terms: readonly SearchTerm[];
  /** Puts terms in place of those that are replaced. */
  choose: (replaced: (one: SearchTerm) => boolean, terms: readonly SearchTerm[]) => void;
}

const isBot = ({ field, value }: SearchTerm): boolean => field === 'is' && value === 'bot';

/** What the list is narrowed to and how it is sorted. Holds no state of its own but a search that is being typed. */
export function FilterBar({ search, onChange }: Props): JSX.Element {
  const write = (text: string): void => onChange({ ...search, text });
  const { terms } = understand(search.text);
  const choice: Choice = { terms, choose: (replaced, added) => write(withTerms(search.text, replaced, added)) };
  const noBot = { field: 'is', not: true, compare: '', value: 'bot' } as const;
  return (
    <search class="filters" aria-label="Sessions">
      <WrittenSearch text={search.text} onSearch={write} />
      <LatePart load={loadSaved} class="saved-place" />
      <SignalSelect {...choice} />
      <ScoreSelect {...choice} />
      <RangeSelect {...choice} />
      <label class="check">
        <input
          type="checkbox"
          data-testid="filter-bots"
          checked={terms.some((one) => isBot(one) && one.not)}
          onChange={(event) => choice.choose(isBot, event.currentTarget.checked ? [noBot] : [])}
        />
        Hide bots and imports
      </label>
      {isNarrowed(search) && (
        <button
          type="button"
          class="button quiet-button"
          data-testid="clear-filters"
          onClick={() => onChange({ ...NO_SEARCH, sort: search.sort })}
        >
          Clear
        </button>
      )}
      <SortSwitch sort={search.sort} onSort={(sort) => onChange({ ...search, sort })} />
      <SearchWarnings text={search.text} onChange={write} />
      <FilterChips text={search.text} onChange={write} />
    </search>
  );
}

function SignalSelect({ terms, choose }: Choice): JSX.Element {
  const value = chosenValue(terms, 'signal');
  const ids = new Set(signalCatalog.value.keys());
  if (value !== '') ids.add(value);
  const isIt = ({ field, not }: SearchTerm): boolean => field === 'signal' && !not;
  return (
    <label class="field">
      <span class="sr-only">Signal</span>
      <select
        data-testid="filter-signal"
        value={value}
        data-set={value !== ''}
        onChange={({ currentTarget: { value: id } }) =>
          choose(isIt, id === '' ? [] : [{ field: 'signal', not: false, compare: '', value: id }])
        }
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

function ScoreSelect({ terms, choose }: Choice): JSX.Element {
  const isIt = ({ field, not, compare }: SearchTerm): boolean => field === 'score' && !not && compare === '>=';
  const value = terms.find(isIt)?.value ?? '';
  const scores = [...new Set([...SCORES, value])].filter((score) => score !== '').sort((a, b) => Number(a) - Number(b));
  return (
    <label class="field">
      <span class="sr-only">Struggle score</span>
      <select
        data-testid="filter-score"
        value={value}
        data-set={value !== ''}
        onChange={({ currentTarget: { value: score } }) =>
          choose(isIt, score === '' ? [] : [{ field: 'score', not: false, compare: '>=', value: score }])
        }
      >
        <option value="">Any score</option>
        {scores.map((score) => (
          <option key={score} value={score}>
            Score {score} or more
          </option>
        ))}
      </select>
    </label>
  );
}

function SortSwitch({ sort, onSort }: { sort: Search['sort']; onSort: (sort: Search['sort']) => void }): JSX.Element {
  const choice = (value: Search['sort'], label: string): JSX.Element => (
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

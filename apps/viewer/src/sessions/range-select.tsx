import { readSearchTime, type SearchTerm } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Choice } from './filter-bar.tsx';
import { fromLocalInput, toLocalInput } from './local-time.ts';

const RANGES = [
  ['1h', 'Last hour'],
  ['24h', 'Last 24 hours'],
  ['7d', 'Last 7 days'],
] as const;

const time = (field: 'from' | 'to', value: string): SearchTerm => ({ field, not: false, compare: '', value });
const isTime = ({ field }: SearchTerm): boolean => field === 'from' || field === 'to';

/** When the sessions were: a range until now, or one of one's own. */
export function RangeSelect({ terms, choose }: Choice): JSX.Element {
  const own = useSignal(false);
  const times = terms.filter(isTime);
  const [first] = times;
  const known =
    times.length === 1 && first?.field === 'from' && !first.not && RANGES.some(([value]) => value === first.value);
  const value = known ? first.value : times.length > 0 || own.value ? 'custom' : '';
  return (
    <>
      <label class="field">
        <span class="sr-only">Time</span>
        <select
          data-testid="filter-range"
          value={value}
          data-set={value !== ''}
          onChange={({ currentTarget: { value: range } }) => {
            own.value = range === 'custom';
            choose(isTime, range === '' || range === 'custom' ? [] : [time('from', range)]);
          }}
        >
          <option value="">Any time</option>
          {RANGES.map(([range, words]) => (
            <option key={range} value={range}>
              {words}
            </option>
          ))}
          <option value="custom">From … to …</option>
        </select>
      </label>
      {value === 'custom' && (
        <span class="custom-range">
          <Moment field="from" label="From" terms={terms} choose={choose} />
          <Moment field="to" label="To" terms={terms} choose={choose} />
        </span>
      )}
    </>
  );
}

function Moment({ field, label, terms, choose }: Choice & { field: 'from' | 'to'; label: string }): JSX.Element {
  const isIt = (one: SearchTerm): boolean => one.field === field && !one.not;
  const at = readSearchTime(terms.find(isIt)?.value ?? '', { now: Date.now(), zone: 'local' });
  return (
    <input
      type="datetime-local"
      aria-label={label}
      data-testid={`filter-${field}`}
      value={at === undefined ? '' : toLocalInput(new Date(at).toISOString())}
      onChange={(event) => {
        const iso = fromLocalInput(event.currentTarget.value);
        choose(isIt, iso === '' ? [] : [time(field, iso)]);
      }}
    />
  );
}

import type { JSX } from 'preact';
import { Chip } from '../sessions/filter-chips.tsx';
import { signalCatalog, signalTitle } from '../shell/signal-catalog.ts';
import { CompareSelect } from './compare-select.tsx';
import { CustomRange } from './custom-range.tsx';
import { ALL, type DashboardFilters, dashboardQuery, isNarrowed, NARROWINGS } from './dashboard-filters.ts';

interface Props {
  filters: DashboardFilters;
  /** Whether bots are in the numbers now. */
  botsCount: boolean;
  onChange: (filters: DashboardFilters) => void;
}

const RANGES = [
  ['today', 'Today'],
  ['week', '7 days'],
  ['month', '30 days'],
  ['custom', 'From … to …'],
] as const;

/** What the numbers are about. Rows of the tables narrow further; what they set can be taken back here. */
export function DashboardFilterBar({ filters, botsCount, onChange }: Props): JSX.Element {
  const change = (part: Partial<DashboardFilters>): void => onChange({ ...filters, ...part });
  return (
    <search class="filters" aria-label="Dashboard">
      <RangeSwitch filters={filters} onChange={change} />
      <CompareSelect filters={filters} onSelect={(compare) => change({ compare })} />
      <SignalSelect signal={filters.signal} onSelect={(signal) => change({ signal })} />
      <label class="field">
        <span class="sr-only">Device</span>
        <select
          data-testid="filter-device"
          value={filters.device}
          data-set={filters.device !== ''}
          onChange={(event) => change({ device: event.currentTarget.value })}
        >
          <option value="">Any device</option>
          <option value="desktop">Desktop</option>
          <option value="mobile">Mobile</option>
          <option value="tablet">Tablet</option>
          <option value="unknown">Unknown</option>
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          data-testid="filter-bots"
          checked={botsCount}
          onChange={(event) => change({ bots: event.currentTarget.checked ? 'include' : 'exclude' })}
        />
        Count bots and imports
      </label>
      {isNarrowed(filters) && <Narrowed filters={filters} onChange={onChange} />}
    </search>
  );
}

interface PartProps {
  filters: DashboardFilters;
  onChange: (part: Partial<DashboardFilters>) => void;
}

function RangeSwitch({ filters, onChange }: PartProps): JSX.Element {
  const { range, from, to } = filters;
  return (
    <>
      <fieldset class="switch range-switch">
        <legend class="sr-only">Time</legend>
        {RANGES.map(([value, label]) => (
          <button
            key={value}
            type="button"
            aria-pressed={range === value}
            data-testid={`range-${value}`}
            onClick={() => onChange({ range: value, ...endsOf(value, filters) })}
          >
            {label}
          </button>
        ))}
      </fieldset>
      {range === 'custom' && <CustomRange from={from} to={to} onChange={onChange} />}
    </>
  );
}

/** One's own range begins as the present one: choosing it changes no number. */
function endsOf(range: DashboardFilters['range'], filters: DashboardFilters): Pick<DashboardFilters, 'from' | 'to'> {
  if (range !== 'custom') return { from: '', to: '' };
  const query = dashboardQuery(filters, Date.now());
  return { from: query.get('from') ?? '', to: query.get('to') ?? '' };
}

function SignalSelect({ signal, onSelect }: { signal: string; onSelect: (signal: string) => void }): JSX.Element {
  const ids = new Set(signalCatalog.value.keys());
  if (signal !== '') ids.add(signal);
  return (
    <label class="field">
      <span class="sr-only">Signal</span>
      <select
        data-testid="filter-signal"
        value={signal}
        data-set={signal !== ''}
        onChange={(event) => onSelect(event.currentTarget.value)}
      >
        <option value="">Any struggle</option>
        {[...ids].map((id) => (
          <option key={id} value={id}>
            {signalTitle(id)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Narrowed({ filters, onChange }: Omit<Props, 'botsCount'>): JSX.Element {
  const { range, from, to, bots, compare } = filters;
  return (
    <div class="filter-chips">
      {NARROWINGS.filter(([name]) => filters[name] !== '').map(([name, label]) => (
        <Chip
          key={name}
          name={name}
          label={label}
          value={name === 'signal' ? signalTitle(filters.signal) : filters[name]}
          onRemove={() => onChange({ ...filters, [name]: '' })}
        />
      ))}
      <button
        type="button"
        class="button quiet-button clear-chips"
        data-testid="clear-filters"
        onClick={() => onChange({ ...ALL, range, from, to, bots, compare })}
      >
        Clear
      </button>
    </div>
  );
}

import type { JSX } from 'preact';
import { Icon } from '../design/icons.tsx';
import { type Filters, NARROWINGS } from './filters.ts';

interface Props {
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
}

/** What a link narrowed the list to, each with the way to take it back. */
export function FilterChips({ filters, onChange }: Props): JSX.Element | null {
  const chips = NARROWINGS.filter(([name]) => filters[name] !== '').map(([name, label]) => (
    <Chip key={name} name={name} label={label} value={filters[name]} onRemove={() => onChange({ [name]: '' })} />
  ));
  if (filters.flagged) {
    const label = 'Some struggle found';
    chips.push(
      <Chip key="flagged" name="flagged" label={label} value="" onRemove={() => onChange({ flagged: false })} />,
    );
  }
  if (filters.bots === 'only') {
    chips.push(
      <Chip key="bots" name="bots" label="Bots and imports only" value="" onRemove={() => onChange({ bots: '' })} />,
    );
  }
  return chips.length === 0 ? null : <div class="filter-chips">{chips}</div>;
}

interface ChipProps {
  name: string;
  label: string;
  value: string;
  onRemove: () => void;
}

/** One filter as a button that removes it. */
export function Chip({ name, label, value, onRemove }: ChipProps): JSX.Element {
  const text = value === '' ? label : `${label} ${value}`;
  return (
    <button
      type="button"
      class="filter-chip"
      data-testid="filter-chip"
      data-filter={name}
      title={text}
      aria-label={`Remove filter: ${text}`}
      onClick={onRemove}
    >
      <span class="filter-chip-label">{label}</span> {value !== '' && <bdi>{value}</bdi>}
      <Icon name="close" size={12} />
    </button>
  );
}

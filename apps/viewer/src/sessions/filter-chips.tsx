import { fieldInfo, parseTerms, type SearchTerm } from '@falter/wire';
import type { JSX } from 'preact';
import { Icon } from '../design/icons.tsx';
import { signalTitle } from '../shell/signal-catalog.ts';
import { absolute } from '../words/time.ts';
import { understand } from './search.ts';

interface Props {
  text: string;
  onChange: (text: string) => void;
}

/** What a search was understood as, term by term, each with the way to take it back. Words alone stand in the box and need no chip. */
export function FilterChips({ text, onChange }: Props): JSX.Element | null {
  const chips = parseTerms(text).flatMap(({ start, end }) => {
    const [term] = understand(text.slice(start, end)).terms;
    if (term === undefined || term.field === '') return [];
    const remove = (): void => onChange(`${text.slice(0, start)}${text.slice(end)}`.replace(/\s+/g, ' ').trim());
    return [<Chip key={`${start}`} name={term.field} {...chipWords(term)} onRemove={remove} />];
  });
  return chips.length === 0 ? null : <div class="filter-chips">{chips}</div>;
}

const STATES: Readonly<Record<string, string>> = {
  live: 'Running now',
  closed: 'Ended',
  flagged: 'Some struggle found',
  bot: 'Bots and imports',
  imported: 'Imported',
};

const COMPARED: Readonly<Record<SearchTerm['compare'], string>> = {
  '': '',
  '>': 'over ',
  '>=': 'at least ',
  '<': 'under ',
  '<=': 'at most ',
};

/** `Saw /checkout`, `Not: Device mobile`. */
export function chipWords(term: SearchTerm): { label: string; value: string } {
  const { field, not, compare, value } = term;
  const sign = not ? 'Not: ' : '';
  if (field === 'is') return { label: `${sign}${STATES[value] ?? value}`, value: '' };
  const label = `${sign}${fieldInfo(field)?.label ?? field}`;
  if (field === 'signal') return { label, value: signalTitle(value) };
  if (fieldInfo(field)?.kind === 'time') return { label, value: timeWords(value) };
  return { label, value: `${COMPARED[compare]}${value}` };
}

/** A day or a time as it is; how long ago as that. */
function timeWords(value: string): string {
  if (!value.includes('-')) return `${value} ago`;
  return value.includes('T') ? absolute(Date.parse(value)) : value;
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

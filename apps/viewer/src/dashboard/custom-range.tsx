import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { fromLocalInput, toLocalInput } from '../sessions/local-time.ts';
import { isRange, RANGE_MAX_DAYS } from './dashboard-filters.ts';

interface Props {
  /** ISO 8601 in UTC. */
  from: string;
  to: string;
  onChange: (range: { from: string; to: string }) => void;
}

/** A range of one's own. What is half typed stays here: the numbers change when both ends make sense. */
export function CustomRange({ from, to, onChange }: Props): JSX.Element {
  const known = { from: toLocalInput(from), to: toLocalInput(to) };
  const [typed, setTyped] = useState(known);
  const read = (texts: typeof typed): { from: string; to: string } => ({
    // Inputs know minutes only: an end that nobody touched stays as exact as it was.
    from: texts.from === known.from ? from : fromLocalInput(texts.from),
    to: texts.to === known.to ? to : fromLocalInput(texts.to),
  });
  const type = (part: Partial<typeof typed>): void => {
    const texts = { ...typed, ...part };
    setTyped(texts);
    if (isRange(read(texts))) onChange(read(texts));
  };
  return (
    <span class="custom-range">
      <input
        type="datetime-local"
        aria-label="From"
        data-testid="filter-from"
        value={typed.from}
        onChange={(event) => type({ from: event.currentTarget.value })}
      />
      <input
        type="datetime-local"
        aria-label="To"
        data-testid="filter-to"
        value={typed.to}
        onChange={(event) => type({ to: event.currentTarget.value })}
      />
      <span class="quiet" role="status" data-testid="range-note">
        {!isRange(read(typed)) && `Not a range yet: a beginning, and an end at most ${RANGE_MAX_DAYS} days later.`}
      </span>
    </span>
  );
}

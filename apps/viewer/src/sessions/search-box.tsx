import type { JSX } from 'preact';
import { Icon } from '../design/icons.tsx';
import { useTyping } from './use-typing.ts';

interface Props {
  value: string;
  label: string;
  placeholder: string;
  onSearch: (q: string) => void;
}

/** A search for a text that waits until typing settles; `/` leads to it. */
export function SearchBox({ value, label, placeholder, onSearch }: Props): JSX.Element {
  const { typed, type } = useTyping(value, onSearch);
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

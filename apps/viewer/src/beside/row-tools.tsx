import type { JSX } from 'preact';
import { Icon } from '../design/icons.tsx';
import { momentPath } from '../session/address.ts';
import { copy } from '../shell/clipboard.ts';
import { seesNumbersOnly } from '../shell/sign-in-state.ts';
import { counted } from '../words/text.ts';
import type { Beside } from './beside.ts';
import { PANELS, ROW_PANELS, type RowPanelId } from './panels.ts';
import { rowsText } from './row-text.ts';

const SEARCH_ID = 'row-search';

/** Puts the cursor into the search of the panel; the key `/` does. */
export function focusRowSearch(): void {
  document.getElementById(SEARCH_ID)?.focus();
}

/** Search, filters with how many they would show, and all as text. */
export function RowTools({ beside, panel }: { beside: Beside; panel: RowPanelId }): JSX.Element {
  const name = PANELS.find(({ id }) => id === panel)?.name.toLowerCase() ?? '';
  const { all, shown, words, steps } = beside;
  const filters = ROW_PANELS[panel].filters.filter(({ has }) => all.value.some(has));
  const isNarrowed = words.value !== '' || beside.chosen.value.size > 0;
  return (
    <div class="row-tools">
      <div class="row-search">
        <Icon name="search" size={14} />
        <input
          id={SEARCH_ID}
          type="search"
          data-testid="row-search"
          placeholder={`Search ${name}`}
          aria-label={`Search ${name}`}
          title="Search (/)"
          value={words.value}
          onInput={(event) => {
            words.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            if (words.value === '') event.currentTarget.blur();
            words.value = '';
          }}
        />
        <button
          type="button"
          class="icon-button"
          data-testid="copy-rows"
          aria-label="Copy the rows as text"
          title="Copy the rows as text, for a ticket"
          disabled={shown.value.length === 0}
          onClick={() => copyAll(beside)}
        >
          <Icon name="copy" />
        </button>
      </div>
      {filters.length > 1 && (
        <div class="row-filters">
          {filters.map((filter) => (
            <button
              type="button"
              key={filter.id}
              class="row-filter"
              data-testid={`filter-${filter.id}`}
              aria-pressed={beside.chosen.value.has(filter.id)}
              onClick={() => beside.toggle(filter.id)}
            >
              {filter.name} <span class="count">{all.value.filter(filter.has).length.toLocaleString('en')}</span>
            </button>
          ))}
        </div>
      )}
      <p class="sr-only" role="status">
        {isNarrowed ? `${counted(shown.value.length, 'row')} of ${all.value.length.toLocaleString('en')}` : ''}
      </p>
      {steps.leftOut.value.map((text) => (
        <p key={text} class="row-note" data-testid="left-out">
          {text}
        </p>
      ))}
      {steps.problem.value !== '' && all.value.length > 0 && (
        <p class="row-note" data-testid="rows-problem">
          {beside.model.detail.value?.recording === false
            ? 'The recording was deleted when its time was over. This is what is kept.'
            : seesNumbersOnly()
              ? steps.problem.value
              : `Not up to date: ${steps.problem.value}`}
        </p>
      )}
    </div>
  );
}

function copyAll(beside: Beside): void {
  const detail = beside.model.detail.value;
  if (detail === null) return;
  const link = location.origin + momentPath(beside);
  void copy(rowsText(beside.shown.value, { detail, link, momentOf: (row) => beside.momentOf(row) }), 'Rows');
}

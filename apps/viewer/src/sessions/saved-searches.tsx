import { type SavedSearchList, type SavedSearchRow, SEARCH_NAME_MAX_CHARS } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { getJson, sendJson } from '../api-client.ts';
import { Icon } from '../design/icons.tsx';
import { copy } from '../shell/clipboard.ts';
import { query } from '../shell/router.ts';
import { useAction } from '../shell/use-action.ts';
import './saved-searches.css';
import { isNarrowed, readAddress, sessionsPath } from './search.ts';

const PATH = '/api/v1/searches';

/** Searches that were kept by a name, and the way to keep or hand on this one. */
export function SavedSearches(): JSX.Element {
  const menu = useRef<HTMLDetailsElement>(null);
  const saved: Signal<SavedSearchRow[] | null> = useSignal(null);
  const { busy, problem, run } = useAction();
  const take = ({ searches }: SavedSearchList): void => {
    saved.value = searches;
  };
  const close = (): void => {
    if (menu.current !== null) menu.current.open = false;
  };
  const remove = (id: string): void =>
    void run(async () => take(await sendJson<SavedSearchList>('DELETE', `${PATH}/${id}`)), 'Removed');
  return (
    <details
      class="saved-searches"
      ref={menu}
      onToggle={(event) => {
        if (event.currentTarget.open && saved.value === null) getJson<SavedSearchList>(PATH).then(take, () => {});
      }}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) close();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        close();
        menu.current?.querySelector('summary')?.focus();
      }}
    >
      <summary class="button" data-testid="saved-searches">
        Saved
        <Icon name="down" />
      </summary>
      <div class="saved-menu">
        {saved.value?.length === 0 && <p class="quiet">No search is saved yet.</p>}
        <ul>
          {saved.value?.map((one) => (
            <li key={one.id}>
              <a href={sessionsPath({ text: one.search, sort: one.sort })} data-testid="saved-search" onClick={close}>
                <bdi>{one.name}</bdi>
                <bdi class="saved-text">{one.search}</bdi>
                <span class="quiet">{one.shared ? `Shared by ${one.by}` : 'Only you'}</span>
              </a>
              {one.mine && (
                <button
                  type="button"
                  class="icon-button"
                  aria-label={`Remove ${one.name}`}
                  disabled={busy.value}
                  onClick={() => remove(one.id)}
                >
                  <Icon name="close" size={12} />
                </button>
              )}
            </li>
          ))}
        </ul>
        <Keep busy={busy.value} onSave={(wish) => run(async () => take(await sendJson('POST', PATH, wish)), 'Saved')} />
        {problem.value !== '' && (
          <p class="problem" role="alert">
            {problem.value}
          </p>
        )}
      </div>
    </details>
  );
}

interface KeepProps {
  busy: boolean;
  onSave: (wish: object) => Promise<unknown>;
}

/** Gives this search a name, or copies its link. */
function Keep({ busy, onSave }: KeepProps): JSX.Element {
  const search = readAddress(query());
  if (!isNarrowed(search)) return <p class="quiet">Search for something to save it.</p>;
  const send = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const wish = { name: String(data.get('name') ?? ''), search: search.text, sort: search.sort };
    await onSave({ ...wish, shared: data.get('shared') === 'on' });
    form.reset();
  };
  return (
    <form
      class="keep-search"
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      <input
        name="name"
        required
        maxLength={SEARCH_NAME_MAX_CHARS}
        aria-label="Name of this search"
        placeholder="Name of this search"
        data-testid="search-name"
        autocomplete="off"
      />
      <label class="check">
        <input type="checkbox" name="shared" data-testid="search-shared" />
        For everybody in this project
      </label>
      <span class="keep-buttons">
        <button type="submit" class="button primary" disabled={busy} data-testid="save-search">
          Save
        </button>
        <button type="button" class="button" onClick={() => copy(location.href, 'Link')} data-testid="copy-search">
          <Icon name="link" />
          Copy link
        </button>
      </span>
    </form>
  );
}

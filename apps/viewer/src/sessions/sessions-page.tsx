import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { ErasedNote } from '../erasure/erased-note.tsx';
import { PersonData } from '../erasure/person-data.tsx';
import { openHelp } from '../shell/help-sheet.tsx';
import { useKeys } from '../shell/keyboard.ts';
import { warm } from '../shell/lazy-pages.tsx';
import { ReadFailed } from '../shell/read-failed.tsx';
import { query, replace } from '../shell/router.ts';
import { counted } from '../words/text.ts';
import { FilterBar } from './filter-bar.tsx';
import { SESSIONS_HELP } from './help.ts';
import { InstallTag, NothingMatches, RowSkeletons } from './no-sessions.tsx';
import { personName } from './person-name.ts';
import { chosenValue, isNarrowed, readAddress, type Search, sessionsPath, understand } from './search.ts';
import { SessionRow } from './session-row.tsx';
import { REFRESH_EVERY_MS, SessionsModel } from './sessions-model.ts';

/** Milliseconds after which the page that nearly everybody goes on to is loaded. */
const WARM_MS = 1_000;

/** The list of sessions. Its state is the address: filters and order. */
export function SessionsPage(): JSX.Element {
  const model = useMemo(() => new SessionsModel(), []);
  const list = useRef<HTMLOListElement>(null);
  const search = readAddress(query());
  const address = sessionsPath(search);
  useEffect(() => {
    document.title = 'Sessions · Falter';
    void model.load(readAddress(query()));
  }, [model, address]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) void model.refresh(isUndisturbed(list.current));
    }, REFRESH_EVERY_MS);
    return () => {
      clearInterval(timer);
      model.stop();
    };
  }, [model]);
  useEffect(() => {
    const timer = setTimeout(() => warm('session'), WARM_MS);
    return () => clearTimeout(timer);
  }, []);
  useListKeys(list);
  const change = (next: Search): void => replace(sessionsPath(next));
  return (
    <main class="sessions" data-testid="sessions-page">
      <h1 class="sr-only">Sessions</h1>
      <FilterBar search={search} onChange={change} />
      <ErasedNote />
      <OnePerson model={model} search={search} />
      <Newcomers model={model} />
      <Rows model={model} search={search} list={list} onChange={change} />
    </main>
  );
}

/** When the list is of one person: what can be done for them. */
function OnePerson({ model, search }: { model: SessionsModel; search: Search }): JSX.Element | null {
  const person = chosenValue(understand(search.text).terms, 'person');
  const row = model.rows.value?.find((one) => one.person === person);
  if (person === '' || row === undefined) return null;
  return <PersonData person={person} name={personName(row)} onErased={() => void model.load(search)} />;
}

interface RowsProps {
  model: SessionsModel;
  search: Search;
  list: { current: HTMLOListElement | null };
  onChange: (search: Search) => void;
}

function Rows({ model, search, list, onChange }: RowsProps): JSX.Element {
  const rows = model.rows.value;
  const error = model.error.value;
  if (rows === null) {
    return error === null ? (
      <RowSkeletons />
    ) : (
      <ReadFailed
        title="The sessions cannot be shown"
        testId="list-error"
        error={error}
        onRetry={() => model.load(search)}
      />
    );
  }
  if (rows.length === 0) {
    if (!isNarrowed(search)) return <InstallTag />;
    return <NothingMatches search={search} excludedBy={model.excludedBy.value} onChange={onChange} />;
  }
  return (
    <>
      {error !== null && (
        <p class="notice" data-kind="warning" role="status" data-testid="stale-notice">
          Not up to date: {error.message}
        </p>
      )}
      <div class="list-head" aria-hidden="true">
        <span>Entry page</span>
        <span>Why look at it</span>
        <span>Struggle</span>
        <span>Visitor</span>
        <span>Length</span>
        <span>Started</span>
      </div>
      <ol class="session-list" ref={list} data-testid="session-list">
        {rows.map((row) => (
          <SessionRow key={row.id} row={row} now={model.now.value} />
        ))}
      </ol>
      <More model={model} count={rows.length} />
    </>
  );
}

function Newcomers({ model }: { model: SessionsModel }): JSX.Element | null {
  const count = model.newcomers.value.length;
  if (count === 0) return null;
  return (
    <button type="button" class="newcomers" data-testid="newcomers" onClick={() => model.showNewcomers()}>
      {counted(count, 'new session')}
    </button>
  );
}

/** Loads on when the end of the list comes near; the button is for those who come with the keyboard. */
function More({ model, count }: { model: SessionsModel; count: number }): JSX.Element {
  const end = useRef<HTMLDivElement>(null);
  const more = model.next.value !== null;
  useEffect(() => {
    if (!more || end.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void model.more();
      },
      { rootMargin: '600px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [model, more, count]);
  return (
    <div class="more" ref={end}>
      {more ? (
        <button type="button" class="button" data-testid="load-more" onClick={() => model.more()}>
          {model.loadingMore.value ? 'Loading …' : 'Load more'}
        </button>
      ) : (
        <span class="quiet">{counted(count, 'session')}, that is all</span>
      )}
    </div>
  );
}

/** Nobody reads, points at or walks through the list. */
function isUndisturbed(list: HTMLElement | null): boolean {
  if (list === null) return true;
  return scrollY < 40 && !list.matches(':hover') && !list.contains(document.activeElement);
}

function useListKeys(list: { current: HTMLOListElement | null }): void {
  const walk = (direction: 1 | -1): void => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('li > a') ?? [])];
    const index = links.indexOf(document.activeElement as HTMLAnchorElement);
    const next = index < 0 ? links[0] : links[index + direction];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  useKeys({
    j: () => walk(1),
    k: () => walk(-1),
    ArrowDown: () => walk(1),
    ArrowUp: () => walk(-1),
    '/': () => document.getElementById('session-search')?.focus(),
    '?': () => openHelp(SESSIONS_HELP),
  });
}

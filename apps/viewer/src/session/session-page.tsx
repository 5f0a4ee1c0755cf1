import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import '../player/player.css';
import './session.css';
import './person.css';
import { EmptyState } from '../design/empty-state.tsx';
import { EraseSession } from '../erasure/erase-session.tsx';
import { PlayerView } from '../player/player-view.tsx';
import { copy } from '../shell/clipboard.ts';
import { openHelp } from '../shell/help-sheet.tsx';
import { useKeys } from '../shell/keyboard.ts';
import { query } from '../shell/router.ts';
import { shortUrl } from '../words/text.ts';
import { WorkPanel } from '../work/work-panel.tsx';
import { isShown, keepAddress, momentPath } from './address.ts';
import { SessionFacts } from './facts.tsx';
import { SESSION_HELP } from './help.ts';
import { Happened } from './notes-view.tsx';
import { SessionNotices } from './notices-view.tsx';
import { PageViews } from './page-views.tsx';
import { PersonPanel } from './person-panel.tsx';
import { replayKeys } from './replay-keys.ts';
import { SessionHead } from './session-head.tsx';
import { FOLLOW_EVERY_MS, SessionModel } from './session-model.ts';
import { readMoment } from './session-url.ts';
import { TabChoice } from './tab-choice.tsx';
import { WhyFlagged } from './why-flagged.tsx';

/** Status of what was erased. */
const ERASED = 410;

/** One session: its replay, why it was flagged, its pages and its facts. */
export function SessionPage({ id }: { id: string }): JSX.Element {
  const model = useMemo(() => new SessionModel(id), [id]);
  useSession(model);
  useSessionKeys(model);
  const detail = model.detail.value;
  const error = model.error.value;
  // Erased while somebody watches: what is on the screen goes as well.
  const gone = error?.status === ERASED;
  if (error !== null && (detail === null || gone)) return <SessionMissing status={error.status} why={error.message} />;
  return (
    <main class="session" data-testid="session-page" aria-busy={detail === null}>
      <SessionHead model={model} />
      <div class="session-body">
        <PlayerView model={model}>
          <SessionNotices model={model} />
          <TabChoice model={model} />
        </PlayerView>
        <aside class="session-side" aria-label="About this session">
          {detail !== null && (
            <>
              <WhyFlagged model={model} />
              <WorkPanel model={model} />
              <PersonPanel model={model} />
              <PageViews model={model} />
              <Happened model={model} />
              <SessionFacts model={model} />
              <EraseSession model={model} />
            </>
          )}
        </aside>
      </div>
    </main>
  );
}

function useSession(model: SessionModel): void {
  useEffect(() => {
    void model.open(readMoment(query()));
    const stopAddress = keepAddress(model);
    const timer = setInterval(() => {
      if (document.hidden || model.detail.value?.closed === true) return;
      const waiting = model.detail.value === null || model.detail.value.tabs.length === 0;
      void (waiting ? model.open(readMoment(query())) : model.refresh());
    }, FOLLOW_EVERY_MS);
    const onBack = (): void => {
      const { at, tab } = readMoment(query());
      if (at !== undefined && isShown(model)) void model.jump(at, tab);
    };
    addEventListener('popstate', onBack);
    return () => {
      removeEventListener('popstate', onBack);
      clearInterval(timer);
      stopAddress();
      model.close();
    };
  }, [model]);
  const url = model.detail.value?.entryUrl;
  useEffect(() => {
    document.title = url === undefined ? 'Session · Falter' : `${shortUrl(url)} · Falter`;
  }, [url]);
}

function useSessionKeys(model: SessionModel): void {
  useKeys({
    ...replayKeys(model),
    c: () => void copy(location.origin + momentPath(model), 'Link'),
    '?': () => openHelp(SESSION_HELP),
  });
}

const TITLES: Readonly<Record<number, string>> = {
  404: 'There is no such session',
  [ERASED]: 'This session was erased',
};

function SessionMissing({ status, why }: { status: number; why: string }): JSX.Element {
  return (
    <main data-testid="session-page">
      <EmptyState icon="search" title={TITLES[status] ?? 'This session cannot be shown'} testId="session-error" alone>
        <p>{why}</p>
        <a class="button primary" href="/sessions">
          All sessions
        </a>
      </EmptyState>
    </main>
  );
}

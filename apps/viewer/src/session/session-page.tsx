import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import '../player/player.css';
import './session.css';
import './person.css';
import '../beside/beside.css';
import { Beside, readBeside } from '../beside/beside.ts';
import { BesideView } from '../beside/beside-view.tsx';
import { NowLine } from '../beside/now-line.tsx';
import { visitorTab } from '../beside/now-words.ts';
import { PANELS } from '../beside/panels.ts';
import { rowText } from '../beside/row-text.ts';
import { focusRowSearch } from '../beside/row-tools.tsx';
import { TabTracks } from '../beside/tab-tracks.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { EraseSession } from '../erasure/erase-session.tsx';
import { PlayerView } from '../player/player-view.tsx';
import { announce } from '../shell/announce.tsx';
import { copy } from '../shell/clipboard.ts';
import { openHelp } from '../shell/help-sheet.tsx';
import { useKeys } from '../shell/keyboard.ts';
import { query } from '../shell/router.ts';
import { mayWatch } from '../shell/sign-in-state.ts';
import { shortUrl } from '../words/text.ts';
import { CommentMarks } from '../work/comment-marks.tsx';
import { saveFrame } from '../work/picture/save-frame.ts';
import { useWork } from '../work/use-work.ts';
import { WorkPanel } from '../work/work-panel.tsx';
import { isShown, keepAddress, momentPath } from './address.ts';
import { SessionFacts } from './facts.tsx';
import { SESSION_HELP } from './help.ts';
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
  const beside = useMemo(() => new Beside(new SessionModel(id), readBeside(query())), [id]);
  const { model } = beside;
  const work = useWork(id);
  useSession(beside);
  useSessionKeys(beside);
  const detail = model.detail.value;
  const error = model.error.value;
  // Erased while somebody watches: what is on the screen goes as well.
  const gone = error?.status === ERASED;
  if (error !== null && (detail === null || gone)) return <SessionMissing status={error.status} why={error.message} />;
  return (
    <main class="session" data-testid="session-page" aria-busy={detail === null}>
      <SessionHead beside={beside} work={work} />
      <div class="session-body">
        <PlayerView
          model={model}
          around={{
            near: (at) => beside.near(at),
            marks: <CommentMarks beside={beside} work={work} />,
            tracks: <TabTracks beside={beside} />,
          }}
        >
          <SessionNotices model={model} visitorTab={() => visitorTab(beside.steps.rows.value)} />
          <TabChoice model={model} />
        </PlayerView>
        <aside class="session-side" aria-label="About this session">
          {detail !== null && (
            <>
              <NowLine beside={beside} />
              <WhyFlagged model={model} />
              <BesideView
                beside={beside}
                comments={work.value?.comments.length ?? 0}
                pages={() => <PageViews model={model} />}
                person={() => <Known model={model} />}
                work={() => <WorkPanel model={model} work={work} />}
              />
            </>
          )}
        </aside>
      </div>
    </main>
  );
}

/** Who it was, on what, and what may be done with the session as a whole. */
function Known({ model }: { model: SessionModel }): JSX.Element {
  return (
    <>
      <PersonPanel model={model} />
      <SessionFacts model={model} />
      <EraseSession model={model} />
    </>
  );
}

function useSession(beside: Beside): void {
  const { model } = beside;
  // Before the page is painted: its requests are what is waited for.
  useLayoutEffect(() => {
    void model.open(readMoment(query()));
    beside.steps.follow();
    const stopAddress = keepAddress(beside);
    const timer = setInterval(() => {
      if (document.hidden || model.detail.value?.closed === true) return;
      void model.keepUp(readMoment(query()));
    }, FOLLOW_EVERY_MS);
    const onBack = (): void => {
      const { at, tab } = readMoment(query());
      if (!isShown(model)) return;
      const place = readBeside(query());
      beside.open(place.panel);
      beside.row.value = place.row;
      if (at !== undefined) void model.jump(at, tab);
    };
    addEventListener('popstate', onBack);
    return () => {
      removeEventListener('popstate', onBack);
      clearInterval(timer);
      stopAddress();
      beside.steps.close();
      model.close();
    };
  }, [beside]);
  const url = model.detail.value?.entryUrl;
  useEffect(() => {
    document.title = url === undefined ? 'Session · Falter' : `${shortUrl(url)} · Falter`;
  }, [url]);
}

function useSessionKeys(beside: Beside): void {
  const { model } = beside;
  const panels = PANELS.map(({ id }, index) => [String(index + 1), () => beside.open(id)] as const);
  useKeys({
    ...replayKeys(model),
    ...Object.fromEntries(panels),
    j: () => beside.jumpToAct(1),
    k: () => beside.jumpToAct(-1),
    t: () => void nextTab(model, 1),
    T: () => void nextTab(model, -1),
    y: () => copyRow(beside),
    i: () => void (mayWatch() && saveFrame(model)),
    '/': () => focusRowSearch(),
    c: () => void copy(location.origin + momentPath(beside), 'Link'),
    '?': () => openHelp(SESSION_HELP),
  });
}

/** The visitor's next tab, round and round. */
function nextTab(model: SessionModel, step: 1 | -1): Promise<void> | undefined {
  const tabs = model.detail.value?.tabs ?? [];
  const index = tabs.findIndex(({ id }) => id === model.tab.value);
  const next = tabs[(index + step + tabs.length) % tabs.length];
  return next === undefined ? undefined : model.selectTab(next.id);
}

function copyRow(beside: Beside): void {
  const { row, steps } = beside;
  const looked = steps.rows.value.find(({ id }) => id === row.value);
  const stack = looked?.stack === undefined ? undefined : steps.stacks.value[looked.stack];
  if (looked === undefined) announce('Choose a row first');
  else void copy(rowText(looked, { stack, moment: beside.momentOf(looked) }), 'Row');
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

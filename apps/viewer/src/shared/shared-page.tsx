import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import '../player/player.css';
import '../session/session.css';
import { openShared } from '../api-client.ts';
import { EmptyState } from '../design/empty-state.tsx';
import { PlayerView } from '../player/player-view.tsx';
import { SessionNotices } from '../session/notices-view.tsx';
import { PageViews } from '../session/page-views.tsx';
import { useReplayKeys } from '../session/replay-keys.ts';
import { SessionModel } from '../session/session-model.ts';
import { readMoment } from '../session/session-url.ts';
import { TabChoice } from '../session/tab-choice.tsx';
import { WhyFlagged } from '../session/why-flagged.tsx';
import { query } from '../shell/router.ts';
import { loadSignalCatalog } from '../shell/signal-catalog.ts';
import { shortUrl } from '../words/text.ts';
import { absolute, duration } from '../words/time.ts';

/** One session, for whoever has a link to it: the replay, why it was flagged and its pages. Nothing of it leads further. */
export function SharedPage({ id }: { id: string }): JSX.Element {
  const model = useMemo(() => new SessionModel(id), [id]);
  const refused = useSignal('');
  useReplayKeys(model);
  useEffect(() => {
    void loadSignalCatalog();
    void open(model).catch((cause: unknown) => {
      refused.value = cause instanceof Error ? cause.message : String(cause);
    });
    return () => model.close();
  }, [model]);
  const why = refused.value || (model.detail.value === null ? (model.error.value?.message ?? '') : '');
  if (why !== '') return <LinkOver why={why} />;
  return (
    <main class="session" data-testid="shared-page" aria-busy={model.detail.value === null}>
      <SharedHead model={model} />
      <div class="session-body">
        <PlayerView model={model}>
          <SessionNotices model={model} />
          <TabChoice model={model} />
        </PlayerView>
        <aside class="session-side" aria-label="About this session">
          {model.detail.value !== null && (
            <>
              <WhyFlagged model={model} />
              <PageViews model={model} />
            </>
          )}
        </aside>
      </div>
    </main>
  );
}

/** The token stands in the fragment; a page that is loaded anew has the cookie that it was changed for. @throws ApiError */
async function open(model: SessionModel): Promise<void> {
  const token = location.hash.slice(1);
  if (token !== '') await openShared(model.id, token);
  await model.open(readMoment(query()));
}

function SharedHead({ model }: { model: SessionModel }): JSX.Element {
  const detail = model.detail.value;
  const url = detail?.entryUrl ?? '';
  useEffect(() => {
    document.title = url === '' ? 'Shared session · Falter' : `${shortUrl(url)} · Falter`;
  }, [url]);
  return (
    <header class="session-head">
      <div class="session-name">
        <h1>
          <bdi>{shortUrl(url) || 'Shared session'}</bdi>
        </h1>
        {detail !== null && (
          <p>
            {detail.title !== '' && <bdi>{detail.title}</bdi>}
            <time dateTime={detail.startedAt}>{absolute(Date.parse(detail.startedAt))}</time>
            <span>{duration(detail.durationMs)}</span>
          </p>
        )}
      </div>
      <span class="badge">Shared with you</span>
    </header>
  );
}

function LinkOver({ why }: { why: string }): JSX.Element {
  return (
    <main data-testid="shared-page">
      <EmptyState icon="link" title="This link shows nothing" testId="share-over" alone>
        <p>{why}</p>
      </EmptyState>
    </main>
  );
}

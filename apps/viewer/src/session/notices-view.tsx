import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Icon } from '../design/icons.tsx';
import { type Notice, noticesOf } from './notices.ts';
import type { SessionModel } from './session-model.ts';

interface Props {
  model: SessionModel;
  /** The tab that the visitor is in, as far as it is known. */
  visitorTab?: () => string | undefined;
}

/** Where nothing is known of what the visitor did: the tab in which a page was opened last. */
function lastOpened(model: SessionModel): string | undefined {
  return model.detail.value?.pageViews.toSorted((a, b) => a.at - b.at).at(-1)?.tab;
}

/**
 * What the reader has to know about the picture, in one line of one height: what is heard of while somebody watches must not move the picture. What
 * does not fit is unfolded over it.
 */
export function SessionNotices({ model, visitorTab = () => lastOpened(model) }: Props): JSX.Element | null {
  const isOpen = useSignal(false);
  const detail = model.detail.value;
  if (detail === null) return null;
  const error = model.error.value;
  const known = noticesOf({
    detail,
    findings: model.findings.value,
    recorded: model.recorded.value,
    drift: model.player.drift.value,
  });
  const stale: Notice[] =
    error === null ? [] : [{ id: 'stale', kind: 'warning', text: `Not up to date: ${error.message}` }];
  const warnings = [...stale, ...known.filter(({ kind }) => kind === 'warning')];
  const notices = [...warnings, ...known.filter(({ kind }) => kind === 'info')];
  return (
    <div class="notices" data-testid="notices">
      <ul class="notices-list" id="all-notices" data-open={isOpen.value}>
        {notices.map((notice) => (
          <li key={notice.id} data-kind={notice.kind} data-testid={`notice-${notice.id}`}>
            {notice.kind === 'warning' && <Icon name="warn" />}
            {notice.text}
          </li>
        ))}
      </ul>
      {notices.length > 1 && <Unfold isOpen={isOpen} count={notices.length} />}
      <div role="status" class="notices-news" data-waiting={!detail.closed}>
        {error !== null && <span class="sr-only">{stale[0]?.text}</span>}
        {model.isBehind && <News onFollow={() => void model.follow(visitorTab())} />}
      </div>
    </div>
  );
}

/** In front of the line while the rest lies over the picture; Escape folds it again. */
function Unfold({ isOpen, count }: { isOpen: Signal<boolean>; count: number }): JSX.Element {
  return (
    <button
      type="button"
      class="button notices-all"
      data-testid="all-notices"
      aria-expanded={isOpen.value}
      aria-controls="all-notices"
      onClick={() => {
        isOpen.value = !isOpen.value;
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') isOpen.value = false;
      }}
    >
      {isOpen.value ? 'Fewer' : `All ${count} notices`}
    </button>
  );
}

/** Has its room in the line while the session runs. */
function News({ onFollow }: { onFollow: () => void }): JSX.Element {
  return (
    <>
      This session is still running.{' '}
      <button type="button" class="button" data-testid="follow-live" onClick={onFollow}>
        Follow it live
      </button>
    </>
  );
}

import type { JSX } from 'preact';
import { Icon } from '../design/icons.tsx';
import { noticesOf } from './notices.ts';
import type { SessionModel } from './session-model.ts';

/** What the reader has to know about the picture: warnings in full, the rest in one line to unfold. */
export function SessionNotices({ model }: { model: SessionModel }): JSX.Element | null {
  const detail = model.detail.value;
  if (detail === null) return null;
  const notices = noticesOf({
    detail,
    findings: model.findings.value,
    recorded: model.recorded.value,
    drift: model.player.drift.value,
  });
  const infos = notices.filter((notice) => notice.kind === 'info');
  return (
    <div class="notices" data-testid="notices">
      {model.error.value !== null && (
        <p class="notice" data-kind="warning" role="status">
          <Icon name="warn" />
          Not up to date: {model.error.value.message}
        </p>
      )}
      {notices
        .filter((notice) => notice.kind === 'warning')
        .map((notice) => (
          <p key={notice.id} class="notice" data-kind="warning" data-testid={`notice-${notice.id}`}>
            <Icon name="warn" />
            {notice.text}
          </p>
        ))}
      <div class="infos-line">
        <ul class="infos">
          {infos.map((notice) => (
            <li key={notice.id} data-testid={`notice-${notice.id}`}>
              {notice.text}
            </li>
          ))}
        </ul>
        <div role="status" data-waiting={!detail.closed}>
          {model.isBehind && <News model={model} />}
        </div>
      </div>
    </div>
  );
}

/** In a line that is there in any case: what arrives while somebody watches must not move the picture. */
function News({ model }: { model: SessionModel }): JSX.Element {
  return (
    <>
      This session is still running.{' '}
      <button type="button" class="button" data-testid="follow-live" onClick={() => model.follow()}>
        Follow it live
      </button>
    </>
  );
}

import type { SessionComment, SessionWork } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { focusPlay } from '../player/play-button.tsx';
import type { SessionModel } from '../session/session-model.ts';
import { mayDo } from '../shell/sign-in-state.ts';
import { useAction } from '../shell/use-action.ts';
import { absolute, clock, relative } from '../words/time.ts';
import { CommentForm } from './comment-form.tsx';
import { removeComment, writeComment } from './work-client.ts';

interface Props {
  model: SessionModel;
  work: Signal<SessionWork | null>;
}

/** What colleagues wrote at moments of the session, and a line to write at the moment on the screen. */
export function Comments({ model, work }: Props): JSX.Element {
  const { busy, problem, run } = useAction();
  const text = useSignal('');
  const at = model.player.at.value;
  const tab = model.tab.value;
  const save = async (): Promise<void> => {
    const wish = { at, text: text.value, ...(tab !== undefined && { tab }) };
    const act = async (): Promise<void> => {
      work.value = await writeComment(model.id, wish);
    };
    if (await run(act, 'Comment saved')) text.value = '';
  };
  return (
    <div class="comments">
      <ol>
        {(work.value?.comments ?? []).map((comment) => (
          <Comment key={comment.id} model={model} work={work} comment={comment} />
        ))}
      </ol>
      <CommentForm at={at} text={text} busy={busy.value} onSave={() => void save()} />
      <p class="problem" role="alert" data-testid="comment-problem">
        {problem.value}
      </p>
    </div>
  );
}

function Comment({ model, work, comment }: Props & { comment: SessionComment }): JSX.Element {
  const changes = useSignal(false);
  const text = useSignal(comment.text);
  const { busy, problem, run } = useAction();
  const { id, at, tab, by, writtenAt, mine } = comment;
  const save = async (): Promise<void> => {
    const act = async (): Promise<void> => {
      work.value = await writeComment(model.id, { at, text: text.value, ...(tab !== '' && { tab }) }, id);
    };
    if (await run(act, 'Comment changed')) changes.value = false;
  };
  const remove = async (): Promise<void> => {
    work.value = await removeComment(model.id, id);
  };
  return (
    <li class="comment" data-testid="comment">
      <p class="comment-head">
        <button
          type="button"
          class="comment-time"
          data-testid="comment-jump"
          onClick={(event) => {
            void model.jump(at, tab === '' ? undefined : tab);
            focusPlay(event);
          }}
        >
          {clock(at)}
        </button>
        <bdi>{mine ? 'You' : by}</bdi>
        <time dateTime={writtenAt} title={absolute(Date.parse(writtenAt))}>
          {relative(Date.parse(writtenAt), Date.now())}
        </time>
        {(mine || mayDo()) && !changes.value && (
          <span class="comment-tools">
            <button
              type="button"
              data-testid="edit-comment"
              aria-label={`Change the comment at ${clock(at)}`}
              onClick={() => {
                text.value = comment.text;
                changes.value = true;
              }}
            >
              Change
            </button>
            <button
              type="button"
              data-testid="remove-comment"
              aria-label={`Remove the comment at ${clock(at)}`}
              disabled={busy.value}
              onClick={() => void run(remove, 'Comment removed')}
            >
              Remove
            </button>
          </span>
        )}
      </p>
      {changes.value ? (
        <CommentForm
          at={at}
          text={text}
          busy={busy.value}
          onSave={() => void save()}
          onCancel={() => {
            changes.value = false;
          }}
        />
      ) : (
        <p class="comment-text">
          <bdi>{comment.text}</bdi>
        </p>
      )}
      {problem.value !== '' && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
    </li>
  );
}

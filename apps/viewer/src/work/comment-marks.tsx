import type { SessionComment, SessionWork } from '@falter/wire';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Beside } from '../beside/beside.ts';
import { Icon } from '../design/icons.tsx';
import { focusPlay } from '../player/play-button.tsx';
import { together } from '../player/timeline.ts';
import { clock } from '../words/time.ts';

interface Props {
  beside: Beside;
  work: Signal<SessionWork | null>;
}

/** On the timeline: where somebody wrote a comment. The list beside the replay has the same for the keyboard. */
export function CommentMarks({ beside, work }: Props): JSX.Element {
  const { model } = beside;
  const marks = together(work.value?.comments ?? [], model.player.durationMs.value).flatMap(({ position, of }) => {
    const [first] = of;
    return first === undefined ? [] : [{ position, first, count: of.length }];
  });
  const show =
    ({ at, tab }: SessionComment) =>
    (event: MouseEvent): void => {
      beside.open('comments');
      void model.jump(at, tab === '' ? undefined : tab);
      focusPlay(event);
    };
  return (
    <>
      {marks.map(({ first, count, position }) => (
        <button
          key={first.id}
          type="button"
          class="comment-mark"
          tabIndex={-1}
          data-testid="comment-mark"
          aria-label={`${count === 1 ? 'Comment' : `${count} comments`} at ${clock(first.at)}`}
          title={count === 1 ? first.text : `${count} comments`}
          style={{ insetInlineStart: `${position * 100}%` }}
          onClick={show(first)}
        >
          <Icon name="note" size={11} />
        </button>
      ))}
    </>
  );
}

import type { LossRow } from '@falter/wire';
import type { JSX } from 'preact';
import { Icon } from '../design/icons.tsx';
import type { SessionModel } from '../session/session-model.ts';
import { clock } from '../words/time.ts';
import { LOSS_MEANING, lossesAt, lossWords } from './losses.ts';
import { focusPlay } from './play-button.tsx';
import { share } from './timeline.ts';

function lossesHere(model: SessionModel): LossRow[] {
  return (model.detail.value?.losses ?? []).filter(({ tab }) => tab === model.tab.value);
}

/** On the track: for how long the picture is not whole. */
export function LossSpans({ model }: { model: SessionModel }): JSX.Element {
  const duration = model.player.durationMs.value;
  return (
    <>
      {lossesHere(model).map(({ kind, at, until }) => (
        <span
          key={`${kind} ${at} ${until}`}
          class="loss-span"
          data-testid="loss-span"
          data-kind={kind}
          style={{
            insetInlineStart: `${share(at, duration) * 100}%`,
            inlineSize: `${(share(until, duration) - share(at, duration)) * 100}%`,
          }}
        />
      ))}
    </>
  );
}

/** Above the track: where it begins, and in words what it is. The list beside the player has the same for the keyboard. */
export function LossMarks({ model }: { model: SessionModel }): JSX.Element {
  const duration = model.player.durationMs.value;
  return (
    <>
      {lossesHere(model).map((loss) => (
        <button
          key={`${loss.kind} ${loss.at} ${loss.until}`}
          type="button"
          class="loss-mark"
          tabIndex={-1}
          data-testid="loss-mark"
          data-kind={loss.kind}
          aria-label={`${lossWords(loss)} At ${clock(loss.at)}`}
          style={{ insetInlineStart: `${share(loss.at, duration) * 100}%` }}
          onClick={(event) => {
            void model.jump(loss.at, loss.tab);
            focusPlay(event);
          }}
        >
          <Icon name="gap" size={12} />
        </button>
      ))}
    </>
  );
}

/** Over the picture, quietly, as long as it is not whole: what is missing and what that means. */
export function NotWhole({ model }: { model: SessionModel }): JSX.Element {
  const losses = lossesAt(model.detail.value?.losses ?? [], model.tab.value, model.player.at.value);
  const shown = model.player.reel.value === null ? [] : losses.slice(0, 2);
  return (
    <div class="not-whole" role="status">
      {shown.map((loss) => (
        <p key={`${loss.kind} ${loss.at}`} data-testid="not-whole" data-kind={loss.kind}>
          <Icon name="gap" size={14} />
          <span>
            <bdi>{lossWords(loss)}</bdi> {LOSS_MEANING[loss.kind]}
          </span>
        </p>
      ))}
    </div>
  );
}

import type { SessionWork } from '@falter/wire';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { SessionModel } from '../session/session-model.ts';
import { seesNumbersOnly } from '../shell/sign-in-state.ts';
import { Comments } from './comments.tsx';
import { Tags } from './tags.tsx';
import { watchedWords } from './watched-words.ts';
import './work.css';

interface Props {
  model: SessionModel;
  work: Signal<SessionWork | null>;
}

/** What people did with a session: tags, who watched it, and comments at its moments. Who may not watch gets none of it. */
export function WorkPanel({ model, work }: Props): JSX.Element | null {
  if (seesNumbersOnly())
    return (
      <section class="panel">
        <p class="quiet">Comments are for those who may watch the session.</p>
      </section>
    );
  if (work.value === null) return null;
  const watched = watchedWords(work.value.watched, Date.now());
  const { length } = work.value.comments;
  return (
    <section class="panel" data-testid="work-panel" aria-labelledby="work-title">
      <h2 id="work-title">Comments {length > 0 && <span class="count">{length}</span>}</h2>
      <Tags session={model.id} work={work} />
      <Comments model={model} work={work} />
      {watched !== '' && (
        <p class="quiet" data-testid="watched">
          Watched by <bdi>{watched}</bdi>
        </p>
      )}
    </section>
  );
}

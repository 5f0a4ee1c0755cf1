import type { SessionDetail, SessionWork } from '@falter/wire';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Beside } from '../beside/beside.ts';
import { Icon } from '../design/icons.tsx';
import { Score } from '../design/score.tsx';
import { personName } from '../sessions/person-name.ts';
import { isImported, whenWords } from '../sessions/when-words.ts';
import { copy } from '../shell/clipboard.ts';
import { botWords } from '../words/bot-words.ts';
import { shortUrl } from '../words/text.ts';
import { absolute, duration } from '../words/time.ts';
import { SessionActions } from '../work/session-actions.tsx';
import { momentPath } from './address.ts';
import { PersonNeighbours } from './person-neighbours.tsx';

interface Props {
  beside: Beside;
  work: Signal<SessionWork | null>;
}

/** What session this is, and the link to hand on. */
export function SessionHead({ beside, work }: Props): JSX.Element {
  const { model } = beside;
  const detail = model.detail.value;
  const started = Date.parse(detail?.startedAt ?? '');
  return (
    <header class="session-head">
      <a class="icon-button" href="/sessions" aria-label="All sessions" data-testid="back">
        <Icon name="back" />
      </a>
      <div class="session-name">
        <h1>
          <bdi>{detail === null ? 'Session' : shortUrl(detail.entryUrl) || 'Unknown page'}</bdi>
        </h1>
        {detail !== null && (
          <p>
            {detail.person !== '' && (
              <a class="who" href={`/persons/${encodeURIComponent(detail.person)}`} data-testid="head-person">
                <bdi>{personName(detail)}</bdi>
              </a>
            )}
            {detail.title !== '' && <bdi>{detail.title}</bdi>}
            <time dateTime={detail.startedAt} title={absolute(started)}>
              {startedWords(detail)}
            </time>
            <span>{duration(detail.durationMs)}</span>
            {detail.live && (
              <span class="badge" data-kind="live">
                Live
              </span>
            )}
            {isImported(detail) && <span class="badge">Imported</span>}
            {detail.bot && !isImported(detail) && (
              <span class="badge" data-kind="bot">
                <Icon name="bot" size={13} />
                Bot
              </span>
            )}
            {detail.bot && !isImported(detail) && <span data-testid="bot-reasons">{botWords(detail.botReasons)}</span>}
          </p>
        )}
      </div>
      {detail !== null && detail.person !== '' && <PersonNeighbours person={detail.person} id={detail.id} />}
      {detail !== null && <Score score={detail.score} />}
      <button
        type="button"
        class="button"
        data-testid="copy-link"
        aria-label="Copy link at this moment"
        onClick={() => copy(location.origin + momentPath(beside), 'Link')}
      >
        <Icon name="link" />
        <span>Copy link at this moment</span>
      </button>
      {detail !== null && <SessionActions model={model} work={work} />}
    </header>
  );
}

function startedWords(detail: SessionDetail): string {
  const { text, more } = whenWords(detail, Date.now());
  return more === '' ? text : `${text}, ${more}`;
}

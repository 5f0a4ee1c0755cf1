import type { IssueDetail } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { ApiError } from '../api-client.ts';
import { sessionsLink } from '../dashboard/sessions-link.ts';
import { Icon } from '../design/icons.tsx';
import { SignalChipOnly } from '../design/signal-chip.tsx';
import type { PageProps } from '../shell/lazy-pages.tsx';
import { ReadFailed } from '../shell/read-failed.tsx';
import { counted } from '../words/text.ts';
import { absolute, relative } from '../words/time.ts';
import { DecideButtons } from './decide.tsx';
import { Examples } from './examples.tsx';
import { History, Parts } from './issue-parts.tsx';
import { readIssue } from './issues-client.ts';
import { Spark } from './spark.tsx';
import { sparkWords } from './spark-words.ts';
import { STATE_WORDS, StateBadge } from './state-badge.tsx';
import './issues.css';

/** One issue: what it is, for whom, where and since when; examples at the moment of the replay; what was decided. */
export function IssuePage({ id }: PageProps): JSX.Element {
  const shown: Signal<IssueDetail | null> = useSignal(null);
  const error: Signal<ApiError | null> = useSignal(null);
  const load = async (signal?: AbortSignal): Promise<void> => {
    try {
      shown.value = await readIssue(id, signal);
      error.value = null;
    } catch (cause) {
      if (signal?.aborted === true) return;
      if (!(cause instanceof ApiError)) throw cause;
      error.value = cause;
    }
  };
  useEffect(() => {
    const request = new AbortController();
    void load(request.signal);
    return () => request.abort();
  }, [id]);
  const issue = shown.value;
  useEffect(() => {
    document.title = issue === null ? 'Issue · Falter' : `${issue.title} · Falter`;
  }, [issue]);
  return (
    <main class="issue" data-testid="issue-page" aria-busy={issue === null && error.value === null}>
      <a class="issue-back" href="/issues" data-testid="back">
        <Icon name="back" />
        All issues
      </a>
      {issue === null && error.value !== null && (
        <ReadFailed
          title="The issue cannot be shown"
          testId="issue-error"
          error={error.value}
          onRetry={() => void load()}
        />
      )}
      {issue !== null && (
        <Issue
          issue={issue}
          onDecided={(next) => {
            shown.value = next;
          }}
        />
      )}
    </main>
  );
}

interface IssueProps {
  issue: IssueDetail;
  onDecided: (next: IssueDetail) => void;
}

function Issue({ issue, onDecided }: IssueProps): JSX.Element {
  const { title, state, signals, decision } = issue;
  return (
    <>
      <header class="issue-head">
        <div>
          <p class="issue-tags">
            <StateBadge state={state} />
            {signals.map((signal) => (
              <SignalChipOnly key={signal} signal={signal} />
            ))}
          </p>
          <h1>
            <bdi>{title}</bdi>
          </h1>
          <p class="quiet" data-testid="state-about">
            {STATE_WORDS[state].about}
            {decision !== null && decision.state !== 'open' && (
              <>
                : {decision.by}, {relative(Date.parse(decision.at), Date.now())}
                {decision.release !== '' && ` in ${decision.release}`}
                {decision.note !== '' && (
                  <>
                    , “<bdi>{decision.note}</bdi>”
                  </>
                )}
              </>
            )}
            .
          </p>
        </div>
        <DecideButtons issue={issue} onDecided={onDecided} />
      </header>
      <Figures issue={issue} />
      <div class="issue-body">
        <Examples issue={issue} />
        <aside aria-label="Where it is">
          <Parts issue={issue} />
          <History issue={issue} />
        </aside>
      </div>
    </>
  );
}

/** How many it concerns, and since when. */
function Figures({ issue }: { issue: IssueDetail }): JSX.Element {
  const { sessions, persons, trend, meanScore, firstSeenAt, lastSeenAt, firstRelease, lastRelease } = issue;
  return (
    <dl class="issue-figures">
      <div>
        <dt>Sessions in 30 days</dt>
        <dd>
          {sessions === 0 ? (
            0
          ) : (
            <a class="number" href={sessionsLink(issue.query, 'score')} data-testid="all-sessions">
              {sessions.toLocaleString('en')}
            </a>
          )}
          <span class="quiet">
            {persons > 0 && `${counted(persons, 'known person')}, `}mean struggle score {Math.round(meanScore)}
          </span>
        </dd>
      </div>
      <div>
        <dt>Trend</dt>
        <dd>
          <Spark values={trend} about={sparkWords(trend)} />
          <span class="quiet">{sparkWords(trend)}</span>
        </dd>
      </div>
      <Seen title="First seen" at={firstSeenAt} release={firstRelease} />
      <Seen title="Last seen" at={lastSeenAt} release={lastRelease} />
    </dl>
  );
}

function Seen({ title, at, release }: { title: string; at: string; release: string }): JSX.Element {
  const time = Date.parse(at);
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <time dateTime={at}>{relative(time, Date.now())}</time>
        <span class="quiet">
          {release === '' ? (
            absolute(time)
          ) : (
            <>
              in release <bdi>{release}</bdi>
            </>
          )}
        </span>
      </dd>
    </div>
  );
}

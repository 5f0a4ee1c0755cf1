import type { IssueDetail, IssueExample } from '@falter/wire';
import type { JSX } from 'preact';
import { Icon, signalIcon } from '../design/icons.tsx';
import { Score } from '../design/score.tsx';
import { sessionPath } from '../session/session-url.ts';
import { signalTitle } from '../shell/signal-catalog.ts';
import { pathOf } from '../words/text.ts';
import { absolute, clock, relative } from '../words/time.ts';
import { IssueStack } from './issue-stack.tsx';

/** What happened, in the newest sessions: each sentence leads to its moment in the replay. */
export function Examples({ issue }: { issue: IssueDetail }): JSX.Element {
  const { examples } = issue;
  return (
    <div class="issue-main">
      <IssueStack issue={issue} />
      <section class="panel issue-panel" aria-labelledby="examples-title">
        <h2 id="examples-title">
          What happened <span class="count">newest of each session</span>
        </h2>
        {examples.length === 0 && <p class="quiet">No session of it is left.</p>}
        <ol class="examples">
          {examples.map((example) => (
            <Example key={example.session} example={example} />
          ))}
        </ol>
      </section>
    </div>
  );
}

function Example({ example }: { example: IssueExample }): JSX.Element {
  const { session, signal, at, page, why, seenAt, release, browser, os, score, person } = example;
  const time = Date.parse(seenAt);
  return (
    <li class="example" data-testid="example" data-session={session} data-signal={signal}>
      <a href={sessionPath(session, { at })} data-testid="example-jump">
        <span class="example-head">
          <span class="finding-title">
            <Icon name={signalIcon(signal)} />
            {signalTitle(signal)}
          </span>
          <span class="example-play">
            <Icon name="play" size={12} />
            Replay at {clock(at)}
          </span>
        </span>
        <span class="example-why">
          <bdi>{why}</bdi>
        </span>
        <span class="example-who quiet">
          <time dateTime={seenAt} title={absolute(time)}>
            {relative(time, Date.now())}
          </time>
          <bdi>{pathOf(page)}</bdi>
          {person !== '' && <bdi>{person}</bdi>}
          <bdi>{[browser, os].filter(Boolean).join(', ')}</bdi>
          {release !== '' && <bdi>release {release}</bdi>}
          <Score score={score} />
        </span>
      </a>
    </li>
  );
}

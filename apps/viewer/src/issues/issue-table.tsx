import type { IssueRow } from '@falter/wire';
import type { JSX } from 'preact';
import { sessionsLink } from '../dashboard/sessions-link.ts';
import { Icon, signalIcon } from '../design/icons.tsx';
import { scoreLevel } from '../design/score.tsx';
import { signalTitle } from '../shell/signal-catalog.ts';
import { counted } from '../words/text.ts';
import { absolute, relative } from '../words/time.ts';
import { Spark } from './spark.tsx';
import { sparkWords } from './spark-words.ts';
import { StateBadge } from './state-badge.tsx';

interface Props {
  rows: readonly IssueRow[];
  now: number;
}

/** Issues, a row each: the title leads to the issue, the number to its sessions. */
export function IssueTable({ rows, now }: Props): JSX.Element {
  return (
    <table class="issue-table" data-testid="issue-table">
      <caption class="sr-only">Issues</caption>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Issue</th>
          <th scope="col" class="number-cell">
            Sessions
          </th>
          <th scope="col" class="number-cell">
            Persons
          </th>
          <th scope="col">Trend</th>
          <th scope="col">First seen</th>
          <th scope="col">Last seen</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, now }: { row: IssueRow; now: number }): JSX.Element {
  const { id, title, state, signals, pages, sessions, persons, trend, meanScore } = row;
  return (
    <tr data-testid="issue-row" data-issue={id} data-state={state}>
      <td class="issue-state-cell">
        <StateBadge state={state} />
      </td>
      <td class="issue-what">
        <a class="issue-title" href={`/issues/${id}`}>
          <bdi>{title}</bdi>
        </a>
        <span class="issue-where">
          {signals.map((signal) => (
            <span key={signal} class="issue-signal" data-signal={signal}>
              <Icon name={signalIcon(signal)} size={13} />
              {signalTitle(signal)}
            </span>
          ))}
          <bdi class="route">{pages[0] ?? ''}</bdi>
          {pages.length > 1 && <span>and {counted(pages.length - 1, 'more page')}</span>}
        </span>
      </td>
      <td class="number-cell" data-label="Sessions">
        {sessions === 0 ? (
          <span class="quiet">0</span>
        ) : (
          <a
            class="number"
            href={sessionsLink(row.query, 'score')}
            title={`Mean struggle score ${Math.round(meanScore)}`}
            data-level={scoreLevel(meanScore)}
            data-testid="issue-sessions"
          >
            {sessions.toLocaleString('en')}
            <span class="sr-only"> {sessions === 1 ? 'session' : 'sessions'} of this issue</span>
          </a>
        )}
      </td>
      <td class="number-cell" data-label="Persons" title={persons === 0 ? 'The site named none of them' : undefined}>
        {persons === 0 ? <span class="quiet">–</span> : persons.toLocaleString('en')}
      </td>
      <td class="trend-cell">
        <Spark values={trend} about={sparkWords(trend)} />
      </td>
      <Seen at={row.firstSeenAt} release={row.firstRelease} now={now} label="First seen" />
      <Seen at={row.lastSeenAt} release={row.lastRelease} now={now} label="Last seen" />
    </tr>
  );
}

interface SeenProps {
  at: string;
  release: string;
  now: number;
  label: string;
}

function Seen({ at, release, now, label }: SeenProps): JSX.Element {
  const time = Date.parse(at);
  return (
    <td class="seen-cell" data-label={label}>
      <time dateTime={at} title={absolute(time)}>
        {relative(time, now)}
      </time>
      {release !== '' && (
        <span class="quiet">
          in <bdi>{release}</bdi>
        </span>
      )}
    </td>
  );
}

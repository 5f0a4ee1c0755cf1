import type { IssueDecision, IssueDetail, IssuePart } from '@falter/wire';
import type { JSX } from 'preact';
import { sessionsLink } from '../dashboard/sessions-link.ts';
import { absolute, relative } from '../words/time.ts';

/** Releases, pages, browsers and devices that it was seen in, each with its sessions. */
export function Parts({ issue }: { issue: IssueDetail }): JSX.Element {
  return (
    <>
      <Part title="Releases" parts={issue.releases} times />
      <Part title="Pages" parts={issue.where} />
      <Part title="Browsers" parts={issue.browsers} />
      <Part title="Devices" parts={issue.devices} />
    </>
  );
}

interface PartProps {
  title: string;
  parts: readonly IssuePart[];
  /** Tells when each was seen last. */
  times?: boolean;
}

function Part({ title, parts, times = false }: PartProps): JSX.Element | null {
  if (parts.length === 0) return null;
  const most = Math.max(...parts.map(({ sessions }) => sessions), 1);
  return (
    <section class="panel issue-panel" aria-label={title} data-testid={`issue-${title.toLowerCase()}`}>
      <h2>{title}</h2>
      <ul class="issue-parts">
        {parts.map(({ name, sessions, lastSeenAt, query }) => (
          <li key={name}>
            <bdi class="issue-part-name" title={name}>
              {name}
            </bdi>
            {times && <span class="quiet issue-part-when">{relative(Date.parse(lastSeenAt), Date.now())}</span>}
            <a class="number" href={sessionsLink(query, 'score')}>
              {sessions.toLocaleString('en')}
              <span class="sr-only"> {sessions === 1 ? 'session' : 'sessions'} of it</span>
            </a>
            <span class="issue-part-bar" aria-hidden="true" style={{ inlineSize: `${(sessions / most) * 100}%` }} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const DEEDS: Readonly<Record<IssueDecision['state'], string>> = {
  open: 'Opened',
  muted: 'Muted',
  resolved: 'Resolved',
};

/** Who decided what, and why. */
export function History({ issue }: { issue: IssueDetail }): JSX.Element | null {
  if (issue.history.length === 0) return null;
  return (
    <section class="panel issue-panel" aria-label="History" data-testid="issue-history">
      <h2>History</h2>
      <ol class="issue-history">
        {issue.history.map(({ state, release, at, by, note }) => (
          <li key={at}>
            <span>
              <strong>{DEEDS[state]}</strong>
              {release !== '' && (
                <>
                  {' '}
                  in <bdi>{release}</bdi>
                </>
              )}{' '}
              by <bdi>{by}</bdi>, <time title={absolute(Date.parse(at))}>{relative(Date.parse(at), Date.now())}</time>
            </span>
            {note !== '' && <bdi class="quiet">{note}</bdi>}
          </li>
        ))}
      </ol>
    </section>
  );
}

import type { IssueState } from '@falter/wire';
import type { JSX } from 'preact';

/** What people call a state, and what it means. */
export const STATE_WORDS: Readonly<Record<IssueState, { title: string; about: string }>> = {
  new: { title: 'New', about: 'Seen for the first time within the last 7 days' },
  ongoing: { title: 'Ongoing', about: 'Known for more than 7 days' },
  regressed: { title: 'Regressed', about: 'It was resolved, and was seen again since' },
  muted: { title: 'Muted', about: 'Somebody decided not to look at it' },
  resolved: { title: 'Resolved', about: 'Somebody resolved it, and it was not seen again' },
};

export function StateBadge({ state }: { state: IssueState }): JSX.Element {
  const { title, about } = STATE_WORDS[state];
  return (
    <span class="badge issue-state" data-state={state} data-testid="issue-state" title={about}>
      {title}
    </span>
  );
}

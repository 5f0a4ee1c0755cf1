import type { PersonNeighbours as Neighbours } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { getJson } from '../api-client.ts';
import { Icon } from '../design/icons.tsx';
import { useKeys } from '../shell/keyboard.ts';
import { navigate } from '../shell/router.ts';

const pathOf = (id: string): string => `/sessions/${encodeURIComponent(id)}`;

/** The ways to the sessions of the same person just before and after this one; also by `[` and `]`. */
export function PersonNeighbours({ person, id }: { person: string; id: string }): JSX.Element | null {
  const around: Signal<Neighbours | null> = useSignal(null);
  useEffect(() => {
    const asked = new AbortController();
    const query = new URLSearchParams({ person, session: id });
    getJson<Neighbours>(`/api/v1/persons/neighbours?${query}`, asked.signal).then(
      (found) => {
        around.value = found;
      },
      // The page itself says when the API is away.
      () => {},
    );
    return () => asked.abort();
  }, [person, id]);
  const { previous = null, next = null } = around.value ?? {};
  useKeys({
    '[': () => previous !== null && navigate(pathOf(previous)),
    ']': () => next !== null && navigate(pathOf(next)),
  });
  if (previous === null && next === null) return null;
  return (
    <nav class="person-neighbours" aria-label="Sessions of this person" data-testid="person-neighbours">
      <Way session={previous} words="Previous session of this person" icon="previous" />
      <Icon name="user" size={14} />
      <Way session={next} words="Next session of this person" icon="next" />
    </nav>
  );
}

function Way({
  session,
  words,
  icon,
}: {
  session: string | null;
  words: string;
  icon: 'previous' | 'next';
}): JSX.Element {
  const name = icon === 'next' ? 'person-next' : 'person-previous';
  if (session === null) {
    const none =
      icon === 'next' ? 'This is the newest session of this person' : 'This is the first session of this person';
    return (
      <span class="icon-button" title={none} data-none={name}>
        <Icon name={icon} />
        <span class="sr-only">{none}</span>
      </span>
    );
  }
  return (
    <a class="icon-button" href={pathOf(session)} aria-label={words} title={words} data-testid={name}>
      <Icon name={icon} />
    </a>
  );
}

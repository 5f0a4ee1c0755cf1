import type { PersonNeighbours as Neighbours } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { getJson } from '../api-client.ts';
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
      <Way session={previous} words="Previous session" keys="[" />
      <Way session={next} words="Next session" keys="]" />
    </nav>
  );
}

function Way({ session, words, keys }: { session: string | null; words: string; keys: string }): JSX.Element {
  if (session === null) return <span class="quiet">{words === 'Next session' ? 'The newest' : 'The first'}</span>;
  return (
    <a class="button" href={pathOf(session)} data-testid={words === 'Next session' ? 'person-next' : 'person-previous'}>
      {words} <kbd>{keys}</kbd>
    </a>
  );
}

import type { SessionWork } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { readWork } from './work-client.ts';

/** What people did with a session; null until it is there, and for who may not see it. */
export function useWork(session: string): Signal<SessionWork | null> {
  const work: Signal<SessionWork | null> = useSignal(null);
  useEffect(() => {
    const asked = new AbortController();
    readWork(session, asked.signal).then(
      (answer) => {
        work.value = answer;
      },
      // The page itself says when the API is away.
      () => {},
    );
    return () => asked.abort();
  }, [session]);
  return work;
}

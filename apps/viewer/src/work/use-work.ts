import type { SessionWork } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { mayWatch } from '../shell/sign-in-state.ts';
import { readWork } from './work-client.ts';

/** What people did with a session; null until it is there, and for who may not see it. */
export function useWork(session: string): Signal<SessionWork | null> {
  const work: Signal<SessionWork | null> = useSignal(null);
  const may = mayWatch();
  useEffect(() => {
    // The API would refuse, and a refusal stands in the audit log.
    if (!may) return;
    const asked = new AbortController();
    readWork(session, asked.signal).then(
      (answer) => {
        work.value = answer;
      },
      // The page itself says when the API is away.
      () => {},
    );
    return () => asked.abort();
  }, [session, may]);
  return work;
}

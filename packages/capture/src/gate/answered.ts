import type { BatchAnswer } from '@falter/wire';
import type { Tell } from './check.ts';

/** Hears what came back for a batch, undefined when nothing did. Reads the body. */
export type Answered = (response?: Response) => void;

/** Who has to know of it. */
interface Hearing {
  tell: Tell;
  /** Nothing came back. */
  fail(): void;
  /** The project does not record any more. */
  switchOff(): void;
  /** What follows can not be replayed without a full snapshot. */
  snapshot(): void;
  /** The store lacks these assets. */
  lacks(need?: readonly string[]): void;
}

/** The browser tells of a request that a policy forbids, and of its failure, in any order, at once. */
const POLICY_WAIT_MS = 500;

/** Tells how the collector answers, and does what it asks for. */
export function createAnswered({ tell, fail, switchOff, snapshot, lacks }: Hearing): Answered {
  return (response) => {
    if (!response) return void setTimeout(fail, POLICY_WAIT_MS);
    const { ok, status } = response;
    response.json().then(
      ({ directives, need, error, message }: BatchAnswer & Record<'error' | 'message', unknown>) => {
        lacks(need);
        if (directives?.snapshot) snapshot();
        if (directives?.stop) switchOff();
        else if (ok) tell('delivered');
        else tell('refused', `${error}: ${message}`);
      },
      () => (ok ? tell('delivered') : tell('refused', String(status))),
    );
  };
}

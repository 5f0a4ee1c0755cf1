import { type Signal, useSignal } from '@preact/signals';
import { ApiError } from '../api-client.ts';
import { announce } from './announce.tsx';

/** Something that one does with a button, and what has become of it. */
export interface Action {
  busy: Signal<boolean>;
  /** Why it failed, '' when it did not. */
  problem: Signal<string>;
  /** Does it and says `done` aloud. Never rejects; true: it worked. */
  run: (act: () => Promise<unknown>, done: string) => Promise<boolean>;
}

export function useAction(): Action {
  const busy = useSignal(false);
  const problem = useSignal('');
  const run = async (act: () => Promise<unknown>, done: string): Promise<boolean> => {
    busy.value = true;
    problem.value = '';
    try {
      await act();
      announce(done);
      return true;
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      problem.value = cause.message;
      return false;
    } finally {
      busy.value = false;
    }
  };
  return { busy, problem, run };
}

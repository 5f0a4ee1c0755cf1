import { type Signal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { project } from '../shell/router.ts';

/** What was read last, and why it could not be read again; null before the first answer. */
export interface Polled<T> {
  value: Signal<T | null>;
  problem: Signal<string>;
}

/** Reads now and every so often (`pause`, by what was read last) while the page is looked at, and anew for another project. */
export function usePolled<T>(read: () => Promise<T>, pause: (known: T | null) => number): Polled<T> {
  const polled = useMemo(() => ({ value: signal<T | null>(null), problem: signal('') }), []);
  const of = project.value;
  useEffect(() => {
    let turn = 0;
    let timer = 0;
    const ask = async (): Promise<void> => {
      // Whoever comes back while an answer is on its way asks again, and only the last to ask goes on.
      const mine = ++turn;
      const answer = document.hidden ? null : await attempt(read);
      if (mine !== turn) return;
      if (answer?.value !== undefined) polled.value.value = answer.value;
      if (answer !== null) polled.problem.value = answer.problem;
      timer = window.setTimeout(() => void ask(), pause(polled.value.value));
    };
    const comeBack = (): void => {
      if (document.hidden) return;
      clearTimeout(timer);
      void ask();
    };
    polled.value.value = null;
    void ask();
    document.addEventListener('visibilitychange', comeBack);
    return () => {
      turn++;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', comeBack);
    };
  }, [of]);
  return polled;
}

async function attempt<T>(read: () => Promise<T>): Promise<{ value?: T; problem: string }> {
  try {
    return { value: await read(), problem: '' };
  } catch (cause) {
    return { problem: cause instanceof Error ? cause.message : String(cause) };
  }
}

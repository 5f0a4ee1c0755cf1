import { type Signal, useSignal } from '@preact/signals';

export interface Submit {
  busy: Signal<boolean>;
  /** What went wrong, as a sentence; '' while nothing did. */
  problem: Signal<string>;
  submit: (event: Event) => void;
}

/** A form that does one thing at a time and says what went wrong. */
export function useSubmit(act: () => Promise<void>): Submit {
  const busy = useSignal(false);
  const problem = useSignal('');
  const submit = async (): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    problem.value = '';
    try {
      await act();
    } catch (cause) {
      problem.value = sentenceOf(cause);
    }
    busy.value = false;
  };
  return {
    busy,
    problem,
    submit: (event) => {
      event.preventDefault();
      void submit();
    },
  };
}

/** What the API said, without the name of the field that it begins with. */
export function sentenceOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : 'Something unexpected happened. Try again.';
  return text.replace(/^`\w+`: (\w)/, (_, first: string) => first.toUpperCase());
}

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  /** What is asked at first: `Remove`. */
  what: string;
  /** What of: `Remove Ann Reed`, for who hears and does not see the row. */
  label: string;
  testId: string;
  onSure: () => void;
}

/** A button for what cannot be undone: the first click asks, the second does it, anything else takes it back. */
export function SureButton({ what, label, testId, onSure }: Props): JSX.Element {
  const asking = useSignal(false);
  const sure = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking.value) sure.current?.focus();
  }, [asking.value]);
  const takeBack = (): void => {
    asking.value = false;
  };
  if (!asking.value) {
    return (
      <button
        type="button"
        class="button quiet-button"
        aria-label={label}
        data-testid={testId}
        onClick={() => {
          asking.value = true;
        }}
      >
        {what}
      </button>
    );
  }
  return (
    <button
      ref={sure}
      type="button"
      class="button danger"
      aria-label={`${label}: sure?`}
      data-testid={`${testId}-sure`}
      onBlur={takeBack}
      onKeyDown={(event) => {
        if (event.key === 'Escape') takeBack();
      }}
      onClick={() => {
        takeBack();
        onSure();
      }}
    >
      Sure?
    </button>
  );
}

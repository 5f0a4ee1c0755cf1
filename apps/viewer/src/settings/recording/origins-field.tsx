import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { problemOf } from './origin-lines.ts';

interface Props {
  title: string;
  words: string;
  testId: string;
  origins: readonly string[];
  /** A word that may stand among them. */
  also?: string;
  mayEdit: boolean;
  busy: boolean;
  /** True: they were saved. */
  onSave: (origins: string[]) => Promise<boolean>;
}

/** A list of origins, one a line. */
export function OriginsField({ title, words, testId, origins, also, mayEdit, busy, onSave }: Props): JSX.Element {
  /** null: nobody typed, so that news are shown. */
  const typed = useSignal<string | null>(null);
  const id = useId();
  const present = origins.join('\n');
  const text = typed.value ?? present;
  const lines = [...new Set(text.split(/\s+/).filter(Boolean))];
  const problem = problemOf(lines, also);
  const changed = lines.join('\n') !== present;
  const save = async (): Promise<void> => {
    if (problem === '' && changed && (await onSave(lines))) typed.value = null;
  };
  return (
    <form
      class="origins-field"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label class="field grows">
        <span>{title}</span>
        <textarea
          rows={Math.max(2, lines.length + 1)}
          spellcheck={false}
          data-testid={testId}
          placeholder="https://pay.example"
          readOnly={!mayEdit}
          value={text}
          aria-invalid={problem !== ''}
          aria-describedby={`${id}-words ${id}-problem`}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
      </label>
      <p class="problem" role="alert" id={`${id}-problem`}>
        {problem}
      </p>
      <p class="quiet" id={`${id}-words`}>
        {words}
      </p>
      {mayEdit && (
        <button
          type="submit"
          class="button"
          data-testid={`save-${testId}`}
          aria-label={`Save: ${title}`}
          disabled={busy || !changed || problem !== ''}
        >
          Save
        </button>
      )}
    </form>
  );
}

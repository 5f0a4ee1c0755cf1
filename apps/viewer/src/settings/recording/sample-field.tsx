import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { percent, shareOf } from './share.ts';

interface Props {
  /** 0 to 1. */
  share: number;
  mayEdit: boolean;
  busy: boolean;
  /** True: it was saved. */
  onSave: (share: number) => Promise<boolean>;
}

/** The share of the sessions that are recorded, in percent. */
export function SampleField({ share, mayEdit, busy, onSave }: Props): JSX.Element {
  const typed = useSignal<string | null>(null);
  const text = typed.value ?? percent(share);
  const wanted = shareOf(text);
  const changed = wanted !== undefined && wanted !== share;
  const save = async (): Promise<void> => {
    if (changed && (await onSave(wanted))) typed.value = null;
  };
  return (
    <form
      class="sample-field"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="field-row">
        <label class="field">
          <span>Share of the sessions, in %</span>
          <input
            type="number"
            data-testid="sample"
            min={0}
            max={100}
            step="any"
            readOnly={!mayEdit}
            value={text}
            aria-invalid={wanted === undefined}
            aria-describedby="sample-words sample-problem"
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
        </label>
        {mayEdit && (
          <button type="submit" class="button" data-testid="save-sample" disabled={busy || !changed}>
            Save
          </button>
        )}
      </div>
      <p class="quiet" id="sample-words">
        All pages and tabs of a session, or none. Where a tag has data-sample, the smaller share counts.
      </p>
      <p class="problem" role="alert" id="sample-problem" data-testid="sample-problem">
        {wanted === undefined ? 'Write a number from 0 to 100.' : ''}
      </p>
    </form>
  );
}

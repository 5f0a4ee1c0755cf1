import { ORIGINS_MAX, originFault, originWarning } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';

interface Props {
  known: readonly string[];
  busy: boolean;
  /** True: it was added. */
  onAdd: (origin: string) => Promise<boolean>;
}

/** A field for one more origin. What somebody pasted, a whole URL say, is offered as the origin that it means. */
export function AddOrigin({ known, busy, onAdd }: Props): JSX.Element {
  const typed = useSignal('');
  const text = typed.value.trim();
  const fault = text === '' ? undefined : originFault(text);
  const taken = known.includes(text);
  const full = known.length >= ORIGINS_MAX;
  const hint = taken ? 'It is on the list already.' : (fault?.why ?? (text === '' ? '' : originWarning(text)));
  const add = async (): Promise<void> => {
    if (text !== '' && !fault && !taken && (await onAdd(text))) typed.value = '';
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <div class="field-row">
        <label class="field grows">
          <span>Add an origin</span>
          <input
            type="text"
            inputMode="url"
            placeholder="https://shop.example"
            autoComplete="off"
            spellcheck={false}
            data-testid="new-origin"
            disabled={full}
            value={typed.value}
            aria-invalid={fault !== undefined || taken}
            aria-describedby="origin-hint"
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
        </label>
        <button
          type="submit"
          class="button"
          data-testid="add-origin"
          disabled={busy || full || text === '' || fault !== undefined || taken}
        >
          Add
        </button>
      </div>
      <p id="origin-hint" class="hint" role="status" data-testid="origin-hint">
        {full ? `A project has at most ${ORIGINS_MAX} origins.` : hint}
        {fault?.instead !== undefined && (
          <button
            type="button"
            class="button"
            data-testid="use-origin"
            onClick={() => {
              typed.value = fault.instead ?? '';
            }}
          >
            Use {fault.instead}
          </button>
        )}
      </p>
    </form>
  );
}

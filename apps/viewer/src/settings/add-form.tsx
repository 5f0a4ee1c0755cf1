import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';

interface Props {
  label: string;
  placeholder: string;
  /** What stands in it, written as somebody types. */
  text: Signal<string>;
  /** Words on the button. */
  action: string;
  /** Names for tests, of the field and of the button. */
  testIds: readonly [field: string, button: string];
  maxLength?: number;
  /** Something stands there that cannot be added. */
  invalid?: boolean;
  disabled: boolean;
  onAdd: () => void;
}

/** A line and a button that add one more to a list. */
export function AddForm({ label, placeholder, text, action, testIds, maxLength, ...props }: Props): JSX.Element {
  const [field, button] = testIds;
  return (
    <form
      class="field-row"
      onSubmit={(event) => {
        event.preventDefault();
        if (!props.disabled) props.onAdd();
      }}
    >
      <label class="field grows">
        <span>{label}</span>
        <input
          type="text"
          autoComplete="off"
          spellcheck={false}
          placeholder={placeholder}
          data-testid={field}
          {...(maxLength === undefined ? {} : { maxLength })}
          value={text.value}
          aria-invalid={props.invalid === true}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
      </label>
      <button type="submit" class="button" data-testid={button} disabled={props.disabled}>
        {action}
      </button>
    </form>
  );
}

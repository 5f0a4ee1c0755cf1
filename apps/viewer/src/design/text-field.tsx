import type { Signal } from '@preact/signals';
import type { ComponentChildren, JSX, Ref } from 'preact';

interface Props {
  /** Of the input; also its name for tests. */
  id: string;
  label: string;
  /** What stands in it, written as somebody types. */
  text: Signal<string>;
  type?: 'text' | 'password';
  autoComplete: string;
  autocapitalize?: 'none';
  spellcheck?: boolean;
  required?: boolean;
  maxLength?: number;
  class?: string;
  'aria-invalid'?: boolean;
  'aria-describedby'?: string;
  inputRef?: Ref<HTMLInputElement>;
  /** Behind the input: a rule, a hint. */
  children?: ComponentChildren;
}

/** A line of text with its label. */
export function TextField({ id, label, text, type, inputRef, children, ...input }: Props): JSX.Element {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        data-testid={id}
        {...(type === 'password' ? { type } : { type: 'text' })}
        {...(inputRef && { ref: inputRef })}
        {...input}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
      />
      {children}
    </div>
  );
}

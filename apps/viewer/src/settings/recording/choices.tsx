import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

/** One of several things, and what it means. */
export interface Choice<T extends string> {
  value: T;
  title: string;
  words: string;
}

interface ChoicesProps<T extends string> {
  legend: string;
  testId: string;
  choices: readonly Choice<T>[];
  value: T;
  disabled: boolean;
  onChoose: (value: T) => void;
}

/** Radio buttons with a sentence each. */
export function Choices<T extends string>(props: ChoicesProps<T>): JSX.Element {
  const { legend, testId, choices, value, disabled, onChoose } = props;
  const name = useId();
  return (
    <fieldset class="choices" data-testid={testId} disabled={disabled}>
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} class="choice">
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          <span>
            <b>{choice.title}</b>
            <span class="quiet">{choice.words}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface YesNoProps {
  title: string;
  testId: string;
  value: boolean;
  disabled: boolean;
  onChange: (value: boolean) => void;
  children: ComponentChildren;
}

/** Something that is on or off, and what that means. */
export function YesNo({ title, testId, value, disabled, onChange, children }: YesNoProps): JSX.Element {
  return (
    <label class="choice">
      <input
        type="checkbox"
        data-testid={testId}
        checked={value}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        <b>{title}</b>
        <span class="quiet">{children}</span>
      </span>
    </label>
  );
}

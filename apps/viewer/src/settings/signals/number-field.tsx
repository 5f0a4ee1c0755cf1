import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
  /** Name of the field among the faults: `rage-click.options.clicks`. */
  name: string;
  label: string;
  unit: string;
  min: number;
  max: number;
  step: number;
  value: string;
  /** As it is saved, and as the signal itself has it. */
  saved: string;
  standard: string;
  fault: string | undefined;
  onChange: (value: string) => void;
}

/** A number of a signal, with its unit, its default, and what is saved where that is something else. */
export function NumberField(props: Props): JSX.Element {
  const { name, label, unit, min, max, step, value, saved, standard, fault, onChange } = props;
  const id = useId();
  const seconds = inSeconds(value, unit);
  return (
    <div class="number-field" data-field={name} data-unsaved={value !== saved} data-wrong={fault !== undefined}>
      <label for={id}>{label}</label>
      <span class="number-entry">
        <input
          type="number"
          id={id}
          inputMode="decimal"
          {...{ min, max, step, value }}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-note`}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
        <span class="unit">
          {unit}
          {seconds !== '' && ` = ${seconds} s`}
        </span>
      </span>
      <span class="field-note" id={`${id}-note`}>
        {fault !== undefined && <span class="fault">{fault} </span>}
        {value !== saved && <span class="was">Saved: {saved}. </span>}
        {value === standard ? (
          <span class="quiet">Default</span>
        ) : (
          <button type="button" class="text-button" onClick={() => onChange(standard)}>
            Default {standard}
            <span class="sr-only">: set {label} back</span>
          </button>
        )}
      </span>
    </div>
  );
}

/** `2.5` for 2500 ms: a second and more is easier to read so. '' for what is shorter, another unit, or no number. */
export function inSeconds(text: string, unit: string): string {
  const value = Number(text);
  return unit === 'ms' && value >= 1000 ? (value / 1000).toLocaleString('en') : '';
}

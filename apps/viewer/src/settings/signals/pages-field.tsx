import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
  /** Name of the field among the faults: `rage-click.ignoredPages`. */
  name: string;
  label: string;
  value: string;
  /** As it is saved. */
  saved: string;
  fault: string | undefined;
  onChange: (value: string) => void;
}

/** Page patterns, one a line. */
export function PagesField({ name, label, value, saved, fault, onChange }: Props): JSX.Element {
  const id = useId();
  const lines = value.split('\n').length;
  return (
    <div class="pages-field" data-field={name} data-unsaved={value !== saved} data-wrong={fault !== undefined}>
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={Math.min(10, Math.max(2, lines))}
        spellcheck={false}
        autocapitalize="off"
        placeholder="/game/*"
        value={value}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-note`}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <span class="field-note" id={`${id}-note`}>
        {fault !== undefined && <span class="fault">{fault} </span>}
        {value !== saved && <span class="was">Saved: {saved === '' ? 'none' : saved.replaceAll('\n', ', ')}. </span>}
        <span class="quiet">One a line; * stands for any text.</span>
      </span>
    </div>
  );
}

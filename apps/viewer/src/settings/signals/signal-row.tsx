import { type SignalInfo, type SignalOption, WEIGHT_MAX } from '@falter/wire';
import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Icon, signalIcon } from '../../design/icons.tsx';
import type { SignalDraft } from './draft.ts';
import { inSeconds, NumberField } from './number-field.tsx';
import { PagesField } from './pages-field.tsx';
import type { SignalsModel } from './signals-model.ts';

interface Props {
  info: SignalInfo;
  model: SignalsModel;
}

/** One signal: what it is, whether it is looked for, what it weighs; its thresholds and pages below, when opened. */
export function SignalRow({ info, model }: Props): JSX.Element | null {
  const { id, title, summary } = info;
  const [isOpen, setOpen] = useState(false);
  const details = useId();
  const draft = model.draft.value.signals[id];
  if (draft === undefined) return null;
  const unsaved = countOf(model.unsaved.value, id);
  const adjusted = countOf(model.adjusted.value, id);
  const wrong = [...model.faults.value.keys()].some((field) => field.startsWith(`${id}.`));
  return (
    <li class="signal-row" data-testid="signal-row" data-signal={id} data-on={draft.on} data-unsaved={unsaved > 0}>
      <div class="signal-head">
        <Icon name={signalIcon(id)} />
        <div class="signal-words">
          <h2>{title}</h2>
          <p class="quiet">{summary}</p>
        </div>
        <span class="signal-marks">
          {wrong && !isOpen && (
            <span class="badge" data-kind="wrong">
              to correct
            </span>
          )}
          {unsaved > 0 && (
            <span class="badge" data-kind="unsaved">
              not saved
            </span>
          )}
          {unsaved === 0 && adjusted > 0 && <span class="badge">adjusted</span>}
        </span>
        <label class="signal-switch">
          <input
            type="checkbox"
            role="switch"
            aria-checked={draft.on}
            data-testid="signal-on"
            checked={draft.on}
            onChange={(event) => model.change(id, { on: event.currentTarget.checked })}
          />
          <span class="sr-only">Look for {title}</span>
          <span aria-hidden="true">{draft.on ? 'On' : 'Off'}</span>
        </label>
        <button
          type="button"
          class="icon-button"
          data-testid="signal-open"
          aria-expanded={isOpen}
          aria-controls={details}
          aria-label={`Numbers and pages of ${title}`}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="down" />
        </button>
      </div>
      {!isOpen && draft.on && <Numbers info={info} draft={draft} />}
      <div class="signal-details" id={details} hidden={!isOpen}>
        {isOpen && <Details info={info} model={model} draft={draft} adjusted={adjusted} />}
      </div>
    </li>
  );
}

/** All numbers in one line, for who only looks. */
function Numbers({ info, draft }: { info: SignalInfo; draft: SignalDraft }): JSX.Element {
  const { options } = info;
  const pages = draft.ignoredPages.split('\n').filter((line) => line.trim() !== '').length;
  return (
    <p class="signal-numbers">
      <span>
        Weight <b>{grouped(draft.weight)}</b>
      </span>
      {options.map(({ name, label, unit }) => (
        <span key={name}>
          {label} <Quantity text={draft.options[name] ?? ''} unit={unit} />
        </span>
      ))}
      {pages > 0 && (
        <span>
          Ignored pages <b>{pages}</b>
        </span>
      )}
    </p>
  );
}

function Details({ info, model, draft, adjusted }: Props & { draft: SignalDraft; adjusted: number }): JSX.Element {
  const { id, title, weight, options } = info;
  const saved = model.savedDraft.value.signals[id] ?? draft;
  const faults = model.faults.value;
  const set = (name: string, value: string): void => model.change(id, { options: { ...draft.options, [name]: value } });
  const field = ({ name, standard, ...words }: SignalOption): JSX.Element => (
    <NumberField
      key={name}
      {...words}
      name={`${id}.options.${name}`}
      value={draft.options[name] ?? ''}
      saved={saved.options[name] ?? ''}
      standard={String(standard)}
      fault={faults.get(`${id}.options.${name}`)}
      onChange={(value) => set(name, value)}
    />
  );
  return (
    <>
      <div class="number-fields">
        <NumberField
          name={`${id}.weight`}
          label="Weight in the struggle score"
          unit="points"
          min={0}
          max={WEIGHT_MAX}
          step={1}
          value={draft.weight}
          saved={saved.weight}
          standard={String(weight)}
          fault={faults.get(`${id}.weight`)}
          onChange={(value) => model.change(id, { weight: value })}
        />
        {options.map(field)}
      </div>
      <PagesField
        name={`${id}.ignoredPages`}
        label={`Pages on which ${title} is not looked for`}
        value={draft.ignoredPages}
        saved={saved.ignoredPages}
        fault={faults.get(`${id}.ignoredPages`)}
        onChange={(ignoredPages) => model.change(id, { ignoredPages })}
      />
      {adjusted > 0 && (
        <button
          type="button"
          class="button"
          data-testid="signal-reset"
          onClick={() => model.change(id, model.standardDraft.value.signals[id] ?? {})}
        >
          Reset {title} to default
        </button>
      )}
    </>
  );
}

/** `10 s` for 10,000 ms, which nobody wants to count. */
function Quantity({ text, unit }: { text: string; unit: string }): JSX.Element {
  const seconds = inSeconds(text, unit);
  return seconds === '' ? (
    <>
      <b>{grouped(text)}</b> {unit}
    </>
  ) : (
    <>
      <b>{seconds}</b> s
    </>
  );
}

/** `10,000`; what is no number stays as it was typed. */
function grouped(text: string): string {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? text : value.toLocaleString('en');
}

function countOf(fields: ReadonlySet<string>, id: string): number {
  return [...fields].filter((field) => field.startsWith(`${id}.`)).length;
}

import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { EmptyState } from '../../design/empty-state.tsx';
import { Icon } from '../../design/icons.tsx';
import { project } from '../../shell/router.ts';
import { counted } from '../../words/text.ts';
import { holdUnsaved } from './hold-unsaved.ts';
import { PagesField } from './pages-field.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { SignalRow } from './signal-row.tsx';
import { createSignalsModel, type SignalsModel } from './signals-model.ts';
import './signals.css';
import { SettingsCard } from '../settings-card.tsx';

/** How a project detects: which signals, with which numbers, on which pages. */
export function SignalsSection(): JSX.Element {
  const model = useMemo(() => createSignalsModel(project.value), [project.value]);
  useEffect(() => {
    void model.load();
    return () => void model.preview.stop();
  }, [model]);
  useEffect(() => holdUnsaved(() => model.unsaved.value.size > 0), [model]);
  return (
    <div class="signals-section" data-testid="signals-section" aria-busy={model.saved.value === null}>
      <h1>Signals</h1>
      {model.saved.value !== null && <Form model={model} />}
      {model.saved.value === null && model.problem.value !== '' && (
        <EmptyState icon="warn" title="The settings could not be read" testId="signals-error">
          <p>{model.problem.value}</p>
          <button type="button" class="button primary" onClick={() => void model.load()}>
            Try again
          </button>
        </EmptyState>
      )}
    </div>
  );
}

function Form({ model }: { model: SignalsModel }): JSX.Element {
  const { draft, savedDraft, faults } = model;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void model.save();
      }}
    >
      <p class="lead">
        What counts as struggle on this site. What you save applies to sessions that are looked at from now on: those
        still open are looked at again, closed ones stay as they are.
      </p>
      <ul class="signal-rows">
        {model.saved.value?.signals.map((info) => (
          <SignalRow key={info.id} info={info} model={model} />
        ))}
      </ul>
      <SettingsCard id="ignored" title="Ignored pages" testId="project-pages">
        <p class="quiet">
          Nothing is looked for on these pages: internal tools, games, test pages. A path like <code>/game/*</code>, or
          host and path like <code>play.shop.example/*</code>. They are recorded all the same.
        </p>
        <PagesField
          name="ignoredPages"
          label="Pages of this project"
          value={draft.value.ignoredPages}
          saved={savedDraft.value.ignoredPages}
          fault={faults.value.get('ignoredPages')}
          onChange={(ignoredPages) => {
            draft.value = { ...draft.value, ignoredPages };
          }}
        />
      </SettingsCard>
      <PreviewPanel model={model} />
      <Actions model={model} />
    </form>
  );
}

/** Always in sight: what is not saved, and what one can do with it. */
function Actions({ model }: { model: SignalsModel }): JSX.Element {
  const { unsaved, adjusted, faults, busy, problem, draft, savedDraft, standardDraft } = model;
  const changes = unsaved.value.size;
  const isWrong = faults.value.size > 0;
  return (
    <div class="signal-actions" data-testid="signal-actions">
      {problem.value !== '' && (
        <p class="notice" data-kind="warning" role="alert" data-testid="signals-problem">
          <Icon name="warn" />
          {problem.value}
          <button type="button" class="button" onClick={() => void model.load()}>
            Read the saved settings
          </button>
        </p>
      )}
      <output data-testid="unsaved">{stateOf(changes, faults.value.size)}</output>
      <button
        type="button"
        class="button quiet-button"
        data-testid="reset-all"
        disabled={adjusted.value.size === 0}
        onClick={() => {
          draft.value = standardDraft.value;
        }}
      >
        Reset all to default
      </button>
      <button
        type="button"
        class="button"
        data-testid="discard"
        disabled={changes === 0}
        onClick={() => {
          draft.value = savedDraft.value;
        }}
      >
        Discard
      </button>
      <button
        type="button"
        class="button"
        data-testid="start-preview"
        disabled={changes === 0 || isWrong || busy.value}
        onClick={() => void model.startPreview()}
      >
        Preview on the last 7 days
      </button>
      <button type="submit" class="button primary" data-testid="save" disabled={changes === 0 || isWrong || busy.value}>
        Save
      </button>
    </div>
  );
}

function stateOf(changes: number, faults: number): string {
  if (faults > 0) return `${counted(faults, 'field')} to correct`;
  return changes === 0 ? 'Everything is saved' : `${counted(changes, 'change')} not saved`;
}

import { PROJECT_NAME_MAX_CHARS } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { loadProjects } from '../../shell/projects.ts';
import { useAction } from '../../shell/use-action.ts';
import { SettingsCard } from '../settings-card.tsx';
import type { CardProps } from './project-section.tsx';

/** What the project is called, and the id that stands in its addresses. */
export function GeneralCard({ model, settings, mayEdit }: CardProps): JSX.Element {
  /** null: nobody typed, so that news are shown. */
  const typed = useSignal<string | null>(null);
  const { busy, problem, run } = useAction();
  const name = typed.value ?? settings.name;
  const changed = name.trim() !== settings.name && name.trim() !== '';
  const save = async (): Promise<void> => {
    if (!changed || !(await run(() => model.set('name', () => name.trim()), 'Name saved'))) return;
    typed.value = null;
    await loadProjects();
  };
  return (
    <SettingsCard id="general" title="Name">
      <form
        class="field-row"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label class="field">
          <span>Name of the project</span>
          <input
            type="text"
            data-testid="project-name"
            maxLength={PROJECT_NAME_MAX_CHARS}
            readOnly={!mayEdit}
            value={name}
            aria-describedby="name-problem"
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
        </label>
        {mayEdit && (
          <button type="submit" class="button primary" data-testid="save-name" disabled={!changed || busy.value}>
            {busy.value ? 'Saving …' : 'Save'}
          </button>
        )}
      </form>
      <p id="name-problem" class="problem" role="alert" data-testid="name-problem">
        {problem.value}
      </p>
      <p class="quiet">
        Its id, <code>{settings.id}</code>, stands in addresses and never changes.
      </p>
    </SettingsCard>
  );
}

import type { ProjectSettings } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { ConfirmDialog } from '../../design/confirm-dialog.tsx';
import { TextField } from '../../design/text-field.tsx';
import { eraseProject } from '../../erasure/erasure-client.ts';
import { loadProjects } from '../../shell/projects.ts';
import { navigate } from '../../shell/router.ts';
import { useAction } from '../../shell/use-action.ts';

/** The end of a project, with all that was ever recorded of it. Its name has to be typed. */
export function EraseProjectCard({ settings }: { settings: ProjectSettings }): JSX.Element | null {
  const asks = useSignal(false);
  const typed = useSignal('');
  const { busy, problem, run } = useAction();
  // Every start makes it again.
  if (settings.id === 'default') return null;
  const go = async (): Promise<void> => {
    const gone = await run(() => eraseProject(settings.id, typed.value), `${settings.name} is erased`);
    if (!gone) return;
    await loadProjects();
    navigate('/settings/project?project=default');
  };
  return (
    <section class="settings-card" aria-labelledby="erase-project-title">
      <h2 id="erase-project-title">Erase this project</h2>
      <p>
        All its sessions, recordings, findings and numbers go, its keys are refused from then on, and its id is never
        given again.
      </p>
      <button
        type="button"
        class="button danger"
        data-testid="erase-project"
        onClick={() => {
          asks.value = true;
        }}
      >
        Erase this project …
      </button>
      {asks.value && (
        <ConfirmDialog
          title={`Erase ${settings.name} and all its data?`}
          action={busy.value ? 'Erasing …' : 'Erase for good'}
          disabled={busy.value || typed.value !== settings.name}
          onConfirm={() => void go()}
          onCancel={() => {
            asks.value = false;
            typed.value = '';
          }}
        >
          <p>
            Nobody sees any of it from now on, and it is gone from the disk within the hour. It cannot be brought back.
          </p>
          <TextField
            id="erase-project-name"
            label={`Write ${settings.name} to confirm`}
            text={typed}
            autoComplete="off"
            spellcheck={false}
          />
          <p class="problem" role="alert" data-testid="erase-project-problem">
            {problem.value}
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
}

import type { ProjectSettings } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { eraseProject } from '../../erasure/erasure-client.ts';
import { ReasonDialog } from '../../erasure/reason-dialog.tsx';
import { loadProjects } from '../../shell/projects.ts';
import { navigate } from '../../shell/router.ts';
import { SettingsCard } from '../settings-card.tsx';

/** The end of a project, with all that was ever recorded of it. Its name has to be typed. */
export function EraseProjectCard({ settings }: { settings: ProjectSettings }): JSX.Element | null {
  const asks = useSignal(false);
  const typed = useSignal('');
  // Every start makes it again.
  if (settings.id === 'default') return null;
  const leave = async (): Promise<void> => {
    await loadProjects();
    navigate('/settings/project?project=default');
  };
  return (
    <SettingsCard id="erase-project" title="Erase this project">
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
        <ReasonDialog
          title={`Erase ${settings.name} and all its data?`}
          words={{ action: 'Erase for good', busy: 'Erasing …', done: `${settings.name} is erased` }}
          field={{ id: 'erase-project-name', label: `Write ${settings.name} to confirm`, text: typed }}
          ready={typed.value === settings.name}
          act={() => eraseProject(settings.id, typed.value)}
          onDone={leave}
          onCancel={() => {
            asks.value = false;
            typed.value = '';
          }}
        >
          <p>
            Nobody sees any of it from now on, and it is gone from the disk within the hour. It cannot be brought back.
          </p>
        </ReasonDialog>
      )}
    </SettingsCard>
  );
}

import { PROJECT_NAME_MAX_CHARS } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { loadProjects, projects } from '../../shell/projects.ts';
import { navigate, project } from '../../shell/router.ts';
import { useAction } from '../../shell/use-action.ts';
import { AddForm } from '../add-form.tsx';
import { SettingsCard } from '../settings-card.tsx';
import { makeProject } from './project-client.ts';

/** All projects of this installation, and a new one. */
export function ProjectsCard({ mayEdit }: { mayEdit: boolean }): JSX.Element {
  const typed = useSignal('');
  const { busy, problem, run } = useAction();
  const name = typed.value.trim();
  const make = async (): Promise<void> => {
    if (name === '') return;
    await run(async () => {
      const { id } = await makeProject(name);
      await loadProjects();
      navigate(`/settings/project?project=${encodeURIComponent(id)}`);
    }, 'Project made');
  };
  return (
    <SettingsCard id="projects" title="All projects">
      <p>A project is a site, or an app, with keys, origins and numbers of its own.</p>
      <ul class="entry-list" data-testid="projects">
        {projects.value?.map(({ id, name: known }) => (
          <li key={id}>
            <a
              href={`/settings/project?project=${encodeURIComponent(id)}`}
              aria-current={id === project.value ? 'page' : undefined}
            >
              {known}
            </a>
            <span class="quiet">{id === project.value ? 'shown here' : ''}</span>
          </li>
        ))}
      </ul>
      {mayEdit && (
        <AddForm
          label="New project"
          placeholder="Name of the site"
          text={typed}
          action={busy.value ? 'Making …' : 'Make project'}
          testIds={['new-project', 'make-project']}
          maxLength={PROJECT_NAME_MAX_CHARS}
          disabled={busy.value || name === ''}
          onAdd={() => void make()}
        />
      )}
      <p class="problem" role="alert" data-testid="projects-problem">
        {problem.value}
      </p>
    </SettingsCard>
  );
}

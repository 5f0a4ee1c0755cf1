import { PROJECT_NAME_MAX_CHARS } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { loadProjects, projects } from '../../shell/projects.ts';
import { navigate, project } from '../../shell/router.ts';
import { useAction } from '../../shell/use-action.ts';
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
    <section class="settings-card" aria-labelledby="projects-title">
      <h2 id="projects-title">All projects</h2>
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
        <form
          class="field-row"
          onSubmit={(event) => {
            event.preventDefault();
            void make();
          }}
        >
          <label class="field grows">
            <span>New project</span>
            <input
              type="text"
              placeholder="Name of the site"
              data-testid="new-project"
              maxLength={PROJECT_NAME_MAX_CHARS}
              value={typed.value}
              onInput={(event) => {
                typed.value = event.currentTarget.value;
              }}
            />
          </label>
          <button type="submit" class="button" data-testid="make-project" disabled={busy.value || name === ''}>
            {busy.value ? 'Making …' : 'Make project'}
          </button>
        </form>
      )}
      <p class="problem" role="alert" data-testid="projects-problem">
        {problem.value}
      </p>
    </section>
  );
}

import type { JSX } from 'preact';
import { projects } from './projects.ts';
import { navigate, project, route } from './router.ts';

/** Which project one looks at, and the way to another. Not there where there is only one. */
export function ProjectSwitch(): JSX.Element | null {
  const all = projects.value ?? [];
  if (all.length < 2) return null;
  return (
    <select
      class="project-switch"
      aria-label="Project"
      data-testid="project-switch"
      value={project.value}
      onChange={(event) => switchTo(event.currentTarget.value)}
    >
      {!all.some(({ id }) => id === project.value) && <option value={project.value}>Unknown project</option>}
      {all.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** The same page of another project; a session is of one project only, so from there to the list. */
function switchTo(id: string): void {
  const path = route.value.page === 'session' ? '/sessions' : location.pathname;
  navigate(`${path}?project=${encodeURIComponent(id)}`);
}

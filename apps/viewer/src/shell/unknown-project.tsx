import type { JSX } from 'preact';
import { EmptyState } from '../design/empty-state.tsx';
import { projects } from './projects.ts';

/** The address names a project that is not there: the way to those that are. */
export function UnknownProject(): JSX.Element {
  return (
    <main>
      <EmptyState icon="search" title="There is no such project" testId="unknown-project" alone>
        <p>The address may be cut off, or made for another installation. These projects are here:</p>
        <ul class="project-links">
          {projects.value?.map(({ id, name }) => (
            <li key={id}>
              <a class="button" href={`/sessions?project=${encodeURIComponent(id)}`}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </EmptyState>
    </main>
  );
}

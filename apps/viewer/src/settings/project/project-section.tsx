import type { JSX } from 'preact';

/** What one project is: its name, its keys, who may send, and how long recordings are kept. */
export function ProjectSection(): JSX.Element {
  return (
    <div data-testid="project-section">
      <h1>Project</h1>
    </div>
  );
}

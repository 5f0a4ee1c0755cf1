import type { ProjectSettings } from '@falter/wire';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { ReadFailed } from '../../shell/read-failed.tsx';
import { project } from '../../shell/router.ts';
import { mayDo } from '../../shell/sign-in-state.ts';
import { EraseProjectCard } from './erase-project-card.tsx';
import { GeneralCard } from './general-card.tsx';
import { KeysCard } from './keys-card.tsx';
import { OriginsCard } from './origins-card.tsx';
import { ProjectModel } from './project-model.ts';
import { ProjectsCard } from './projects-card.tsx';
import { RetentionCard } from './retention-card.tsx';
import './project.css';

/** Milliseconds between two looks at when keys were last used. */
const LOOK_EVERY_MS = 10_000;

/** What each part of the section is given. */
export interface CardProps {
  model: ProjectModel;
  settings: ProjectSettings;
  /** Whether who is signed in may change anything. */
  mayEdit: boolean;
}

/** What one project is: its name, its keys, who may send, and how long recordings are kept. */
export function ProjectSection(): JSX.Element {
  const model = useMemo(() => new ProjectModel(project.value), [project.value]);
  useEffect(() => {
    void model.load();
    const timer = setInterval(() => {
      if (!document.hidden) void model.load();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [model]);
  const settings = model.settings.value;
  return (
    <div data-testid="project-section" aria-busy={settings === null}>
      <h1>Project</h1>
      {settings === null ? <NotThere model={model} /> : <Cards model={model} settings={settings} />}
    </div>
  );
}

function Cards({ model, settings }: { model: ProjectModel; settings: ProjectSettings }): JSX.Element {
  const mayEdit = mayDo();
  const props = { model, settings, mayEdit };
  return (
    <>
      {!mayEdit && (
        <p class="notice" data-testid="read-only">
          Only admins change these settings.
        </p>
      )}
      {model.error.value !== null && (
        <p class="notice" data-kind="warning" role="status" data-testid="project-stale">
          Not up to date: {model.error.value.message}
        </p>
      )}
      <GeneralCard {...props} />
      <KeysCard {...props} />
      <OriginsCard {...props} />
      <RetentionCard {...props} />
      <ProjectsCard mayEdit={mayEdit} />
      {mayEdit && <EraseProjectCard settings={settings} />}
    </>
  );
}

function NotThere({ model }: { model: ProjectModel }): JSX.Element | null {
  const error = model.error.value;
  if (error === null) return null;
  return (
    <ReadFailed
      title="The settings cannot be shown"
      testId="project-error"
      error={error}
      onRetry={() => void model.load()}
    />
  );
}

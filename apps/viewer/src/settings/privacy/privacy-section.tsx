import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { ReadFailed } from '../../shell/read-failed.tsx';
import { project } from '../../shell/router.ts';
import { mayDo } from '../../shell/sign-in-state.ts';
import { ProjectModel } from '../project/project-model.ts';
import { ClassesCard } from './classes-card.tsx';
import { FoundCard } from './found-card.tsx';
import { ParametersCard } from './parameters-card.tsx';
import './privacy.css';

/** What the server takes out of recordings before it stores them, and what it found. */
export function PrivacySection(): JSX.Element {
  const model = useMemo(() => new ProjectModel(project.value), [project.value]);
  useEffect(() => void model.load(), [model]);
  const settings = model.settings.value;
  const error = model.error.value;
  return (
    <div data-testid="privacy-section" aria-busy={settings === null}>
      <h1>Privacy</h1>
      {settings === null && error !== null && (
        <ReadFailed
          title="The settings cannot be shown"
          testId="privacy-error"
          error={error}
          onRetry={() => void model.load()}
        />
      )}
      {settings !== null && (
        <>
          {!mayDo() && (
            <p class="notice" data-testid="read-only">
              Only admins change these settings.
            </p>
          )}
          <FoundCard project={model.id} />
          <ClassesCard model={model} settings={settings} mayEdit={mayDo()} />
          <ParametersCard model={model} settings={settings} mayEdit={mayDo()} />
        </>
      )}
    </div>
  );
}

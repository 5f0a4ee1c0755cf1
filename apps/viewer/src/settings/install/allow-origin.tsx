import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { project } from '../../shell/router.ts';
import { mayDo } from '../../shell/sign-in-state.ts';
import { allowOrigin } from './origin-list.ts';

/** One click that lets an origin send, for admins; for others, whom to ask. */
export function AllowOrigin({ origin }: { origin: string }): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal('');
  if (!URL.canParse(origin)) return <p class="quiet">Add its address in Settings, Project.</p>;
  if (!mayDo()) return <p class="quiet">Ask an admin to add it to the allowed origins of the project.</p>;
  const allow = async (): Promise<void> => {
    busy.value = true;
    problem.value = '';
    try {
      await allowOrigin(project.value || 'default', origin);
    } catch (cause) {
      problem.value = cause instanceof Error ? cause.message : String(cause);
    }
    busy.value = false;
  };
  return (
    <>
      <p>
        <button type="button" class="button primary" disabled={busy.value} data-testid="allow-origin" onClick={allow}>
          {busy.value ? 'Allowing …' : `Allow ${origin}`}
        </button>
      </p>
      {problem.value !== '' && (
        <p class="notice" data-kind="warning" role="alert">
          {problem.value}
        </p>
      )}
    </>
  );
}

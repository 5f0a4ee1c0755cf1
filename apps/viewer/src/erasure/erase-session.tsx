import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { SessionModel } from '../session/session-model.ts';
import { navigate } from '../shell/router.ts';
import { mayDo } from '../shell/sign-in-state.ts';
import { EraseDialog } from './erase-dialog.tsx';

/** At the end of a session's page: the way to have it erased, for admins. */
export function EraseSession({ model }: { model: SessionModel }): JSX.Element | null {
  const asks: Signal<boolean> = useSignal(false);
  if (!mayDo()) return null;
  return (
    <section class="panel" aria-labelledby="erase-title">
      <h2 id="erase-title">Erase</h2>
      <p class="quiet">Somebody asked for it, or something was recorded that should not have been.</p>
      <button
        type="button"
        class="button danger"
        data-testid="erase-session"
        onClick={() => {
          asks.value = true;
        }}
      >
        Erase this session …
      </button>
      {asks.value && (
        <EraseDialog
          title="Erase this session?"
          wish={{ session: model.id }}
          onErased={() => navigate('/sessions')}
          onCancel={() => {
            asks.value = false;
          }}
        >
          <p>
            Its recording, findings, pages and all that is known of it go, and what its page may still send is refused.
          </p>
        </EraseDialog>
      )}
    </section>
  );
}

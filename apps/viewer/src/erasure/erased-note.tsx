import type { ErasureDone } from '@falter/wire';
import { type Signal, signal } from '@preact/signals';
import type { JSX } from 'preact';
import { Icon } from '../design/icons.tsx';
import { counted } from '../words/text.ts';
import { timeOfDay } from '../words/time.ts';

/** What was erased here last, until somebody has read it. */
export const lastErased: Signal<ErasureDone | null> = signal(null);

/** Where the list no longer has them: how many went, when they are gone for good, and where it is written down. */
export function ErasedNote(): JSX.Element | null {
  const done = lastErased.value;
  if (done === null) return null;
  return (
    <p class="notice" role="status" data-testid="erased-note">
      <Icon name="check" />
      <span>
        {done.sessions === 0 ? 'No session was kept of this person' : `${counted(done.sessions, 'session')} erased`}.
        Gone from the disk by {timeOfDay(Date.parse(done.goneBy))} at the latest.{' '}
        <a href="/settings/audit">See it in the audit log</a>
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label="Close"
        onClick={() => {
          lastErased.value = null;
        }}
      >
        <Icon name="close" size={13} />
      </button>
    </p>
  );
}

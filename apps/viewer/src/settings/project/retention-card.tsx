import { RETENTION_DAYS_MAX, RETENTION_DAYS_MIN } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { counted } from '../../words/text.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { useAction } from '../use-action.ts';
import type { CardProps } from './project-section.tsx';

/** How long recordings are kept. */
export function RetentionCard({ model, settings, mayEdit }: CardProps): JSX.Element {
  const typed = useSignal<string | null>(null);
  const asks = useSignal(false);
  const { busy, problem, run } = useAction();
  const text = typed.value ?? String(settings.retentionDays);
  const days = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  const valid = days >= RETENTION_DAYS_MIN && days <= RETENTION_DAYS_MAX;
  const changed = valid && days !== settings.retentionDays;
  const save = async (): Promise<void> => {
    asks.value = false;
    const shorter = days < settings.retentionDays;
    const done = `Recordings are kept for ${counted(days, 'day')} now. ${shorter ? 'Older ones go within the hour.' : ''}`;
    if (await run(() => model.set('retentionDays', () => days), done.trim())) typed.value = null;
  };
  return (
    <section class="settings-card" aria-labelledby="retention-title">
      <h2 id="retention-title">Retention</h2>
      <p>
        Recordings are kept for this many whole days after the day on which Falter first saw their session (days in
        UTC), and deleted within the hour after that. Sessions, findings and all numbers stay, so that trends stay
        comparable.
      </p>
      <form
        class="field-row"
        onSubmit={(event) => {
          event.preventDefault();
          if (!changed) return;
          if (days < settings.retentionDays) asks.value = true;
          else void save();
        }}
      >
        <label class="field">
          <span>Days</span>
          <input
            type="number"
            data-testid="retention-days"
            min={RETENTION_DAYS_MIN}
            max={RETENTION_DAYS_MAX}
            step={1}
            readOnly={!mayEdit}
            value={text}
            aria-invalid={!valid}
            aria-describedby="retention-problem"
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
        </label>
        {mayEdit && (
          <button type="submit" class="button primary" data-testid="save-retention" disabled={!changed || busy.value}>
            {busy.value ? 'Saving …' : 'Save'}
          </button>
        )}
      </form>
      <p id="retention-problem" class="problem" role="alert" data-testid="retention-problem">
        {valid ? problem.value : `Write a whole number from ${RETENTION_DAYS_MIN} to ${RETENTION_DAYS_MAX}.`}
      </p>
      {asks.value && (
        <ConfirmDialog
          title={`Keep recordings for ${counted(days, 'day')} only?`}
          action="Shorten and delete"
          onConfirm={() => void save()}
          onCancel={() => {
            asks.value = false;
          }}
        >
          <p>
            Recordings of sessions that Falter first saw before {firstKept(days, Date.now())} (UTC) are deleted within
            the hour. They cannot be brought back.
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
}

/** The first day, UTC, whose recordings stay when so many days are kept: as the collector's sweep has it. */
function firstKept(days: number, now: number): string {
  const options = { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
  return new Date(now - days * 86_400_000).toLocaleDateString('en', options);
}

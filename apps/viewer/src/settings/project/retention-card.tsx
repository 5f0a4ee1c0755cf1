import { RETENTION_DAYS_MAX, RETENTION_DAYS_MIN } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { ConfirmDialog } from '../../design/confirm-dialog.tsx';
import { useAction } from '../../shell/use-action.ts';
import { counted } from '../../words/text.ts';
import { SettingsCard } from '../settings-card.tsx';
import type { CardProps } from './project-section.tsx';

/** How long recordings are kept: all of them, and those in which something was found. */
export function RetentionCard(props: CardProps): JSX.Element {
  return (
    <SettingsCard id="retention" title="Retention">
      <p>
        Recordings are kept for this many whole days after the day on which Falter first saw their session (days in
        UTC), and deleted within the hour after that; those in which something was found may be kept longer. Sessions,
        findings and all numbers stay, so that trends stay comparable. When the disk runs full, the oldest recordings
        without findings go first, and the health page says so.
      </p>
      <DaysForm {...props} field="retentionDays" label="Days" testId="retention" />
      <DaysForm
        {...props}
        field="retentionFlaggedDays"
        label="Days for recordings with findings"
        testId="retention-flagged"
      />
    </SettingsCard>
  );
}

interface DaysProps extends CardProps {
  field: 'retentionDays' | 'retentionFlaggedDays';
  label: string;
  testId: string;
}

function DaysForm({ model, settings, mayEdit, field, label, testId }: DaysProps): JSX.Element {
  const typed = useSignal<string | null>(null);
  const asks = useSignal(false);
  const { busy, problem, run } = useAction();
  // Those with findings are never kept for fewer days than the others.
  const least = field === 'retentionDays' ? RETENTION_DAYS_MIN : settings.retentionDays;
  const text = typed.value ?? String(settings[field]);
  const days = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  const valid = days >= least && days <= RETENTION_DAYS_MAX;
  const changed = valid && days !== settings[field];
  const save = async (): Promise<void> => {
    asks.value = false;
    const shorter = days < settings[field];
    const done = `Recordings are kept for ${counted(days, 'day')} now. ${shorter ? 'Older ones go within the hour.' : ''}`;
    if (await run(() => model.set(field, () => days), done.trim())) typed.value = null;
  };
  return (
    <>
      <form
        class="field-row days-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!changed) return;
          if (days < settings[field]) asks.value = true;
          else void save();
        }}
      >
        <label class="field">
          <span>{label}</span>
          <input
            type="number"
            data-testid={`${testId}-days`}
            min={least}
            max={RETENTION_DAYS_MAX}
            step={1}
            readOnly={!mayEdit}
            value={text}
            aria-invalid={!valid}
            aria-describedby={`${testId}-problem`}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
        </label>
        {mayEdit && (
          <button type="submit" class="button primary" data-testid={`save-${testId}`} disabled={!changed || busy.value}>
            {busy.value ? 'Saving …' : 'Save'}
          </button>
        )}
      </form>
      <p id={`${testId}-problem`} class="problem" role="alert" data-testid={`${testId}-problem`}>
        {valid ? problem.value : `Write a whole number from ${least} to ${RETENTION_DAYS_MAX}.`}
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
            Recordings {field === 'retentionDays' ? 'without findings' : 'with findings'} of sessions that Falter first
            saw before {firstKept(days, Date.now())} (UTC) are deleted within the hour. They cannot be brought back.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** The first day, UTC, whose recordings stay when so many days are kept: as the collector's sweep has it. */
function firstKept(days: number, now: number): string {
  const options = { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
  return new Date(now - days * 86_400_000).toLocaleDateString('en', options);
}

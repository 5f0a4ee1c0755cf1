import { originFault, originWarning } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { ConfirmDialog } from '../../design/confirm-dialog.tsx';
import { Icon } from '../../design/icons.tsx';
import { useAction } from '../../shell/use-action.ts';
import { SettingsCard } from '../settings-card.tsx';
import { AddOrigin } from './add-origin.tsx';
import type { CardProps } from './project-section.tsx';

/** Which sites may send. */
export function OriginsCard({ model, settings, mayEdit }: CardProps): JSX.Element {
  const removing = useSignal('');
  const { busy, problem, run } = useAction();
  const editable = mayEdit && !settings.originsByEnvironment;
  const add = (origin: string): Promise<boolean> =>
    run(() => model.set('origins', ({ origins }) => [...origins.filter((known) => known !== origin), origin]), 'Added');
  const title = useRef<HTMLHeadingElement>(null);
  const remove = async (origin: string): Promise<void> => {
    removing.value = '';
    const without = (): Promise<void> =>
      model.set('origins', ({ origins }) => origins.filter((known) => known !== origin));
    // The button that had the focus is gone with its row.
    if (await run(without, 'Removed')) title.current?.focus();
  };
  return (
    <SettingsCard id="origins" title="Allowed origins" titleRef={title}>
      <p>
        Pages of these sites may send recordings into this project; all others are refused. A change holds within five
        seconds.
      </p>
      {settings.originsByEnvironment && (
        <p class="notice" data-testid="origins-by-environment">
          <span>
            Set by <code>FALTER_ORIGINS</code> in the environment of the server, at every start. To change them, change
            the variable and restart Falter; without it, they can be changed here.
          </span>
        </p>
      )}
      {settings.origins.length === 0 && (
        <p class="notice" data-kind="warning" data-testid="no-origins">
          <Icon name="warn" />
          No site may send: nothing is recorded. Add the origin of your site.
        </p>
      )}
      <ul class="entry-list" data-testid="origins">
        {settings.origins.map((origin) => (
          <li key={origin} data-testid="origin" data-origin={origin}>
            <code>{origin}</code>
            <span class="quiet">{originFault(origin)?.why ?? originWarning(origin)}</span>
            {editable && (
              <button
                type="button"
                class="icon-button"
                aria-label={`Remove ${origin}`}
                data-testid="remove-origin"
                disabled={busy.value}
                onClick={() => {
                  removing.value = origin;
                }}
              >
                <Icon name="close" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {editable && <AddOrigin known={settings.origins} busy={busy.value} onAdd={add} />}
      <p class="problem" role="alert" data-testid="origins-problem">
        {problem.value}
      </p>
      {removing.value !== '' && (
        <ConfirmDialog
          title={`Stop recording ${removing.value}?`}
          action="Remove"
          onConfirm={() => void remove(removing.value)}
          onCancel={() => {
            removing.value = '';
          }}
        >
          <p>What its pages send is refused from then on. Recordings that were made stay. You can add it again.</p>
        </ConfirmDialog>
      )}
    </SettingsCard>
  );
}

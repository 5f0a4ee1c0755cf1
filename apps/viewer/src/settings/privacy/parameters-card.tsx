import { PARAMETER_PATTERN, PARAMETERS_MAX } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Icon } from '../../design/icons.tsx';
import { useAction } from '../../shell/use-action.ts';
import { AddForm } from '../add-form.tsx';
import type { CardProps } from '../project/project-section.tsx';
import { SettingsCard } from '../settings-card.tsx';

/** Query parameters whose values stay. */
export function ParametersCard({ model, settings, mayEdit }: CardProps): JSX.Element {
  const typed = useSignal('');
  const { busy, problem, run } = useAction();
  const { parameters } = settings.redaction;
  const text = typed.value.trim();
  const fits = PARAMETER_PATTERN.test(text) && !parameters.includes(text) && parameters.length < PARAMETERS_MAX;
  const change = (make: (known: readonly string[]) => string[], done: string): Promise<boolean> =>
    run(
      () => model.set('redaction', ({ redaction }) => ({ ...redaction, parameters: make(redaction.parameters) })),
      done,
    );
  const add = async (): Promise<void> => {
    if (fits && (await change((known) => [...known.filter((name) => name !== text), text], 'Added'))) typed.value = '';
  };
  return (
    <SettingsCard id="parameters" title="Allowed query parameters">
      <p>
        Of <code>?step=2&amp;token=…</code> the names are kept and the values are not, but for these parameters, and for
        those that say how a picture or a font is drawn.
      </p>
      {parameters.length > 0 && (
        <ul class="entry-list" data-testid="parameters">
          {parameters.map((name) => (
            <li key={name}>
              <code>{name}</code>
              {mayEdit && (
                <button
                  type="button"
                  class="icon-button"
                  aria-label={`Remove ${name}`}
                  disabled={busy.value}
                  onClick={() => void change((known) => known.filter((other) => other !== name), 'Removed')}
                >
                  <Icon name="close" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayEdit && (
        <AddForm
          label="Add a parameter"
          placeholder="step"
          text={typed}
          action="Add"
          testIds={['new-parameter', 'add-parameter']}
          invalid={text !== '' && !fits}
          disabled={!fits || busy.value}
          onAdd={() => void add()}
        />
      )}
      <p class="problem" role="alert">
        {problem.value}
      </p>
    </SettingsCard>
  );
}

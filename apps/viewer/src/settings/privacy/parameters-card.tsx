import { PARAMETER_PATTERN, PARAMETERS_MAX } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Icon } from '../../design/icons.tsx';
import { useAction } from '../../shell/use-action.ts';
import type { CardProps } from '../project/project-section.tsx';

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
    <section class="settings-card" aria-labelledby="parameters-title">
      <h2 id="parameters-title">Allowed query parameters</h2>
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
        <form
          class="field-row"
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <label class="field">
            <span>Add a parameter</span>
            <input
              type="text"
              autoComplete="off"
              spellcheck={false}
              placeholder="step"
              data-testid="new-parameter"
              value={typed.value}
              aria-invalid={text !== '' && !fits}
              onInput={(event) => {
                typed.value = event.currentTarget.value;
              }}
            />
          </label>
          <button type="submit" class="button" data-testid="add-parameter" disabled={!fits || busy.value}>
            Add
          </button>
        </form>
      )}
      <p class="problem" role="alert">
        {problem.value}
      </p>
    </section>
  );
}

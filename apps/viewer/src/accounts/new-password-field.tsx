import { passwordProblem } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../design/icons.tsx';

interface Props {
  /** What is typed. */
  password: Signal<string>;
  login: string;
  label?: string;
  /** It has the focus from the start: it is what the page is for. */
  isFirst?: boolean;
}

/** A new password: says what is wrong with it while it is typed, by the rules that the server holds it to. */
export function NewPasswordField({ password, login, label = 'Password', isFirst = false }: Props): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFirst) input.current?.focus();
  }, []);
  const shown = useSignal(false);
  const problem = passwordProblem(password.value, login);
  const begun = password.value !== '';
  return (
    <div class="field">
      <label for="new-password">{label}</label>
      <div class="password-line">
        <input
          id="new-password"
          ref={input}
          {...(shown.value ? { type: 'text' } : { type: 'password' })}
          data-testid="new-password"
          autoComplete="new-password"
          spellcheck={false}
          required
          value={password.value}
          aria-invalid={begun && problem !== ''}
          aria-describedby="new-password-rule"
          onInput={(event) => {
            password.value = event.currentTarget.value;
          }}
        />
        <button
          type="button"
          class="icon-button"
          aria-label={shown.value ? 'Hide the password' : 'Show the password'}
          aria-pressed={shown.value}
          onClick={() => {
            shown.value = !shown.value;
          }}
        >
          <Icon name={shown.value ? 'eyeOff' : 'eye'} />
        </button>
      </div>
      <p
        id="new-password-rule"
        class="rule"
        data-kind={!begun ? 'open' : problem === '' ? 'met' : 'broken'}
        aria-live="polite"
      >
        {begun && problem === '' && <Icon name="check" size={14} />}
        {begun ? problem || 'A good length.' : 'At least 12 characters. A few words are easy to remember.'}
      </p>
    </div>
  );
}

import { loginProblem, passwordProblem } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Mark } from '../design/icons.tsx';
import { TextField } from '../design/text-field.tsx';
import { query, replace } from '../shell/router.ts';
import { enter } from '../shell/sign-in-state.ts';
import { checkSetUpCode, setUp } from './accounts-client.ts';
import { LinkOver } from './link-over.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { useSubmit } from './use-submit.ts';

/** `/set-up?code=CODE`: the first admin of a new installation. */
export function SetUpPage(): JSX.Element | null {
  const code = query().get('code') ?? '';
  const state: Signal<'asking' | 'open' | 'over'> = useSignal('asking');
  useEffect(() => {
    document.title = 'Set up · Falter';
    checkSetUpCode(code).then(
      () => {
        state.value = 'open';
      },
      () => {
        state.value = 'over';
      },
    );
  }, []);
  if (state.value === 'asking') return <main class="sign-in" aria-busy="true" />;
  if (state.value === 'open') return <SetUpForm code={code} />;
  return (
    <LinkOver title="This set-up link is over">
      <p>
        It works once, within an hour of the start that printed it. Start Falter again for a fresh one; once there is a
        user, sign in instead.
      </p>
    </LinkOver>
  );
}

function SetUpForm({ code }: { code: string }): JSX.Element {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const login = useSignal('');
  const name = useSignal('');
  const password = useSignal('');
  const { busy, problem, submit } = useSubmit(async () => {
    await setUp({ code, login: login.value, name: name.value, password: password.value });
    await enter();
    replace(AFTER_SET_UP);
  });
  const loginWrong = login.value === '' ? '' : loginProblem(login.value);
  const ready =
    login.value !== '' &&
    loginWrong === '' &&
    name.value.trim() !== '' &&
    passwordProblem(password.value, login.value) === '';
  return (
    <main class="sign-in" data-testid="set-up-page">
      <form onSubmit={submit}>
        <Mark size={40} />
        <h1>Create the first admin</h1>
        <p>You run this Falter from here on: you invite the others and decide what they may do.</p>
        <TextField
          id="login"
          label="E-mail address or short name"
          text={login}
          inputRef={first}
          autoComplete="username"
          autocapitalize="none"
          spellcheck={false}
          required
          aria-invalid={loginWrong !== ''}
          aria-describedby="login-rule"
        >
          <p id="login-rule" class="rule" data-kind={loginWrong === '' ? 'open' : 'broken'} aria-live="polite">
            {loginWrong || 'You sign in with it. Falter sends no mail.'}
          </p>
        </TextField>
        <TextField id="name" label="Your name" text={name} autoComplete="name" maxLength={100} required />
        <NewPasswordField password={password} login={login.value} />
        <p class="problem" role="alert" data-testid="set-up-problem">
          {problem.value}
        </p>
        <button type="submit" class="button primary" data-testid="create-admin" disabled={busy.value || !ready}>
          {busy.value ? 'Creating …' : 'Create and sign in'}
        </button>
      </form>
    </main>
  );
}

/** Where a new installation goes on. */
const AFTER_SET_UP = '/settings/install';

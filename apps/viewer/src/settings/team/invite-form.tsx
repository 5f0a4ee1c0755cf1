import { loginProblem, type Role } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useSubmit } from '../../accounts/use-submit.ts';
import { TextField } from '../../design/text-field.tsx';
import { RoleChoice } from '../role-choice.tsx';
import { invite } from './team-model.ts';

/** Login, name and role of somebody new. */
export function InviteForm(): JSX.Element {
  const login = useSignal('');
  const name = useSignal('');
  const role: Signal<Role> = useSignal('support');
  const { busy, problem, submit } = useSubmit(async () => {
    const wrong = loginProblem(login.value);
    if (wrong !== '') throw new Error(`Login: ${wrong}`);
    await invite({ login: login.value, name: name.value.trim() || login.value.trim(), role: role.value });
    login.value = '';
    name.value = '';
  });
  return (
    <form class="line-form" onSubmit={submit}>
      <TextField
        id="invite-login"
        label="E-mail address or short name"
        text={login}
        autoComplete="off"
        autocapitalize="none"
        spellcheck={false}
        required
      />
      <TextField id="invite-name" label="Name" text={name} autoComplete="off" maxLength={100} />
      <RoleChoice
        value={role.value}
        label="Role"
        testId="invite-role"
        onChoose={(chosen) => {
          role.value = chosen;
        }}
      />
      <button
        type="submit"
        class="button primary"
        data-testid="invite"
        disabled={busy.value || login.value.trim() === ''}
      >
        {busy.value ? 'Making …' : 'Make a link'}
      </button>
      <p class="problem" role="alert" data-testid="invite-problem">
        {problem.value}
      </p>
    </form>
  );
}

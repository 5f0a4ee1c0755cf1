import { passwordProblem } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { changePassword } from '../../accounts/accounts-client.ts';
import { NewPasswordField } from '../../accounts/new-password-field.tsx';
import { useSubmit } from '../../accounts/use-submit.ts';
import { announce } from '../../shell/announce.tsx';
import { me } from '../../shell/sign-in-state.ts';
import { goOut } from '../../shell/user-menu.tsx';
import '../people.css';
import { TextField } from '../../design/text-field.tsx';
import { SettingsCard } from '../settings-card.tsx';

/** What concerns nobody but who is signed in: their password, and where they are signed in. */
export function AccountSection(): JSX.Element {
  const who = me.value;
  return (
    <div data-testid="account-section">
      <h1>Your account</h1>
      {who?.kind === 'user' ? (
        <>
          <p class="section-lead">
            You are <strong>{who.name}</strong>, signed in as <strong>{who.login}</strong>, with the role {who.role}.
          </p>
          <PasswordCard login={who.login} />
        </>
      ) : (
        <p class="section-lead" data-testid="no-account">
          You are signed in with the admin token, which is nobody in particular and has no password here. To change it,
          start Falter with another <code>FALTER_ADMIN_TOKEN</code>: everybody who signed in with the old one is out.
        </p>
      )}
      <SettingsCard id="elsewhere" title="Signed in somewhere else?">
        <p>On a lost laptop, or a computer that others use: this signs you out there and here.</p>
        <div>
          <button type="button" class="button" data-testid="sign-out-everywhere" onClick={() => void goOut(true)}>
            Sign out everywhere
          </button>
        </div>
      </SettingsCard>
    </div>
  );
}

function PasswordCard({ login }: { login: string }): JSX.Element {
  const current = useSignal('');
  const password = useSignal('');
  const { busy, problem, submit } = useSubmit(async () => {
    await changePassword(current.value, password.value);
    current.value = '';
    password.value = '';
    announce('Password changed. You are signed out everywhere else.');
  });
  const ready = current.value !== '' && passwordProblem(password.value, login) === '';
  return (
    <SettingsCard id="password" title="Password">
      <form class="narrow-form" onSubmit={submit}>
        <input type="text" class="sr-only" autoComplete="username" value={login} readOnly tabIndex={-1} aria-hidden />
        <TextField
          id="current-password"
          label="Present password"
          text={current}
          type="password"
          autoComplete="current-password"
          required
        />
        <NewPasswordField password={password} login={login} label="New password" />
        <p class="problem" role="alert" data-testid="password-problem">
          {problem.value}
        </p>
        <div>
          <button type="submit" class="button primary" data-testid="change-password" disabled={busy.value || !ready}>
            {busy.value ? 'Changing …' : 'Change password'}
          </button>
        </div>
      </form>
    </SettingsCard>
  );
}

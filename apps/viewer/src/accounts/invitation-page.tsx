import { type Invited, passwordProblem } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Mark } from '../design/icons.tsx';
import { query, replace } from '../shell/router.ts';
import { enter } from '../shell/sign-in-state.ts';
import { acceptInvitation, readInvitation } from './accounts-client.ts';
import { LinkOver } from './link-over.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { sentenceOf, useSubmit } from './use-submit.ts';

/** `/invitation?code=CODE`: somebody who was invited, or who forgot the password, sets one. */
export function InvitationPage(): JSX.Element {
  const code = query().get('code') ?? '';
  const invited: Signal<Invited | null> = useSignal(null);
  const over = useSignal('');
  useEffect(() => {
    document.title = 'Welcome · Falter';
    readInvitation(code).then(
      (who) => {
        invited.value = who;
      },
      (cause) => {
        over.value = sentenceOf(cause);
      },
    );
  }, []);
  if (over.value !== '') {
    return (
      <LinkOver title="This link leads nowhere any more">
        <p>{over.value}</p>
      </LinkOver>
    );
  }
  if (invited.value === null) return <main class="sign-in" aria-busy="true" />;
  return <PasswordForm code={code} invited={invited.value} />;
}

function PasswordForm({ code, invited }: { code: string; invited: Invited }): JSX.Element {
  const password = useSignal('');
  const { busy, problem, submit } = useSubmit(async () => {
    await acceptInvitation(code, password.value);
    await enter();
    replace('/sessions');
  });
  const ready = passwordProblem(password.value, invited.login) === '';
  return (
    <main class="sign-in" data-testid="invitation-page">
      <form onSubmit={submit}>
        <Mark size={40} />
        <h1>Welcome, {invited.name}</h1>
        <p>
          Choose a password. You sign in as <strong>{invited.login}</strong>.
        </p>
        {/* For the browser's store of passwords: it wants to know whose it is. */}
        <input
          type="text"
          class="sr-only"
          autoComplete="username"
          value={invited.login}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
        <NewPasswordField password={password} login={invited.login} isFirst />
        <p class="problem" role="alert" data-testid="invitation-problem">
          {problem.value}
        </p>
        <button type="submit" class="button primary" data-testid="accept" disabled={busy.value || !ready}>
          {busy.value ? 'One moment …' : 'Set password and sign in'}
        </button>
      </form>
    </main>
  );
}

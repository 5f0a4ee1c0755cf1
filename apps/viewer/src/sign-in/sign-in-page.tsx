import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isSetUpNeeded } from '../accounts/accounts-client.ts';
import { useSubmit } from '../accounts/use-submit.ts';
import { ApiError, signIn } from '../api-client.ts';
import { Mark } from '../design/icons.tsx';
import { TextField } from '../design/text-field.tsx';
import { replace, route } from '../shell/router.ts';
import { enter } from '../shell/sign-in-state.ts';

/** Asks for login and password, or the admin token. Afterwards: where one wanted to go. */
export function SignInPage(): JSX.Element {
  const needed = useSignal(false);
  useEffect(() => {
    document.title = 'Sign in · Falter';
    isSetUpNeeded().then(
      (answer) => {
        needed.value = answer;
      },
      // An API that does not answer says so as soon as somebody signs in.
      () => undefined,
    );
  }, []);
  return (
    <main class="sign-in" data-testid="sign-in-page">
      <div class="sign-in-card">
        <Mark size={40} />
        <h1>Sign in to Falter</h1>
        {needed.value ? <NotSetUp /> : <PasswordForm />}
        {/* A new key: open at first where there is nobody yet who has a password. */}
        <details key={String(needed.value)} open={needed.value}>
          <summary>Sign in with the admin token</summary>
          <TokenForm />
        </details>
      </div>
    </main>
  );
}

function NotSetUp(): JSX.Element {
  return (
    <p class="notice" data-testid="not-set-up">
      Nobody can sign in by password yet. Open the set-up link that Falter printed when it started: it makes the first
      admin. It is valid for an hour; starting Falter again prints a fresh one. Where it was started with an admin
      token, it printed none: sign in with that token below, and invite yourself under Settings, Team.
    </p>
  );
}

function PasswordForm(): JSX.Element {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const login = useSignal('');
  const password = useSignal('');
  const { busy, problem, submit } = useSubmit(() => prove({ login: login.value, password: password.value }));
  return (
    <form onSubmit={submit}>
      <TextField
        id="login"
        label="E-mail address or name"
        text={login}
        inputRef={first}
        autoComplete="username"
        autocapitalize="none"
        spellcheck={false}
        required
        aria-describedby="sign-in-problem"
      />
      <TextField
        id="password"
        label="Password"
        text={password}
        type="password"
        autoComplete="current-password"
        required
        aria-describedby="sign-in-problem"
      />
      <p id="sign-in-problem" class="problem" role="alert" data-testid="sign-in-problem">
        {problem.value}
      </p>
      <button type="submit" class="button primary" data-testid="sign-in" disabled={busy.value}>
        {busy.value ? 'Signing in …' : 'Sign in'}
      </button>
      <p class="rule">Forgot your password? An admin can make you a link to set a new one.</p>
    </form>
  );
}

function TokenForm(): JSX.Element {
  const token = useSignal('');
  const { busy, problem, submit } = useSubmit(() => prove({ token: token.value.trim() }));
  return (
    <form onSubmit={submit}>
      <p class="rule">
        For automation, and the way back in for who runs the machine: the value of <code>FALTER_ADMIN_TOKEN</code>, or{' '}
        <code>adminToken</code> in <code>secrets.json</code> of Falter’s data directory.
      </p>
      <TextField
        id="token"
        label="Admin token"
        text={token}
        class="mono"
        type="password"
        autoComplete="off"
        required
        aria-describedby="token-problem"
      />
      <p id="token-problem" class="problem" role="alert" data-testid="token-problem">
        {problem.value}
      </p>
      <button type="submit" class="button" data-testid="sign-in-token" disabled={busy.value}>
        {busy.value ? 'Signing in …' : 'Sign in with the token'}
      </button>
    </form>
  );
}

async function prove(proof: Parameters<typeof signIn>[0]): Promise<void> {
  try {
    await signIn(proof);
  } catch (cause) {
    if (!(cause instanceof ApiError) || cause.status !== 401) throw cause;
    const detail =
      'token' in proof
        ? 'Falter does not know this token. Check that it was copied whole.'
        : 'Login and password do not belong together. Check both.';
    throw new Error(detail, { cause });
  }
  await enter();
  if (route.peek().page === 'sign-in') replace('/sessions');
}

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiError, signIn } from '../api-client.ts';
import { Mark } from '../design/icons.tsx';
import { query, replace, route } from '../shell/router.ts';
import { signInState } from '../shell/sign-in-state.ts';

/** Asks for the admin token, or redeems the one-time link `/sign-in?code=...`. Afterwards: where one wanted to go. */
export function SignInPage(): JSX.Element {
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const prove = async (proof: { token: string } | { code: string }): Promise<void> => {
    setBusy(true);
    setProblem('');
    try {
      await signIn(proof);
      signInState.value = 'in';
      if (route.value.page === 'sign-in') replace('/sessions');
    } catch (cause) {
      setProblem(whyNot(cause, 'code' in proof));
    }
    setBusy(false);
  };
  useEffect(() => {
    document.title = 'Sign in · Falter';
    const code = route.value.page === 'sign-in' ? query().get('code') : null;
    if (code === null || code === '') return;
    // A used code in the address bar is of no use to anybody, and a reload would only fail.
    replace('/sign-in');
    void prove({ code });
  }, []);
  return (
    <main class="sign-in" data-testid="sign-in-page">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (token.trim() !== '') void prove({ token: token.trim() });
        }}
      >
        <Mark size={40} />
        <h1>Sign in to Falter</h1>
        <p>
          Paste the admin token, the value of <code>FALTER_ADMIN_TOKEN</code>. Without one, Falter printed a link for
          the first sign-in when it started.
        </p>
        <label>
          <span>Admin token</span>
          <input
            type="password"
            data-testid="token"
            autoComplete="current-password"
            spellcheck={false}
            required
            value={token}
            aria-invalid={problem !== ''}
            aria-describedby="sign-in-problem"
            onInput={(event) => setToken(event.currentTarget.value)}
          />
        </label>
        <p id="sign-in-problem" class="problem" role="alert" data-testid="sign-in-problem">
          {problem}
        </p>
        <button type="submit" class="button primary" data-testid="sign-in" disabled={busy}>
          {busy ? 'Signing in …' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}

function whyNot(cause: unknown, byLink: boolean): string {
  if (!(cause instanceof ApiError)) return 'Something unexpected happened. Try again.';
  if (cause.status !== 401) return cause.message;
  if (byLink)
    return 'This link was used before or is too old. Paste the admin token, or restart Falter for a new link.';
  return 'Falter does not know this token. Check that it was copied whole.';
}

import { type Signal, signal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ApiError, onSignedOut, readMe, signOut } from '../api-client.ts';
import { EmptyState } from '../design/empty-state.tsx';
import { Icon, Mark } from '../design/icons.tsx';
import { SessionsPage } from '../sessions/sessions-page.tsx';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { Announcer } from './announce.tsx';
import { HelpSheet } from './help-sheet.tsx';
import { query, replace, route } from './router.ts';
import { signInState } from './sign-in-state.ts';
import { loadSignalCatalog } from './signal-catalog.ts';
import { isDark, theme, toggleTheme } from './theme.ts';

type SessionPageComponent = ComponentType<{ id: string }>;

/** The session page and the replayer come with the first session that is opened, not with the shell. */
const sessionPage: Signal<SessionPageComponent | null> = signal(null);
const unreachable: Signal<string> = signal('');

export function App(): JSX.Element {
  const redeemsLink = useRef(route.value.page === 'sign-in' && query().has('code'));
  useEffect(() => {
    onSignedOut(() => {
      signInState.value = 'out';
    });
    // An answer to the old question must not sign out who is just signing in.
    if (!redeemsLink.current) void askWhoIsThere();
  }, []);
  useEffect(() => {
    if (signInState.value === 'in') void loadSignalCatalog();
  }, [signInState.value]);
  return (
    <>
      {signInState.value === 'in' && <TopBar />}
      <Page />
      <HelpSheet />
      <Announcer />
    </>
  );
}

async function askWhoIsThere(): Promise<void> {
  try {
    await readMe();
    signInState.value = 'in';
    unreachable.value = '';
  } catch (cause) {
    if (cause instanceof ApiError && cause.status === 401) return;
    unreachable.value = cause instanceof Error ? cause.message : String(cause);
    setTimeout(() => void askWhoIsThere(), 3_000);
  }
}

function Page(): JSX.Element | null {
  const { page } = route.value;
  if (signInState.value === 'out') return <SignInPage />;
  if (page === 'sign-in') return signInState.value === 'in' ? <GoToSessions /> : <SignInPage />;
  if (signInState.value === 'unknown') return unreachable.value === '' ? null : <Unreachable />;
  if (route.value.page === 'session') return <LazySession id={route.value.id} />;
  return page === 'sessions' ? <SessionsPage /> : <UnknownPage />;
}

function LazySession({ id }: { id: string }): JSX.Element {
  const SessionPage = sessionPage.value;
  useEffect(() => {
    void import('../session/session-page.tsx').then((module) => {
      sessionPage.value = module.SessionPage;
    });
  }, []);
  return SessionPage === null ? <main class="session" aria-busy="true" /> : <SessionPage key={id} id={id} />;
}

function GoToSessions(): null {
  useEffect(() => replace('/sessions'), []);
  return null;
}

function TopBar(): JSX.Element {
  const dark = theme.value === 'dark' || isDark();
  return (
    <header class="top-bar">
      <a class="brand" href="/sessions" data-testid="brand">
        <Mark />
        Falter
      </a>
      <nav aria-label="Main">
        <a href="/sessions" aria-current={route.value.page === 'sessions' ? 'page' : undefined}>
          Sessions
        </a>
      </nav>
      <button
        type="button"
        class="icon-button"
        data-testid="theme-toggle"
        aria-label={dark ? 'Use light colours' : 'Use dark colours'}
        onClick={toggleTheme}
      >
        <Icon name={dark ? 'sun' : 'moon'} />
      </button>
      <button type="button" class="icon-button" data-testid="sign-out" aria-label="Sign out" onClick={leave}>
        <Icon name="out" />
      </button>
    </header>
  );
}

async function leave(): Promise<void> {
  await signOut().catch(() => undefined);
  signInState.value = 'out';
  replace('/sessions');
}

function Unreachable(): JSX.Element {
  return (
    <main>
      <EmptyState icon="warn" title="Falter does not answer" testId="unreachable">
        <p>{unreachable.value}</p>
      </EmptyState>
    </main>
  );
}

function UnknownPage(): JSX.Element {
  return (
    <main>
      <EmptyState icon="search" title="There is no such page" testId="unknown-page">
        <p>The address may be cut off. Every session has a link of its own.</p>
        <a class="button primary" href="/sessions">
          All sessions
        </a>
      </EmptyState>
    </main>
  );
}

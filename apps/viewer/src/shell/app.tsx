import { type Signal, signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { ApiError, onSignedOut } from '../api-client.ts';
import { EmptyState } from '../design/empty-state.tsx';
import { SessionsPage } from '../sessions/sessions-page.tsx';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { Announcer } from './announce.tsx';
import { HelpSheet } from './help-sheet.tsx';
import { LazyPage } from './lazy-pages.tsx';
import { loadProjects, projects } from './projects.ts';
import { project, type Route, replace, route } from './router.ts';
import { enter, leave, signInState } from './sign-in-state.ts';
import { loadSignalCatalog } from './signal-catalog.ts';
import { TopBar } from './top-bar.tsx';
import { UnknownProject } from './unknown-project.tsx';

const unreachable: Signal<string> = signal('');

/** Pages that links lead to whose code is the proof, whoever is signed in. */
const FOR_EVERYBODY: ReadonlySet<Route['page']> = new Set(['set-up', 'invitation', 'shared']);

export function App(): JSX.Element {
  // Whoever comes with a shared link is nobody here, and is not asked.
  const asks = route.value.page !== 'shared';
  useEffect(() => {
    if (!asks) return;
    onSignedOut(leave);
    void askWhoIsThere();
  }, [asks]);
  useEffect(() => {
    if (signInState.value !== 'in') return;
    void loadSignalCatalog();
    void loadProjects();
  }, [signInState.value]);
  return (
    <>
      {signInState.value === 'in' && !FOR_EVERYBODY.has(route.value.page) && (
        <>
          <SkipLink />
          <TopBar />
        </>
      )}
      <Page key={project.value} />
      <HelpSheet />
      <Announcer />
    </>
  );
}

/** The first stop of the Tab key: past the bar that is the same on every page. */
function SkipLink(): JSX.Element {
  const skip = (): void => {
    const main = document.querySelector('main');
    main?.setAttribute('tabindex', '-1');
    main?.focus();
  };
  return (
    <button type="button" class="skip-link" data-testid="skip-link" onClick={skip}>
      Skip to content
    </button>
  );
}

async function askWhoIsThere(): Promise<void> {
  try {
    await enter();
    unreachable.value = '';
  } catch (cause) {
    if (cause instanceof ApiError && cause.status === 401) return;
    unreachable.value = cause instanceof Error ? cause.message : String(cause);
    setTimeout(() => void askWhoIsThere(), 3_000);
  }
}

function Page(): JSX.Element | null {
  const { page } = route.value;
  if (FOR_EVERYBODY.has(page)) return <LazyPage name={page} id={route.value.id} />;
  if (signInState.value === 'out') return <SignInPage />;
  if (page === 'sign-in') return signInState.value === 'in' ? <GoToSessions /> : <SignInPage />;
  if (signInState.value === 'unknown') return unreachable.value === '' ? null : <Unreachable />;
  if (projects.value?.some(({ id }) => id === project.value) === false) return <UnknownProject />;
  if (page === 'sessions') return <SessionsPage />;
  return page === 'unknown' ? <UnknownPage /> : <LazyPage name={page} id={route.value.id} />;
}

function GoToSessions(): null {
  useEffect(() => replace('/sessions'), []);
  return null;
}

function Unreachable(): JSX.Element {
  return (
    <main>
      <EmptyState icon="warn" title="Falter does not answer" testId="unreachable" alone>
        <p>{unreachable.value}</p>
      </EmptyState>
    </main>
  );
}

function UnknownPage(): JSX.Element {
  return (
    <main>
      <EmptyState icon="search" title="There is no such page" testId="unknown-page" alone>
        <p>The address may be cut off. Every session has a link of its own.</p>
        <a class="button primary" href="/sessions">
          All sessions
        </a>
      </EmptyState>
    </main>
  );
}

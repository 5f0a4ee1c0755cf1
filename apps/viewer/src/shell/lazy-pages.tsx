import { type Signal, signal, useSignal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { NotLoaded } from './not-loaded.tsx';

/** What a page is given: the second part of the path, `abc` of `/sessions/abc`; '' where there is none. */
export interface PageProps {
  id: string;
}

type PageComponent = ComponentType<PageProps>;

/** Pages that come with the first visit to them, not with the shell: first part of the path -> module. */
const LAZY: Record<string, () => Promise<PageComponent>> = {
  dashboard: async () => (await import('../dashboard/dashboard-page.tsx')).DashboardPage,
  issues: async () => (await import('../issues/issues-page.tsx')).IssuesPage,
  issue: async () => (await import('../issues/issue-page.tsx')).IssuePage,
  session: async () => (await import('../session/session-page.tsx')).SessionPage,
  person: async () => (await import('../person/person-page.tsx')).PersonPage,
  shared: async () => (await import('../shared/shared-page.tsx')).SharedPage,
  'set-up': async () => (await import('../accounts/set-up-page.tsx')).SetUpPage,
  invitation: async () => (await import('../accounts/invitation-page.tsx')).InvitationPage,
  health: async () => (await import('../health/health-page.tsx')).HealthPage,
  settings: async () => (await import('../settings/settings-page.tsx')).SettingsPage,
};

/** Pages that stay as they are while the second part of the path changes: what has the focus keeps it. */
const LASTING: ReadonlySet<string> = new Set(['settings']);

const loaded: Signal<ReadonlyMap<string, PageComponent>> = signal(new Map());

async function load(name: string): Promise<void> {
  const page = await LAZY[name]?.();
  if (page !== undefined) loaded.value = new Map(loaded.peek()).set(name, page);
}

/** Loads a page ahead: whoever goes there next need not wait for its code. What fails now is asked for again then. */
export function warm(name: string): void {
  if (!loaded.peek().has(name)) load(name).catch(() => {});
}

/** A page that is loaded when it is first shown. */
export function LazyPage({ name, id }: PageProps & { name: string }): JSX.Element {
  const Page = loaded.value.get(name);
  /** The page that did not come; asked for again by the next visit to it. */
  const failed = useSignal('');
  useEffect(() => {
    failed.value = '';
    if (loaded.peek().has(name)) return;
    load(name).catch(() => {
      failed.value = name;
    });
  }, [name]);
  if (Page !== undefined) return <Page key={LASTING.has(name) ? name : id} id={id} />;
  if (failed.value !== name) return <main class={name} aria-busy="true" />;
  return (
    <main>
      <NotLoaded />
    </main>
  );
}

import { type Signal, useSignal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { readMe } from '../api-client.ts';
import { EmptyState } from '../design/empty-state.tsx';
import { NotLoaded } from '../shell/not-loaded.tsx';
import { me } from '../shell/sign-in-state.ts';
import { SECTIONS, type Section, sectionsFor } from './sections.ts';
import './settings.css';

/** The settings: a navigation and the section that the address names, the first one where it names none. */
export function SettingsPage({ id }: { id: string }): JSX.Element {
  const who = me.value;
  const seen = who === null ? [] : sectionsFor(who.role);
  const section = id === '' ? seen[0] : SECTIONS.find((known) => known.id === id);
  // Asked again at each visit: an admin may have given another role in the meantime.
  useEffect(() => {
    readMe().then((now) => {
      me.value = now;
    }, ignore);
  }, []);
  useEffect(() => {
    document.title = `${section?.title ?? 'Settings'} · Falter`;
  }, [section]);
  return (
    <main class="settings" data-testid="settings-page" aria-busy={who === null}>
      <nav aria-label="Settings">
        {seen.map(({ id: known, title }) => (
          <a key={known} href={`/settings/${known}`} aria-current={known === section?.id ? 'page' : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <div class="settings-section">{who !== null && <Shown section={section} seen={seen} />}</div>
    </main>
  );
}

function Shown({ section, seen }: { section: Section | undefined; seen: readonly Section[] }): JSX.Element {
  if (section === undefined) {
    return (
      <EmptyState icon="search" title="There are no such settings" testId="unknown-section" alone>
        <p>The address may be cut off. Choose what you look for in the list.</p>
      </EmptyState>
    );
  }
  if (!seen.includes(section)) {
    return (
      <EmptyState icon="info" title="These settings are not for your role" testId="forbidden-section" alone>
        <p>Ask an admin to change them, or to change your role.</p>
      </EmptyState>
    );
  }
  return <LoadedSection key={section.id} section={section} />;
}

function LoadedSection({ section }: { section: Section }): JSX.Element {
  const component: Signal<{ Section: ComponentType } | null> = useSignal(null);
  const failed = useSignal(false);
  const load = async (): Promise<void> => {
    failed.value = false;
    try {
      component.value = { Section: await section.load() };
    } catch {
      failed.value = true;
    }
  };
  useEffect(() => void load(), []);
  if (failed.value) return <NotLoaded />;
  const { Section } = component.value ?? {};
  return Section === undefined ? <p class="quiet" aria-busy="true" /> : <Section />;
}

/** A refusal to tell who one is: the shell asks for a sign-in, or says that nothing answers. */
function ignore(): void {}

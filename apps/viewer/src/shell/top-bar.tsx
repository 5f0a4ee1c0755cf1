import type { JSX } from 'preact';
import { signOut } from '../api-client.ts';
import { Icon, Mark } from '../design/icons.tsx';
import { replace, route } from './router.ts';
import { signInState } from './sign-in-state.ts';
import { isDark, theme, toggleTheme } from './theme.ts';

/** What the bar leads to, in its order. `pages` are the routes on which an entry counts as where one is. */
const ENTRIES: readonly { href: string; title: string; pages: readonly string[] }[] = [
  { href: '/sessions', title: 'Sessions', pages: ['sessions', 'session'] },
  { href: '/settings', title: 'Settings', pages: ['settings'] },
];

export function TopBar(): JSX.Element {
  const dark = theme.value === 'dark' || isDark();
  return (
    <header class="top-bar">
      <a class="brand" href="/sessions" data-testid="brand">
        <Mark />
        Falter
      </a>
      <nav aria-label="Main">
        {ENTRIES.map(({ href, title, pages }) => (
          <a key={href} href={href} aria-current={pages.includes(route.value.page) ? 'page' : undefined}>
            {title}
          </a>
        ))}
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

import type { JSX } from 'preact';
import { Icon, Mark } from '../design/icons.tsx';
import { LatePart } from './late-part.tsx';
import { ProjectSwitch } from './project-switch.tsx';
import { route } from './router.ts';
import { isDark, theme, toggleTheme } from './theme.ts';
import { UserMenu } from './user-menu.tsx';

/** What the bar leads to, in its order. `pages` are the routes on which an entry counts as where one is. */
const ENTRIES: readonly { href: string; title: string; pages: readonly string[] }[] = [
  { href: '/dashboard', title: 'Dashboard', pages: ['dashboard'] },
  { href: '/issues', title: 'Issues', pages: ['issues', 'issue'] },
  { href: '/sessions', title: 'Sessions', pages: ['sessions', 'session'] },
  { href: '/settings', title: 'Settings', pages: ['settings'] },
];

const loadHealthStrip = async () => (await import('../health/health-strip.tsx')).HealthStrip;

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
      <LatePart load={loadHealthStrip} class="health-strip" />
      <ProjectSwitch />
      <button
        type="button"
        class="icon-button"
        data-testid="theme-toggle"
        aria-label={dark ? 'Use light colours' : 'Use dark colours'}
        onClick={toggleTheme}
      >
        <Icon name={dark ? 'sun' : 'moon'} />
      </button>
      <UserMenu />
    </header>
  );
}
